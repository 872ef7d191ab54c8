package meta.core.call;

import meta.core.cni.Failure;

/**
 * How a call has ended.
 *
 * @param code the {@code code} of the CNI error; 0 if the call has succeeded
 * @param step the {@code step} of a {@link Failure.StepUnplanned} or {@link Failure.StepRejected}; else empty
 */
public record CallOutcome(int code, String step, CallTimes times, Shortage shortage) {
    static final CallOutcome SUCCESS = new CallOutcome(0, "", CallTimes.NONE);

    /** What this process lacked for a call. Another process may have it. */
    public enum Shortage {
        NONE,
        /** The process or the kernel had no file descriptor, thread or memory for the call. The process can make other calls. */
        TEMPORARY,
        /** The objects of the pod did not fit into the memory that the concurrent calls of this process share. */
        OF_ROOM,
        /** The JVM was out of memory. The process must end, because any of its threads may have stopped in the middle of its work. */
        OF_MEMORY
    }

    public CallOutcome(int code, String step, CallTimes times) {
        this(code, step, times, Shortage.NONE);
    }

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

    /** {@return whether no thread could be created ({@code pids.max}, {@code RLIMIT_NPROC}), although memory is left} */
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
