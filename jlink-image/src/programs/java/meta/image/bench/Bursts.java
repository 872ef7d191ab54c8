package meta.image.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import meta.image.cluster.Agent;
import meta.image.topology.Host;
import meta.image.topology.ProcessTimer;

/**
 * Measures bursts: many ADDs that start at the same time, each for another pod.
 *
 * @param folder the folder in which a symbolic link to the client is created
 * @param pods the pods of the calls, at least as many as the largest burst has calls
 */
record Bursts(Stopwatch stopwatch, Host node, Path folder, List<BenchPod> pods) {
    static final List<Integer> SIZES = List.of(1, 10, 32, 40, 100);

    /** The end of the names of the results of {@link #measureAtStart}. */
    static final String JUST_STARTED = ", agent just started";

    private static final List<Integer> SIZES_AT_START = List.of(1, 10, 40, 100);

    /** {@return a part of the names of the results for bursts of this size} */
    static String atOnce(int count) {
        return ", " + count + " at once";
    }

    /**
     * Measures bursts of each size. The first burst of each size and program is a warm-up.
     *
     * @param subjects the measured programs
     * @param runs how many bursts of each size and program are measured
     */
    void measure(List<MeasuredProgram> subjects, int runs, Results results) {
        CallMeasurements meter = new CallMeasurements();
        for (int count : SIZES) {
            Bench.progress(count + " at once");
            List<BenchPod> some = pods.subList(0, count);
            for (MeasuredProgram subject : subjects) {
                for (int run = 0; run < 1 + runs; run++) {
                    ProcessTimer.Taken add = stopwatch.take(subject, "ADD", some);
                    stopwatch.take(subject, "DEL", some);
                    if (run > 0) {
                        meter.add("ADD " + subject.name() + atOnce(count), add, count);
                    }
                }
            }
        }
        meter.report(results);
    }

    /**
     * Measures bursts at the start of an agent. Each burst goes through an agent that has just started and may still make its warm-up
     * calls.
     *
     * @param runs how many bursts of each size are measured, with the plugin's script and with a link to the client
     */
    void measureAtStart(int runs, Results results) throws IOException {
        CallMeasurements meter = new CallMeasurements();
        for (int count : SIZES_AT_START) {
            Bench.progress(count + " at once, with an agent that has just started");
            List<BenchPod> some = pods.subList(0, count);
            for (int run = 0; run < runs; run++) {
                for (boolean linked : new boolean[] {false, true}) {
                    try (Agent agent = Agent.on(node.netns(), Agent.REHEARSING)) {
                        MeasuredProgram subject =
                                linked ? MeasuredProgram.linked(agent, folder) : MeasuredProgram.warm(agent);
                        ProcessTimer.Taken add = stopwatch.take(subject, "ADD", some);
                        stopwatch.take(subject, "DEL", some);
                        meter.add("ADD " + subject.name() + atOnce(count) + JUST_STARTED, add, count);
                    }
                }
            }
        }
        meter.report(results);
    }
}
