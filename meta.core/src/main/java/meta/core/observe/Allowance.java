package meta.core.observe;

/**
 * How many objects of a pod a call may still hold. A process in the pod, and routers on its LAN, decide how many there are; what a call
 * holds and plans for {@value #MOST} of them fits into the heap of a JVM that is started for one call.
 */
public final class Allowance {
    /** The most devices, addresses, routes, rules and neighbours of a pod that a call works with, taken together. */
    public static final int MOST = 50_000;

    private int left = MOST;

    int left() {
        return left;
    }

    void take(int objects) {
        left -= objects;
    }
}
