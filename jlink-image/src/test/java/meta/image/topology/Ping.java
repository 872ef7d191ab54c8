package meta.image.topology;

import java.util.ArrayList;
import java.util.List;

/** The question whether one address answers to another, asked by {@code ping}. */
public record Ping(Namespace from, String to, List<String> options) {
    public static Ping of(Namespace from, String to) {
        return new Ping(from, to, List.of());
    }

    /** {@return this ping, sent from one address of its namespace} */
    public Ping from(String source) {
        return new Ping(from, to, List.of("-I", source));
    }

    /** {@return whether an answer comes, for which a loaded machine may need its time} */
    public boolean answers() {
        return answersWithin(10);
    }

    /** {@return whether an answer comes within these seconds} */
    public boolean answersWithin(int seconds) {
        return run("-w", Integer.toString(seconds)).succeeded();
    }

    /** {@return whether there is no answer to two packets within half a second} */
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
