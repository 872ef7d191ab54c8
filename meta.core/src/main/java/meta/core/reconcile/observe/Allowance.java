package meta.core.reconcile.observe;

import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.KernelPort;

/**
 * Counts kernel objects that a call holds, up to a limit. One allowance counts all objects of the pod; each dump on the host has an allowance of its
 * own. The limit is necessary because processes in the pod and routers on its LAN determine how many objects there are. The memory for {@value #MOST}
 * objects fits into the heap of a JVM that is started for one call.
 *
 * <p>A process that answers many calls at a time has memory for fewer ({@link KernelPort#reserve}).
 */
public final class Allowance {
    /** The limit for devices, addresses, routes, rules and neighbours of a pod, taken together. */
    public static final int MOST = 50_000;

    /** The limit for error messages. */
    public static final String LIMIT = MOST + " objects per pod, all kinds together";

    /** The number of objects that are reserved at a time. The first share of each allowance needs no reservation. */
    private static final int SHARE = 256;

    private final KernelPort kernel;
    private int held;
    private int reserved = SHARE;
    private boolean isBudgetUsedUp;

    Allowance(KernelPort kernel) {
        this.kernel = kernel;
    }

    /** {@return whether the call holds more objects than it may} */
    boolean isUsedUp() {
        return isBudgetUsedUp || held > MOST;
    }

    /** Counts one object more. */
    void add() {
        held++;
        if (held > reserved) {
            isBudgetUsedUp = !kernel.reserve(SHARE);
            reserved += SHARE;
        }
    }

    /** Subtracts objects that the call has dropped. */
    void remove(int objects) {
        held -= objects;
    }

    /**
     * {@return the failure of a call that reads more objects than it may hold: {@link Failure.NoRoomForObjects} if this process lacks the memory, and
     * {@link Failure.TooManyObjects} if every process would reject them}
     *
     * @param place the objects and their namespace, such as {@code routes of the pod}
     * @param number how many of them there are
     */
    CallFailedException failure(String place, int number) {
        return new CallFailedException(
                isBudgetUsedUp
                        ? new Failure.NoRoomForObjects(place, number)
                        : new Failure.TooManyObjects(place, number, LIMIT));
    }
}
