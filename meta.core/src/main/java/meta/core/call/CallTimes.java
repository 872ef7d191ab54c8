package meta.core.call;

import java.time.Duration;
import java.util.List;

/**
 * The durations of the phases and steps of one call.
 *
 * @param phases the phases that have ended, in order; a name can occur more than once
 * @param steps for each step, the total time of its questions, plans and undo plans, in the order in which the steps were first called. The phase
 *     {@code apply} is not divided among the steps, because the changes of all steps are applied together
 */
public record CallTimes(List<Phase> phases, List<Phase> steps) {
    /** The times of a call that was not measured. */
    public static final CallTimes NONE = new CallTimes(List.of(), List.of());

    public CallTimes {
        phases = List.copyOf(phases);
        steps = List.copyOf(steps);
    }

    /**
     * The duration of a phase or step.
     *
     * @param name the name of the phase or step
     * @param took the duration
     */
    public record Phase(String name, Duration took) {}

    /** {@return each phase with its microseconds, such as {@code observe 5200, plan 730}} */
    String phasesInMicroseconds() {
        StringBuilder text = new StringBuilder();
        for (Phase phase : phases) {
            text.append(text.isEmpty() ? "" : ", ").append(phase.name()).append(' ');
            text.append(phase.took().toNanos() / 1000);
        }
        return text.toString();
    }
}
