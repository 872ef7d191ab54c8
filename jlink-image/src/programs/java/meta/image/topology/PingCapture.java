package meta.image.topology;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Captures the pings that a device sends and receives, and the packets to and from an {@link EchoServer}.
 *
 * @param process the running {@code tcpdump}
 */
public record PingCapture(Process process) implements AutoCloseable {
    private static final String WHAT =
            "icmp or port 7777 or (icmp6 and (ip6[40] == 128 or ip6[40] == 129))"; // RFC 4443: echo request, reply

    /**
     * {@return a capture on the device} Returns as soon as {@code tcpdump} captures packets.
     *
     * @throws AssertionError if {@code tcpdump} cannot capture; the message contains the errors of {@code tcpdump}
     */
    public static PingCapture on(Namespace namespace, String device) {
        Process process = Command.of("tcpdump", "-nn", "-l", "-q", "-t", "--immediate-mode", "-p", "-i", device, WHAT)
                .in(namespace)
                .start();
        try {
            BufferedReader notes =
                    new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
            StringBuilder said = new StringBuilder();
            String line = notes.readLine();
            while (line != null && !line.startsWith("listening on")) {
                said.append(line).append('\n');
                line = notes.readLine();
            }
            if (line == null) {
                throw new AssertionError("no capture on " + device + " in " + namespace.name() + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PingCapture(process);
    }

    /**
     * Ends the capture.
     *
     * @return a line for each captured packet
     * @throws AssertionError if {@code tcpdump} has ended before
     */
    public List<String> packets() {
        if (!process.isAlive()) {
            throw new AssertionError("the capture ended with status " + process.exitValue());
        }
        process.toHandle().destroy(); // Process.destroy would also close the pipe with the packets
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
