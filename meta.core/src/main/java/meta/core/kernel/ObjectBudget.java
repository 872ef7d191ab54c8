package meta.core.kernel;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The number of kernel objects, such as routes, that all calls of a process may hold together. A call takes its share with
 * {@link KernelPort#reserve}, and returns it when the call ends. The first 256 objects of a pod and of each dump on the host need no share ({@code
 * Allowance}). Any number of threads may use a budget.
 */
public final class ObjectBudget {
    private final AtomicInteger left;

    /** @param objects the limit for all calls together */
    public ObjectBudget(int objects) {
        left = new AtomicInteger(objects);
    }

    /**
     * {@return whether the budget had this number of objects left} If the result is true, the budget is reduced by the number; otherwise it is
     * unchanged.
     */
    boolean take(int objects) {
        int before = left.getAndUpdate(now -> now >= objects ? now - objects : now);
        return before >= objects;
    }

    /** Adds objects that a call has taken and no longer needs. */
    void giveBack(int objects) {
        left.addAndGet(objects);
    }
}
