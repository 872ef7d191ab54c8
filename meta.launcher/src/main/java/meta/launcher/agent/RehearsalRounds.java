package meta.launcher.agent;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Makes the same calls in several rounds. Waits before each call until no call of a client occupies a slot.
 *
 * @param limit the time, waits included, after which no further call begins
 * @param isOver returns whether the rounds must end before the next call
 */
record RehearsalRounds(List<Runnable> round, CallSlots clients, int most, Duration limit, BooleanSupplier isOver) {

    /** {@return how many rounds were completed} An exception of a call or an interrupt ends the rounds. */
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
