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
 * The distribution of the time of calls over their phases, from their log. The rest of the wall time is the start and the end of the
 * process.
 */
final class CallPhases {
    private static final String SIGN = "microseconds: ";

    private final Path log;
    private final Map<String, List<Duration>> taken = new LinkedHashMap<>();

    CallPhases(Path log) {
        this.log = log;
    }

    /** Adds the last call in the log, with its wall time. */
    void add(Duration wall) {
        long inside = 0;
        Map<String, Duration> last = new LinkedHashMap<>();
        for (String phase : lastLine().split(", ", -1)) {
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

    private String lastLine() {
        try {
            List<String> lines = Files.readAllLines(log);
            String line = lines.getLast();
            int at = line.indexOf(SIGN);
            if (at < 0) {
                throw new AssertionError("no phases at the end of " + log + ": " + line);
            }
            return line.substring(at + SIGN.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void print(String name) {
        System.out.printf("%n%s: medians in ms%n", name);
        taken.forEach((phase, times) -> System.out.printf(
                Locale.ROOT, "  %-16s %8.2f%n", phase, Times.of(times).median().toNanos() / 1e6));
    }
}
