package meta.core.plugin;

import java.time.Duration;
import java.util.function.Function;
import meta.core.config.Declarations;

/** The time that several calls of third-party code may take together. Not thread-safe. */
public final class TimeBudget {
    /** The time that third-party code may take if the configuration sets no other limit. */
    public static final Duration DEFAULT_LIMIT = Declarations.DEFAULT_STEP_TIME_LIMIT;

    private Duration left;

    public TimeBudget(Duration total) {
        left = total;
    }

    public boolean isSpent() {
        return left.isZero() || left.isNegative();
    }

    /**
     * {@return the result of the work} Subtracts the duration, even if the work throws an exception.
     *
     * @param work its argument is the time that is left; the work itself must not exceed it
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
