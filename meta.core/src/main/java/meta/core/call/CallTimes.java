package meta.core.call;

import java.time.Duration;
import java.util.List;

/**
 * The durations of the phases and steps of one call.
 *
 * @param phases the phases that have ended, in order; a name can occur more than once
 * @param steps the total time of each step's questions, plans and undo plans, in the order in which the steps first ran
 */
public record CallTimes(List<Phase> phases, List<Phase> steps) {
    public static final CallTimes NONE = new CallTimes(List.of(), List.of());

    public CallTimes {
        phases = List.copyOf(phases);
        steps = List.copyOf(steps);
    }

    /**
     * The duration of one phase, or the total duration of one step.
     *
     * @param name the name of the phase or step
     */
    public record Phase(String name, Duration took) {}

    /** {@return the phases as a text such as {@code observe 5200, plan 730}, with the durations in microseconds} */
    String phasesInMicroseconds() {
        StringBuilder text = new StringBuilder();
        for (Phase phase : phases) {
            text.append(text.isEmpty() ? "" : ", ").append(phase.name()).append(' ');
            text.append(phase.took().toNanos() / 1000);
        }
        return text.toString();
    }
}
