package meta.image.topology;

import java.util.ArrayList;
import java.util.List;

/**
 * An echo request from a namespace to an address.
 *
 * @param options further options of {@code ping}
 */
public record Ping(Namespace from, String to, List<String> options) {
    public static Ping of(Namespace from, String to) {
        return new Ping(from, to, List.of());
    }

    /** {@return the request with this source address ({@code ping -I}) instead of the present options} */
    public Ping from(String source) {
        return new Ping(from, to, List.of("-I", source));
    }

    /** {@return whether an answer arrives within ten seconds} Repeats the request until an answer arrives. */
    public boolean answers() {
        return answersWithin(10);
    }

    /** {@return whether an answer arrives within this time} Repeats the request until an answer arrives. */
    public boolean answersWithin(int seconds) {
        return run("-w", Integer.toString(seconds)).succeeded();
    }

    /** {@return whether two requests remain without an answer, or cannot be sent} Waits 0.4 seconds for each answer. */
    public boolean staysSilent() {
        return !run("-c", "2", "-W", "0.4").succeeded();
    }

    private Output run(String... how) {
        List<String> words = new ArrayList<>(List.of("ping", "-n", "-q", "-c", "1", "-i", "0.1"));
        words.addAll(List.of(how));
        words.addAll(options);
        words.add(to);
        return Command.of(words).in(from).run();
    }
}
