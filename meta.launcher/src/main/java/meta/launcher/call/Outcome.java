package meta.launcher.call;

import meta.core.cni.Failure;
import meta.core.timing.CallTimes;

/**
 * How a call has ended.
 *
 * @param code the {@code code} of the CNI error, 0 where there is none
 * @param step the step that it has failed at; empty where it has not failed, or at none in particular
 * @param times how long its parts took
 */
public record Outcome(int code, String step, CallTimes times) {
    static final Outcome SUCCESS = new Outcome(0, "", CallTimes.NONE);

    static Outcome of(Failure failure) {
        String step = switch (failure) {
            case Failure.StepUnplanned(String unplanned, String _) -> unplanned;
            case Failure.StepRefused(String refused, String _, String _, String _) -> refused;
            case Failure _ -> "";
        };
        return new Outcome(failure.code(), step, CallTimes.NONE);
    }

    Outcome after(CallTimes taken) {
        return new Outcome(code, step, taken);
    }

    /** {@return the exit status of a process for that call} */
    public int status() {
        return code == 0 ? 0 : 1;
    }
}
