package meta.launcher.agent;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Makes the same sample calls in several rounds. Before each sample call, waits until no call of a client occupies a slot.
 *
 * @param most the maximum number of rounds
 * @param limit the time, including waiting, after which no further sample call begins
 */
record RehearsalRounds(List<Runnable> round, CallSlots clients, int most, Duration limit, BooleanSupplier isOver) {

    /**
     * {@return how many rounds were completed} Exceptions of a sample call are thrown to the caller.
     *
     * @param nanoTime a clock that never goes back, in nanoseconds
     */
    int make(LongSupplier nanoTime) {
        long end = nanoTime.getAsLong() + limit.toNanos();
        for (int complete = 0; complete < most; complete++) {
            for (Runnable call : round) {
                if (!mayContinue(end - nanoTime.getAsLong())) {
                    return complete;
                }
                call.run();
            }
        }
        return most;
    }

    private boolean mayContinue(long left) {
        return left > 0 && clients.awaitFree(Duration.ofNanos(left)) && !isOver.getAsBoolean();
    }
}
