package meta.core.kernel;

import java.util.concurrent.atomic.AtomicInteger;

/** The number of kernel objects, such as routes, that all calls of a process may hold together. Any number of threads may use a budget. */
public final class ObjectBudget {
    private final AtomicInteger left;

    public ObjectBudget(int objects) {
        left = new AtomicInteger(objects);
    }

    /** {@return whether this number of objects was left} If so, the budget is reduced by the number. */
    boolean take(int objects) {
        int before = left.getAndUpdate(now -> now >= objects ? now - objects : now);
        return before >= objects;
    }

    void giveBack(int objects) {
        left.addAndGet(objects);
    }
}
