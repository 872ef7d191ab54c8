package meta.core.call;

import meta.core.cni.Failure;

/**
 * How a call has ended: with success or with an error, in which step, and after which time.
 *
 * @param code the {@code code} of the CNI error; 0 if the call has succeeded
 * @param step the name in a {@link Failure.StepUnplanned} or {@link Failure.StepRejected}; empty for any other outcome
 * @param times the durations of the phases and steps until the call ended
 * @param shortage the resource whose lack has caused the failure, or {@link Shortage#NONE}
 */
public record CallOutcome(int code, String step, CallTimes times, Shortage shortage) {
    static final CallOutcome SUCCESS = new CallOutcome(0, "", CallTimes.NONE);

    /** The resource that this process lacked for a call. The same call may succeed in another process. */
    public enum Shortage {
        NONE,
        /** The process or the kernel lacked a resource, such as descriptors, threads or memory. */
        TEMPORARY,
        /** The objects of the pod and the node did not fit into the memory that the calls of this process share. */
        OF_ROOM,
        /** The JVM was out of memory. The process must end, because any of its threads may have stopped in the middle of its work. */
        OF_MEMORY
    }

    /** The outcome of a call that lacked no resource. */
    public CallOutcome(int code, String step, CallTimes times) {
        this(code, step, times, Shortage.NONE);
    }

    /** {@return the outcome of a call with this failure, without times} */
    static CallOutcome of(Failure failure) {
        String step = switch (failure) {
            case Failure.StepUnplanned(String unplanned, String _) -> unplanned;
            case Failure.StepRejected rejected -> rejected.step();
            case Failure _ -> "";
        };
        return new CallOutcome(failure.code(), step, CallTimes.NONE, shortage(failure));
    }

    private static Shortage shortage(Failure failure) {
        if (failure instanceof Failure.NoRoomForObjects) {
            return Shortage.OF_ROOM;
        }
        return failure.isShortage() ? Shortage.TEMPORARY : Shortage.NONE;
    }

    /** {@return whether the error means that no thread could be created, not that the heap is full} */
    public static boolean isOfThreads(OutOfMemoryError error) {
        return String.valueOf(error.getMessage()).contains("native thread");
    }

    CallOutcome withShortage(Shortage lacking) {
        return new CallOutcome(code, step, times, lacking);
    }

    CallOutcome withTimes(CallTimes taken) {
        return new CallOutcome(code, step, taken, shortage);
    }

    /** {@return the exit status of a process that makes only this call} */
    public int status() {
        return code == 0 ? 0 : 1;
    }
}
