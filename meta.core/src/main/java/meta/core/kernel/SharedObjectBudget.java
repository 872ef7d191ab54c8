package meta.core.kernel;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The number of kernel objects, such as routes, that the calls with this budget together may still read into memory ({@link
 * KernelPort#reserve}). Thread-safe.
 */
public final class SharedObjectBudget {
    private final AtomicInteger left;

    /** @param objects the maximum number of objects that the calls may take together */
    public SharedObjectBudget(int objects) {
        left = new AtomicInteger(objects);
    }

    /**
     * {@return whether at least this number of objects was left} If so, the budget is reduced by the number; otherwise it stays unchanged.
     */
    boolean take(int objects) {
        int before = left.getAndUpdate(now -> now >= objects ? now - objects : now);
        return before >= objects;
    }

    /** Increases the budget by this number of objects. */
    void giveBack(int objects) {
        left.addAndGet(objects);
    }
}
