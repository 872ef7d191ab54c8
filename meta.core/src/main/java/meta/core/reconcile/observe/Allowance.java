package meta.core.reconcile.observe;

import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.KernelPort;

/**
 * How many objects of a pod a call may still hold. A process in the pod, and routers on its LAN, decide how many there are; what a call
 * holds and plans for {@value #MOST} of them fits into the heap of a JVM that is started for one call.
 *
 * <p>A process that makes many calls at a time has room for fewer, and says so by {@link KernelPort#reserve}.
 */
public final class Allowance {
    /** The most devices, addresses, routes, rules and neighbours of a pod that a call works with, taken together. */
    public static final int MOST = 50_000;

    /** What is reserved at a time; so many are free, as every call holds some. */
    private static final int SHARE = 256;

    private final KernelPort kernel;
    private int held;
    private int reserved = SHARE;
    private boolean isReservedOut;

    Allowance(KernelPort kernel) {
        this.kernel = kernel;
    }

    /** {@return whether no further object may be held} */
    boolean isUsedUp() {
        return isReservedOut || held > MOST;
    }

    /** Counts one more object. */
    void add() {
        held++;
        if (held > reserved) {
            isReservedOut = !kernel.reserve(SHARE);
            reserved += SHARE;
        }
    }

    /** Says that so many are held no more, and are going to be read again. */
    void remove(int objects) {
        held -= objects;
    }

    /**
     * {@return the failure of a call for which it is used up}
     *
     * @param place what was asked for
     * @param number how many of it there are
     */
    CallFailedException failure(String place, int number) {
        return new CallFailedException(
                isReservedOut
                        ? new Failure.Exhausted(
                                place + ": there are " + number + ", and this process has no room for them now")
                        : new Failure.TooManyObjects(place, number, MOST));
    }
}
