package meta.image.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import meta.image.topology.ProcessTimer;

/** Collects the measurements of calls by name, and reports the times, the processor times and the peak memory of each name. */
final class CallMeasurements {
    private final Map<String, List<Reading>> readings = new LinkedHashMap<>();

    private record Reading(ProcessTimer.Taken taken, int calls) {
        Duration perCall(Function<ProcessTimer.Taken, Duration> part) {
            return part.apply(taken).dividedBy(calls);
        }
    }

    /** Adds the measurement of one call. */
    void add(String name, ProcessTimer.Taken taken) {
        add(name, taken, 1);
    }

    /**
     * Adds the measurement of several calls that were made at the same time.
     *
     * @param calls the number of these calls; the report contains the processor time of one call, but the wall time of all
     */
    void add(String name, ProcessTimer.Taken taken, int calls) {
        readings.computeIfAbsent(name, _ -> new ArrayList<>()).add(new Reading(taken, calls));
    }

    /** Adds the times, the mean processor times and the largest peak memory of each name to the results. */
    void report(Results results) {
        readings.forEach((name, each) -> {
            results.times(
                    name,
                    Times.of(
                            each.stream().map(reading -> reading.taken().time()).toList()));
            results.value(callers(name), mean(each, ProcessTimer.Taken::ofCallers));
            results.value(agent(name), mean(each, ProcessTimer.Taken::ofAgent));
            results.value(
                    "MiB of a caller, " + name,
                    each.stream()
                                    .mapToLong(reading -> reading.taken().peakKib())
                                    .max()
                                    .orElseThrow()
                            / 1024.0);
        });
    }

    /** {@return the name in the report for the processor time that the processes of one call took, without the agent} */
    static String callers(String name) {
        return "CPU ms of the caller, " + name;
    }

    /** {@return the name in the report for the processor time that the agent took for one call} */
    static String agent(String name) {
        return "CPU ms of the agent, " + name;
    }

    private static double mean(List<Reading> readings, Function<ProcessTimer.Taken, Duration> part) {
        return readings.stream()
                .mapToDouble(reading -> reading.perCall(part).toNanos() / 1e6)
                .average()
                .orElseThrow();
    }
}
