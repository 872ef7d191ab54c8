package meta.core.plugin;

import java.time.Duration;
import java.util.function.Function;
import meta.core.config.Declarations;

/** The time that several calls of third-party code may take together. Only one thread may use a budget. */
public final class TimeBudget {
    /** The time that third-party code may take if the configuration sets no other limit. */
    public static final Duration DEFAULT_LIMIT = Declarations.DEFAULT_STEP_TIME_LIMIT;

    private Duration left;

    /** Makes a budget with all of this time left. */
    public TimeBudget(Duration total) {
        left = total;
    }

    /** {@return whether nothing is left} */
    public boolean isSpent() {
        return left.isZero() || left.isNegative();
    }

    /**
     * {@return the result of the work} The duration of the work is subtracted, even if the work throws an exception.
     *
     * @param work its argument is the time that is left, which the work must not exceed; nothing else enforces this
     */
    public <T> T spend(Function<Duration, T> work) {
        long start = System.nanoTime();
        try {
            return work.apply(left);
        } finally {
            left = left.minusNanos(System.nanoTime() - start);
        }
    }
}
