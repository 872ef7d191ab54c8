package meta.launcher.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import meta.core.kernel.ObjectBudget;

/** Limits how many calls run at a time and how much memory they take together. Thread-safe. */
final class CallSlots {
    private final int maxCalls;
    private final long maxBytes;
    private final ObjectBudget objects;
    private int calls;
    private long bytes;

    /**
     * @param maxBytes bytes of the Java heap for the running calls together
     * @param maxObjects kernel objects of pods for the running calls together, without the first objects of each call ({@link ObjectBudget})
     */
    CallSlots(int maxCalls, long maxBytes, int maxObjects) {
        this.maxCalls = maxCalls;
        this.maxBytes = maxBytes;
        this.objects = new ObjectBudget(maxObjects);
    }

    /** A slot that a call occupies. Closing frees it. One thread at a time may use a slot. */
    final class Slot implements AutoCloseable {
        private final MemoryEstimate estimate;
        private boolean occupied = true;

        private Slot(MemoryEstimate estimate) {
            this.estimate = estimate;
        }

        /** Frees the slot while the call waits and takes no memory. Has no effect if the slot is free already. */
        void release() {
            if (occupied) {
                occupied = false;
                free(estimate);
            }
        }

        /** {@return whether the call occupies a slot again; false after the timeout or an interrupt} */
        boolean reacquire(Duration timeout) {
            occupied = occupied || acquire(estimate, timeout);
            return occupied;
        }

        /** {@return the budget of all calls together} */
        ObjectBudget objects() {
            return objects;
        }

        @Override
        public void close() {
            release();
        }
    }

    /** {@return a slot, which the caller closes; empty after the timeout or an interrupt} */
    Optional<Slot> take(MemoryEstimate estimate, Duration timeout) {
        return acquire(estimate, timeout) ? Optional.of(new Slot(estimate)) : Optional.empty();
    }

    /** {@return whether a call takes at most half of the memory} A larger call would keep all other calls waiting. */
    boolean admits(MemoryEstimate estimate) {
        return estimate.bytes() <= maxBytes / 2;
    }

    synchronized boolean areFree() {
        return calls == 0;
    }

    /** {@return whether no call occupies a slot} Waits for that until the timeout or an interrupt. */
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
