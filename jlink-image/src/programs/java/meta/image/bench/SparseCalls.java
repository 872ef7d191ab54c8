package meta.image.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import meta.image.topology.ProcessTimer;

/**
 * Measures calls as they occur on a real node. A second passes before each call. Another plugin runs immediately before the call, so that
 * the processor's caches do not contain the plugin under test.
 */
record SparseCalls(Stopwatch stopwatch, BenchPod pod, List<MeasuredProgram> subjects) {
    static final String SPARSE = ", sparse";

    private static final int WARM_UP = 1;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * Measures ADD and DEL of each program, after one round as a warm-up.
     *
     * @param runs how often each call is measured
     * @param where the end of the names of the measurements in the report, such as {@code ", 110 pods"}
     * @param results receives the measured times
     */
    void measure(int runs, String where, Results results) {
        CallMeasurements meter = new CallMeasurements();
        List<MeasuredProgram> order = new ArrayList<>(subjects);
        for (int run = 0; run < WARM_UP + runs; run++) {
            Collections.rotate(order, 1); // so that no program is always measured first
            for (MeasuredProgram subject : order) {
                for (String verb : List.of("ADD", "DEL")) {
                    ProcessTimer.Taken taken = take(subject, verb);
                    if (run >= WARM_UP) {
                        meter.add(verb + " " + subject.name() + SPARSE + where, taken);
                    }
                }
            }
        }
        meter.report(results);
    }

    private ProcessTimer.Taken take(MeasuredProgram subject, String verb) {
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
