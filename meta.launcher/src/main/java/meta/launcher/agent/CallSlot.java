package meta.launcher.agent;

import java.time.Duration;
import meta.core.kernel.ObjectBudget;

/** A place that a call has. One thread may use it. */
final class CallSlot implements AutoCloseable {
    private final CallSlots places;
    private final MemoryEstimate weight;
    private boolean taken = true;

    CallSlot(CallSlots places, MemoryEstimate weight) {
        this.places = places;
        this.weight = weight;
    }

    /** Leaves the place to others, for as long as the call waits for something that takes no memory. */
    void leave() {
        if (taken) {
            taken = false;
            places.giveBack(weight);
        }
    }

    /** {@return what all calls together may keep of the kernel's objects} */
    ObjectBudget objects() {
        return places.objects();
    }

    /** {@return whether there was a place again in time} */
    boolean takeAgain(Duration limit) {
        taken = taken || places.takeAgain(weight, limit);
        return taken;
    }

    @Override
    public void close() {
        leave();
    }
}
