package meta.core.kernel;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The number of kernel objects, such as routes, that all calls of a process may hold together. A call takes its share with
 * {@link KernelPort#reserve}; the first 256 objects of each count are free and not taken from the budget. Any number of threads may use it.
 */
public final class ObjectBudget {
    private final AtomicInteger left;

    /** @param objects the limit for all calls together */
    public ObjectBudget(int objects) {
        left = new AtomicInteger(objects);
    }

    /** {@return whether so many objects were left} If so, the budget is reduced by them; otherwise it is unchanged. */
    boolean take(int objects) {
        int before = left.getAndUpdate(now -> now >= objects ? now - objects : now);
        return before >= objects;
    }

    void giveBack(int objects) {
        left.addAndGet(objects);
    }
}
