package meta.core.reconcile.observe;

import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.KernelPort;

/**
 * Counts the kernel objects that a call holds, up to a limit. One limit counts all objects of the pod; each dump on the host has a limit of
 * its own. The limit is necessary because processes in the pod and routers on its LAN determine how many objects there are. The memory for
 * {@value #MOST} objects fits into the heap of a JVM that is started for one call.
 *
 * <p>A process that answers many calls at a time has less memory for each call ({@link KernelPort#reserve}).
 */
public final class ObjectLimit {
    /** The limit for devices, addresses, routes, rules and neighbours of a pod, taken together, and for each dump on the host. */
    public static final int MOST = 50_000;

    /** The limit for the objects of a pod, for error messages. */
    public static final String LIMIT_OF_POD = MOST + " objects per pod, all kinds together";

    /** The limit for a dump on the host, for error messages. */
    static final String LIMIT_OF_DUMP = MOST + " of these objects";

    /** The number of objects that are reserved at a time. The first share of each limit needs no reservation. */
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

    /** {@return a limit for all objects of the pod} */
    static ObjectLimit ofPod(KernelPort kernel) {
        return new ObjectLimit(kernel, LIMIT_OF_POD);
    }

    /** {@return a limit for one dump on the host} */
    static ObjectLimit ofDump(KernelPort kernel) {
        return new ObjectLimit(kernel, LIMIT_OF_DUMP);
    }

    /** {@return whether the call holds more objects than the limit permits, or the process has no memory left for them} */
    boolean isUsedUp() {
        return isBudgetUsedUp || held > MOST;
    }

    /** Counts one more object, and reserves memory for it. */
    void add() {
        held++;
        if (held > reserved) {
            isBudgetUsedUp = !kernel.reserve(SHARE);
            reserved += SHARE;
        }
    }

    /** Subtracts objects that the call has dropped. The reserved memory stays reserved until the call ends. */
    void remove(int objects) {
        held -= objects;
    }

    /**
     * {@return the failure of a call that reads more objects than it may hold: {@link Failure.NoRoomForObjects} if this process lacks the memory, and
     * {@link Failure.TooManyObjects} if the objects exceed the limit, which is the same in every process}
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
