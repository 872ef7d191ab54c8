package meta.launcher.agent;

import java.time.Duration;
import meta.core.kernel.ObjectBudget;

/** A place that a call has. One thread may use it. */
final class Place implements AutoCloseable {
    private final Places places;
    private final Weight weight;
    private boolean taken = true;

    Place(Places places, Weight weight) {
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
