package meta.image.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Calls as on a real node: each is made one second after the last one, and right after a main plugin has run, so that the caches of the
 * processor are cold.
 */
record SparseCalls(Stopwatch stopwatch, BenchPod pod, List<MeasuredProgram> subjects) {
    static final String SPARSE = ", sparse";

    private static final int WARM_UP = 1;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** @param where the end of the names in the report, such as {@code ", 110 pods"} */
    void measure(int runs, String where, Results results) {
        Meter meter = new Meter();
        List<MeasuredProgram> order = new ArrayList<>(subjects);
        for (int run = 0; run < WARM_UP + runs; run++) {
            Collections.rotate(order, 1); // so that each is measured after each of the others
            for (MeasuredProgram subject : order) {
                for (String verb : List.of("ADD", "DEL")) {
                    Stopwatch.Taken taken = take(subject, verb);
                    if (run >= WARM_UP) {
                        meter.add(verb + " " + subject.name() + SPARSE + where, taken);
                    }
                }
            }
        }
        meter.report(results);
    }

    private Stopwatch.Taken take(MeasuredProgram subject, String verb) {
        pause();
        stopwatch.take(MeasuredProgram.mainPlugin(), "VERSION", List.of(pod));
        return stopwatch.take(subject, verb, List.of(pod));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
