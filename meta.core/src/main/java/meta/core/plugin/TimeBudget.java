package meta.core.plugin;

import java.time.Duration;
import java.util.function.Function;
import meta.core.config.Declarations;

/** The time that several calls of third-party steps, or of effect handlers, may take together. Not thread-safe. */
public final class TimeBudget {
    /** The default time limit of one method call to third-party code. Also the total of most budgets. */
    public static final Duration DEFAULT_LIMIT = Declarations.DEFAULT_STEP_TIME_LIMIT;

    private Duration left;

    /** Creates an unused budget. */
    public TimeBudget(Duration total) {
        left = total;
    }

    /** {@return whether no time is left} */
    public boolean isSpent() {
        return left.isZero() || left.isNegative();
    }

    /**
     * {@return the result of the work} Subtracts the duration of the work from this budget, even after an exception.
     *
     * @param work is executed on the calling thread, with the remaining time, which can be negative. It must observe this limit itself
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
