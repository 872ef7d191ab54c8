package meta.launcher.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import meta.core.kernel.ObjectBudget;

/**
 * How many calls are made at a time, and how much memory they may take together. A call waits here for others, in no order, as none waits
 * for long. Many threads may use it.
 */
final class CallSlots {
    private final int mostCalls;
    private final long mostMemory;
    private final ObjectBudget objects;
    private int calls;
    private long memory;

    /**
     * All places are free.
     *
     * @param mostCalls how many calls at a time
     * @param mostMemory how many bytes they may take together
     * @param mostObjects how many of the kernel's objects they may keep together, beside the few that each call keeps
     */
    CallSlots(int mostCalls, long mostMemory, int mostObjects) {
        this.mostCalls = mostCalls;
        this.objects = new ObjectBudget(mostObjects);
        this.mostMemory = mostMemory;
    }

    /** {@return whether a call of this weight may be made at all, be it alone or with few others: a larger one would displace them} */
    boolean admits(MemoryEstimate weight) {
        return weight.bytes() <= mostMemory / 2;
    }

    /**
     * Takes a place for a call.
     *
     * @param limit how long to wait for one
     * @return the place; empty where there was none in time
     */
    Optional<CallSlot> take(MemoryEstimate weight, Duration limit) {
        return takeAgain(weight, limit) ? Optional.of(new CallSlot(this, weight)) : Optional.empty();
    }

    synchronized boolean takeAgain(MemoryEstimate weight, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (calls >= mostCalls || memory + weight.bytes() > mostMemory) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        calls++;
        memory += weight.bytes();
        return true;
    }

    ObjectBudget objects() {
        return objects;
    }

    synchronized void giveBack(MemoryEstimate weight) {
        calls--;
        memory -= weight.bytes();
        notifyAll();
    }
}
