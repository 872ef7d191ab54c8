package meta.launcher.agent;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Makes the same calls again and again. Before each of them it waits until no call of a client runs.
 *
 * @param round the calls of one round
 * @param clients the slots of the clients' calls
 * @param most how many rounds are made
 * @param limit how long they may take, with the time of waiting; the call that runs at this time is finished
 * @param isOver whether no further call is made
 */
record RehearsalRounds(List<Runnable> round, CallSlots clients, int most, Duration limit, BooleanSupplier isOver) {

    /**
     * Makes the rounds.
     *
     * @param nanoTime a clock, as {@link System#nanoTime}
     * @return how many rounds were completed
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
