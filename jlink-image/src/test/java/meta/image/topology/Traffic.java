package meta.image.topology;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The packets on a device from now on: pings, and what {@link Echo} is asked and answers.
 *
 * @param process the {@code tcpdump} that sees them
 */
public record Traffic(Process process) implements AutoCloseable {
    private static final String WHAT =
            "icmp or port 7777 or (icmp6 and (ip6[40] == 128 or ip6[40] == 129))"; // RFC 4443: echo request, reply

    /** {@return what is seen from now on} */
    public static Traffic on(Namespace namespace, String device) {
        Process process = Command.of("tcpdump", "-nn", "-l", "-q", "-t", "--immediate-mode", "-p", "-i", device, WHAT)
                .in(namespace)
                .start();
        try {
            BufferedReader notes =
                    new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
            String line = notes.readLine();
            while (line != null && !line.startsWith("listening on")) {
                line = notes.readLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Traffic(process);
    }

    /** {@return what was seen, a line for each packet} */
    public List<String> packets() {
        process.toHandle().destroy(); // Process.destroy closes what is still to be read
        try (BufferedReader seen =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            return seen.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
