package meta.core.kernel;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The number of objects of pods that all calls of a process may hold at a time, in addition to the few that every call may hold anyway. Any
 * number of threads may use it.
 */
public final class ObjectBudget {
    private final AtomicInteger left;

    /** @param objects the limit for all calls together */
    public ObjectBudget(int objects) {
        left = new AtomicInteger(objects);
    }

    /** {@return whether this many objects were left; if so, the budget is reduced by them} */
    boolean take(int objects) {
        int before = left.getAndUpdate(now -> now >= objects ? now - objects : now);
        return before >= objects;
    }

    void giveBack(int objects) {
        left.addAndGet(objects);
    }
}
