package meta.core.reconcile.observe;

import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.KernelPort;

/**
 * Counts the kernel objects that a call holds, up to a limit: processes in the pod and routers on its LAN determine how many there are. Reserves
 * memory for them ({@link KernelPort#reserve}).
 */
public final class ObjectLimit {
    /**
     * The limit for all objects of a pod together, and for each dump on the host. So many objects fit into the heap of a JVM that is started for one
     * call.
     */
    public static final int MOST = 50_000;

    public static final String LIMIT_OF_POD = MOST + " objects per pod, all kinds together";

    static final String LIMIT_OF_DUMP = MOST + " of these objects";

    /** The number of objects that are reserved at a time. The first share needs no reservation. */
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

    static ObjectLimit ofPod(KernelPort kernel) {
        return new ObjectLimit(kernel, LIMIT_OF_POD);
    }

    static ObjectLimit ofDump(KernelPort kernel) {
        return new ObjectLimit(kernel, LIMIT_OF_DUMP);
    }

    /** {@return whether the call holds more objects than the limit permits, or the process has no memory left for them} */
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

    /** Subtracts dropped objects. Their memory stays reserved until the call ends. */
    void remove(int objects) {
        held -= objects;
    }

    /**
     * {@return the failure of a call that reads too many objects: {@link Failure.NoRoomForObjects} if this process lacks the memory, else
     * {@link Failure.TooManyObjects}}
     *
     * @param place the objects and their namespace, such as {@code routes of the pod}
     * @param number the number of these objects that the kernel has sent
     */
    CallFailedException failure(String place, int number) {
        return new CallFailedException(
                isBudgetUsedUp
                        ? new Failure.NoRoomForObjects(place, number)
                        : new Failure.TooManyObjects(place, number, limit));
    }
}
