package meta.launcher.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import meta.core.kernel.SharedObjectBudget;

/** Limits how many calls run at the same time, and how much memory they use together. Thread-safe. */
final class CallSlots {
    private final int maxCalls;
    private final long maxBytes;
    private final SharedObjectBudget objects;
    private int calls;
    private long bytes;

    /**
     * @param maxCalls the number of calls that may run at the same time
     * @param maxBytes the maximum sum of the memory estimates of the running calls, in bytes
     * @param maxObjects the number of kernel objects in the {@link SharedObjectBudget} of the calls
     */
    CallSlots(int maxCalls, long maxBytes, int maxObjects) {
        this.maxCalls = maxCalls;
        this.maxBytes = maxBytes;
        this.objects = new SharedObjectBudget(maxObjects);
    }

    /** A slot that a call occupies. Closing the slot frees it. One thread at a time may use a slot. */
    final class Slot implements AutoCloseable {
        private final MemoryEstimate estimate;
        private boolean occupied = true;

        private Slot(MemoryEstimate estimate) {
            this.estimate = estimate;
        }

        /** Frees the slot while the call waits. Has no effect if the slot is free. */
        void release() {
            if (occupied) {
                occupied = false;
                free(estimate);
            }
        }

        /**
         * Waits until the call occupies a slot again.
         *
         * @return false after the timeout, or if the waiting thread was interrupted
         */
        boolean reacquire(Duration timeout) {
            occupied = occupied || acquire(estimate, timeout);
            return occupied;
        }

        /** {@return the budget of kernel objects that all calls share} */
        SharedObjectBudget objects() {
            return objects;
        }

        @Override
        public void close() {
            release();
        }
    }

    /**
     * {@return a slot, which the caller closes; empty after the timeout, or if the waiting thread was interrupted} Must only be called for
     * an estimate that {@link #admits} accepts.
     */
    Optional<Slot> take(MemoryEstimate estimate, Duration timeout) {
        return acquire(estimate, timeout) ? Optional.of(new Slot(estimate)) : Optional.empty();
    }

    /**
     * {@return whether a call with this estimate takes at most half of the memory of all calls} A larger call could keep all others
     * waiting.
     */
    boolean admits(MemoryEstimate estimate) {
        return estimate.bytes() <= maxBytes / 2;
    }

    synchronized boolean areFree() {
        return calls == 0;
    }

    /**
     * Waits until no call occupies a slot.
     *
     * @return false if a call still occupies a slot after the timeout or an interrupt
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
