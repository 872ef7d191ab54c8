package meta.core.call;

import java.time.Duration;
import java.util.List;

/**
 * The durations of the phases and steps of one call.
 *
 * @param phases the ended phases, in order; a name can occur more than once
 * @param steps the total time of each step's questions, plans and undo plans, without its changes and effects
 */
public record CallTimes(List<Phase> phases, List<Phase> steps) {
    public static final CallTimes NONE = new CallTimes(List.of(), List.of());

    public CallTimes {
        phases = List.copyOf(phases);
        steps = List.copyOf(steps);
    }

    public record Phase(String name, Duration took) {}

    /** {@return a text such as {@code observe 5200, plan 730}} */
    String phasesInMicroseconds() {
        StringBuilder text = new StringBuilder();
        for (Phase phase : phases) {
            text.append(text.isEmpty() ? "" : ", ").append(phase.name()).append(' ');
            text.append(phase.took().toNanos() / 1000);
        }
        return text.toString();
    }
}
