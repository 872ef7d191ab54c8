package meta.image.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Collects how long each phase of the calls took. Each call writes the durations of its phases to the log. The phase {@code process} is the
 * part of the wall time that is in no phase of the log, such as the start of the JVM. The phase {@code all} is the whole wall time.
 */
final class CallPhases {
    private static final String SIGN = "microseconds: ";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Path log;
    private final Map<String, List<Duration>> taken = new LinkedHashMap<>();

    CallPhases(Path log) {
        this.log = log;
    }

    /**
     * Adds one call: waits until its line is in the log, and reads the durations of its phases there.
     *
     * @param wall the wall time of the call
     * @param before the number of calls that were in the log before this call
     * @throws AssertionError if the line of the call is not in the log after ten seconds
     */
    void add(Duration wall, int before) {
        long inside = 0;
        Map<String, Duration> last = new LinkedHashMap<>();
        for (String phase : lineAfter(before).split(", ", -1)) {
            int blank = phase.indexOf(' ');
            long micros = Long.parseLong(phase.substring(blank + 1));
            inside += micros;
            last.put(phase.substring(0, blank), Duration.ofNanos(micros * 1000));
        }
        put("process", wall.minusNanos(inside * 1000));
        last.forEach(this::put);
        put("all", wall);
    }

    private void put(String phase, Duration time) {
        taken.computeIfAbsent(phase, _ -> new ArrayList<>()).add(time);
    }

    /**
     * {@return the last line of the log that contains phases} Waits until the log contains more than {@code count} such lines, because the
     * agent writes the log after it has answered.
     */
    private String lineAfter(int count) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        List<String> found = phases(log);
        while (found.size() == count) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the phases of the last call are not in " + log);
            }
            Thread.onSpinWait();
            found = phases(log);
        }
        return found.getLast();
    }

    /** {@return the number of calls whose phases are in the log; 0 if the log does not exist} */
    static int count(Path log) {
        return phases(log).size();
    }

    private static List<String> phases(Path log) {
        try {
            return !Files.exists(log)
                    ? List.of()
                    : Files.readAllLines(log).stream()
                            .filter(line -> line.contains(SIGN))
                            .map(line -> line.substring(line.indexOf(SIGN) + SIGN.length()))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints the median duration of each phase. */
    void print(String name) {
        System.out.printf("%n%s: medians in ms%n", name);
        taken.forEach((phase, times) -> System.out.printf(
                Locale.ROOT, "  %-16s %8.2f%n", phase, Times.of(times).median().toNanos() / 1e6));
    }
}
