package meta.core.kernel;

import java.util.concurrent.atomic.AtomicInteger;

/** How many objects of pods all calls of a process may hold together, beside the few that every call holds. Many threads may use it. */
public final class ObjectBudget {
    private final AtomicInteger left;

    /** @param objects the most, all calls together */
    public ObjectBudget(int objects) {
        left = new AtomicInteger(objects);
    }

    /** {@return whether so many were left; they are taken then} */
    boolean take(int objects) {
        int before = left.getAndUpdate(now -> now >= objects ? now - objects : now);
        return before >= objects;
    }

    void giveBack(int objects) {
        left.addAndGet(objects);
    }
}
