package meta.core.plugin;

import java.time.Duration;
import java.util.function.Function;
import meta.core.config.Declarations;

/** The time that several method calls to third-party code may take together. Not thread-safe. */
public final class TimeBudget {
    /** The time limit of one method call to third-party code, unless the configuration sets another. Also the total of budgets. */
    public static final Duration DEFAULT_LIMIT = Declarations.DEFAULT_STEP_TIME_LIMIT;

    private Duration left;

    /** Creates a budget of which nothing is spent. */
    public TimeBudget(Duration total) {
        left = total;
    }

    /** {@return whether no time is left} */
    public boolean isSpent() {
        return left.isZero() || left.isNegative();
    }

    /**
     * {@return the result of the work} Subtracts the duration of the work from this budget, even if the work throws an exception.
     *
     * @param work is executed on the calling thread. Its argument is the remaining time, which can be negative, and which the work must
     *     observe itself
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
