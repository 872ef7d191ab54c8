package meta.core.plugin;

import java.time.Duration;
import java.util.function.Function;
import meta.core.config.Declarations;

/** The time that several method calls to third-party code may take together. Not thread-safe. */
public final class TimeBudget {
    /**
     * The time that one method call to third-party code may take if the configuration sets no other limit. It is also the total of a budget
     * for a DEL, a GC, a rollback of effects, or the undo of effects that are no longer planned.
     */
    public static final Duration DEFAULT_LIMIT = Declarations.DEFAULT_STEP_TIME_LIMIT;

    private Duration left;

    /** Creates a budget from which nothing is spent. */
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
     * @param work is executed on the calling thread. Its argument is the remaining time, which can be negative. The work must observe this limit
     *     itself
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
