package meta.launcher.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts calls of one kind by their durations. Not thread-safe. */
final class LatencyHistogram {
    /** The upper bounds of the buckets in seconds, inclusive. */
    static final List<Double> BOUNDS = List.of(.001, .002, .005, .01, .02, .05, .1, .2, .5, 1.0, 2.0, 5.0, 10.0);

    private static final int WINDOW = 256;

    private final long[] buckets = new long[BOUNDS.size()];
    private final long[] lastNanos = new long[WINDOW];
    private long calls;
    private long nanos;
    private long longest;

    /**
     * The counts and durations at one moment. Without calls, all durations are zero.
     *
     * @param upTo for each of the {@link #BOUNDS}, the number of calls that took no longer
     * @param seconds the sum of the durations
     * @param median the median of the last {@value #WINDOW} calls; between two durations, the shorter one
     * @param percentile95 the 95th percentile of the last {@value #WINDOW} calls; between two durations, the shorter one
     * @param longest the maximum of all calls
     */
    record Summary(
            long calls, List<Long> upTo, double seconds, Duration median, Duration percentile95, Duration longest) {}

    void add(Duration took) {
        for (int i = 0; i < buckets.length; i++) {
            if (took.toNanos() <= BOUNDS.get(i) * 1e9) {
                buckets[i]++;
            }
        }
        lastNanos[(int) (calls % WINDOW)] = took.toNanos();
        calls++;
        nanos += took.toNanos();
        longest = Math.max(longest, took.toNanos());
    }

    Summary summary() {
        List<Long> upTo = new ArrayList<>();
        for (long bucket : buckets) {
            upTo.add(bucket);
        }
        long[] last = Arrays.copyOf(lastNanos, (int) Math.min(calls, WINDOW));
        Arrays.sort(last);
        return new Summary(
                calls, upTo, nanos / 1e9, percentile(last, 50), percentile(last, 95), Duration.ofNanos(longest));
    }

    private static Duration percentile(long[] sorted, int percent) {
        return Duration.ofNanos(sorted.length == 0 ? 0 : sorted[(sorted.length - 1) * percent / 100]);
    }
}
