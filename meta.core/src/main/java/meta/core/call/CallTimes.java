package meta.core.call;

import java.time.Duration;
import java.util.List;

/**
 * How long the parts of one call took.
 *
 * @param phases the parts that it consists of, one after the other
 * @param steps what each step took to say what it wants to know and what should be there, all rounds of questions together; in the order in
 *     which they were first asked. What a step wants is applied together with what the others want, so that no step has a time of its own there.
 */
public record CallTimes(List<Phase> phases, List<Phase> steps) {
    /** A call that nobody has looked at the time of. */
    public static final CallTimes NONE = new CallTimes(List.of(), List.of());

    public CallTimes {
        phases = List.copyOf(phases);
        steps = List.copyOf(steps);
    }

    /**
     * A part of a call.
     *
     * @param name of the phase or the step
     */
    public record Phase(String name, Duration took) {}

    /** {@return each phase with its microseconds, such as {@code observe 5200, plan 730}} */
    public String phasesInMicroseconds() {
        StringBuilder text = new StringBuilder();
        for (Phase phase : phases) {
            text.append(text.isEmpty() ? "" : ", ").append(phase.name()).append(' ');
            text.append(phase.took().toNanos() / 1000);
        }
        return text.toString();
    }
}
