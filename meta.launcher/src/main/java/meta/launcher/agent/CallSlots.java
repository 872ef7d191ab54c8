package meta.launcher.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import meta.core.kernel.ObjectBudget;

/**
 * Limits how many calls run at a time and how much memory they take together. Waiting calls get a free slot in no particular order.
 * Thread-safe.
 */
final class CallSlots {
    private final int maxCalls;
    private final long maxBytes;
    private final ObjectBudget objects;
    private int calls;
    private long bytes;

    /**
     * Creates slots, all of them free.
     *
     * @param maxCalls how many calls run at a time
     * @param maxBytes how many bytes of the Java heap these calls take together
     * @param maxObjects how many kernel objects of pods these calls hold together, not counting the first objects of each call ({@link
     *     ObjectBudget})
     */
    CallSlots(int maxCalls, long maxBytes, int maxObjects) {
        this.maxCalls = maxCalls;
        this.maxBytes = maxBytes;
        this.objects = new ObjectBudget(maxObjects);
    }

    /** A slot that a call occupies. Closing frees the slot. One thread at a time may use it. */
    final class Slot implements AutoCloseable {
        private final MemoryEstimate estimate;
        private boolean occupied = true;

        private Slot(MemoryEstimate estimate) {
            this.estimate = estimate;
        }

        /** Frees the slot of a call that waits and takes no memory meanwhile. Has no effect if the slot is free already. */
        void release() {
            if (occupied) {
                occupied = false;
                free(estimate);
            }
        }

        /** {@return whether the call occupies a slot again; false if none became free within the timeout, or the thread was interrupted} */
        boolean reacquire(Duration timeout) {
            occupied = occupied || acquire(estimate, timeout);
            return occupied;
        }

        /** {@return the budget of kernel objects that all calls share} */
        ObjectBudget objects() {
            return objects;
        }

        @Override
        public void close() {
            release();
        }
    }

    /**
     * Occupies a slot.
     *
     * @param timeout how long to wait for a free slot
     * @return the slot, which the caller closes; empty if none became free in time, or the thread was interrupted
     */
    Optional<Slot> take(MemoryEstimate estimate, Duration timeout) {
        return acquire(estimate, timeout) ? Optional.of(new Slot(estimate)) : Optional.empty();
    }

    /**
     * {@return whether a call is small enough for a slot} A call that takes more than half of the memory is too large, because it would keep
     * all other calls waiting.
     */
    boolean admits(MemoryEstimate estimate) {
        return estimate.bytes() <= maxBytes / 2;
    }

    /** {@return whether no call occupies a slot} */
    synchronized boolean areFree() {
        return calls == 0;
    }

    /**
     * Waits until no call occupies a slot. An interrupt ends the wait.
     *
     * @param timeout how long to wait
     * @return whether no call occupies a slot now
     */
    synchronized boolean awaitFree(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            for (long left = timeout.toNanos(); calls > 0 && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return calls == 0;
    }

    private synchronized boolean acquire(MemoryEstimate estimate, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (calls >= maxCalls || bytes + estimate.bytes() > maxBytes) {
                long left = deadline - System.nanoTime();
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
        bytes += estimate.bytes();
        return true;
    }

    private synchronized void free(MemoryEstimate estimate) {
        calls--;
        bytes -= estimate.bytes();
        notifyAll();
    }
}
