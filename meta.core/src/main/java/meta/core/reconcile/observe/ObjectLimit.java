package meta.core.reconcile.observe;

import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.KernelPort;

/**
 * Counts the kernel objects that a call holds, up to a limit, and reserves memory for them ({@link KernelPort#reserve}). Processes in the
 * pod, and routers on the pod's LAN, can create any number of objects.
 */
public final class ObjectLimit {
    /** The maximum number of objects that a call holds from its pod, all kinds together, or from one other dump. */
    public static final int MOST = 50_000;

    /** The description of the limit for a pod, for errors. */
    public static final String LIMIT_OF_POD = MOST + " objects per pod, all kinds together";

    static final String LIMIT_OF_DUMP = MOST + " of these objects";

    /** The number of objects for which memory is reserved at a time. The first {@value} objects need no reservation. */
    private static final int SHARE = 256;

    private final KernelPort kernel;
    private final String limit;
    private int held;
    private int reserved = SHARE;
    private boolean isBudgetUsedUp;

    private ObjectLimit(KernelPort kernel, String limit) {
        this.kernel = kernel;
        this.limit = limit;
    }

    /** {@return a new limit for the objects of a pod, which several dumps can share} */
    static ObjectLimit ofPod(KernelPort kernel) {
        return new ObjectLimit(kernel, LIMIT_OF_POD);
    }

    static ObjectLimit ofDump(KernelPort kernel) {
        return new ObjectLimit(kernel, LIMIT_OF_DUMP);
    }

    /** {@return whether the call holds more objects than the limit permits, or the last reservation of memory has failed} */
    boolean isUsedUp() {
        return isBudgetUsedUp || held > MOST;
    }

    void add() {
        held++;
        if (held > reserved) {
            isBudgetUsedUp = !kernel.reserve(SHARE);
            reserved += SHARE;
        }
    }

    /** Subtracts objects that the call no longer holds; a negative number adds objects. The reservation of memory does not change. */
    void remove(int objects) {
        held -= objects;
    }

    /**
     * {@return the failure of a call that has read too many objects, or that lacks memory for them}
     *
     * @param place the objects and their namespace, such as {@code routes of the pod}
     * @param number the number of objects that the kernel has sent for the dump, including those that are not kept
     */
    CallFailedException failure(String place, int number) {
        return new CallFailedException(
                isBudgetUsedUp
                        ? new Failure.NoRoomForObjects(place, number)
                        : new Failure.TooManyObjects(place, number, limit));
    }
}
