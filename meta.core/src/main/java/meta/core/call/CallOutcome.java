package meta.core.call;

import meta.core.cni.Failure;

/**
 * How a call has ended.
 *
 * @param code the {@code code} of the CNI error, 0 where there is none
 * @param step the step that it has failed at; empty where it has not failed, or at none in particular
 * @param times how long its parts took
 * @param shortage what this process had too little of for the call, which another process might have
 */
public record CallOutcome(int code, String step, CallTimes times, Shortage shortage) {
    public static final CallOutcome SUCCESS = new CallOutcome(0, "", CallTimes.NONE);

    /** Why a process could not make a call that another process could. */
    public enum Shortage {
        /** The call was made, or would have failed anywhere. */
        NONE,
        /** There was no descriptor or thread left for it. */
        PASSING,
        /** There was no memory left for it, and what it has left half done in this process is not known. */
        OF_MEMORY
    }

    public CallOutcome(int code, String step, CallTimes times) {
        this(code, step, times, Shortage.NONE);
    }

    public static CallOutcome of(Failure failure) {
        String step = switch (failure) {
            case Failure.StepUnplanned(String unplanned, String _) -> unplanned;
            case Failure.StepRefused(String refused, String _, String _, String _) -> refused;
            case Failure _ -> "";
        };
        Shortage shortage = failure.isShortage() ? Shortage.PASSING : Shortage.NONE;
        return new CallOutcome(failure.code(), step, CallTimes.NONE, shortage);
    }

    /** {@return whether the error is that there is no thread to be had ({@code pids.max}, {@code RLIMIT_NPROC}); memory is left then} */
    public static boolean isOfThreads(OutOfMemoryError error) {
        return String.valueOf(error.getMessage()).contains("native thread");
    }

    public CallOutcome without(Shortage what) {
        return new CallOutcome(code, step, times, what);
    }

    public CallOutcome after(CallTimes taken) {
        return new CallOutcome(code, step, taken, shortage);
    }

    /** {@return the exit status of a process for that call} */
    public int status() {
        return code == 0 ? 0 : 1;
    }
}
