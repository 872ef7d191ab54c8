package meta.image.topology;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Captures the Ethernet frames that a device of a host receives. Each frame is a line of the output of {@code tcpdump -e -n}. Not thread-safe. */
public final class Capture implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 60;

    private final Process process;
    private final BlockingQueue<String> arriving = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    private Capture(Process process) {
        this.process = process;
    }

    /**
     * {@return a capture on the device} Returns as soon as {@code tcpdump} captures frames.
     *
     * @param filter which frames are captured, as an expression of pcap-filter(7)
     * @throws AssertionError if {@code tcpdump} cannot capture
     */
    public static Capture on(Namespace host, String device, String filter) {
        List<String> words = new ArrayList<>(
                List.of("tcpdump", "-i", device, "--immediate-mode", "-l", "-e", "-n", "-t", "-Q", "in"));
        words.add(filter);
        Capture capture = new Capture(Command.of(words).in(host).start());
        capture.awaitReadiness();
        Thread.ofVirtual().start(capture::read);
        return capture;
    }

    private void awaitReadiness() {
        BufferedReader stderr = process.errorReader(StandardCharsets.UTF_8);
        try {
            String line = stderr.readLine();
            while (line != null && !line.startsWith("listening on")) {
                line = stderr.readLine();
            }
            if (line == null) {
                throw new AssertionError("tcpdump does not listen");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader stdout =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            stdout.lines().forEach(arriving::add);
        } catch (IOException | UncheckedIOException e) {
            arriving.add("the capture has ended: " + e);
        }
    }

    /**
     * {@return the first captured line that contains all parts} Waits until there is such a line.
     *
     * @throws AssertionError if there is no such line after a minute
     */
    public String await(String... parts) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        for (String line : seen) {
            if (hasAll(line, parts)) {
                return line;
            }
        }
        while (true) {
            String line = next(end - System.nanoTime());
            seen.add(line);
            if (hasAll(line, parts)) {
                return line;
            }
        }
    }

    private String next(long nanoseconds) {
        try {
            String line = arriving.poll(nanoseconds, TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new AssertionError("no such line within " + TIMEOUT_SECONDS + " s; the captured lines:\n"
                        + String.join("\n", seen));
            }
            return line;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** {@return all lines since the start of the capture} Does not wait for further lines. */
    public List<String> lines() {
        arriving.drainTo(seen);
        return List.copyOf(seen);
    }

    private static boolean hasAll(String line, String... parts) {
        for (String part : parts) {
            if (!line.contains(part)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
