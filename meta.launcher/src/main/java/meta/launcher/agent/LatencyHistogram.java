package meta.launcher.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How many calls of one kind there were, and how long they took. */
final class LatencyHistogram {
    /** The bounds of the histogram in seconds, each included in its bucket. */
    static final List<Double> BOUNDS = List.of(.001, .002, .005, .01, .02, .05, .1, .2, .5, 1.0, 2.0, 5.0, 10.0);

    private static final int KEPT = 256; // enough for the shares that a person asks for

    private final long[] buckets = new long[BOUNDS.size()];
    private final long[] lastNanos = new long[KEPT];
    private long calls;
    private long nanos;
    private long longest;

    /**
     * What was counted.
     *
     * @param upTo how many calls took as long as each of the {@link #BOUNDS}, or less
     * @param seconds of all of them together
     * @param median of the last 256 calls
     * @param slow what 95 of 100 of them did not exceed
     */
    record Sum(long calls, List<Long> upTo, double seconds, Duration median, Duration slow, Duration longest) {}

    void add(Duration took) {
        for (int i = 0; i < buckets.length; i++) {
            if (took.toNanos() <= BOUNDS.get(i) * 1e9) {
                buckets[i]++;
            }
        }
        lastNanos[(int) (calls % KEPT)] = took.toNanos();
        calls++;
        nanos += took.toNanos();
        longest = Math.max(longest, took.toNanos());
    }

    Sum sum() {
        List<Long> upTo = new ArrayList<>();
        for (long bucket : buckets) {
            upTo.add(bucket);
        }
        long[] last = Arrays.copyOf(lastNanos, (int) Math.min(calls, KEPT));
        Arrays.sort(last);
        return new Sum(calls, upTo, nanos / 1e9, share(last, 50), share(last, 95), Duration.ofNanos(longest));
    }

    private static Duration share(long[] sorted, int percent) {
        return Duration.ofNanos(sorted.length == 0 ? 0 : sorted[(sorted.length - 1) * percent / 100]);
    }
}
