package meta.core.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the time of a call goes: how long each of its phases took, one after the other, and how long each step in them. A call's log tells
 * it, {@code ./meta bench --phases} sums it up, and so does an agent.
 *
 * <p>They belong to the thread that makes the call, so that a phase can be named where it ends, however deep that is.
 */
public final class CallClock {
    private static final ThreadLocal<CallClock> OF_THREAD = ThreadLocal.withInitial(CallClock::new);

    private final List<CallTimes.Phase> parts = new ArrayList<>();
    private final Map<String, Long> nanosOfSteps = new LinkedHashMap<>();
    private long begun;
    private long last;

    private CallClock() {}

    /** Begins the first phase of a call. */
    public static void begin() {
        CallClock phases = OF_THREAD.get();
        phases.parts.clear();
        phases.nanosOfSteps.clear();
        phases.last = System.nanoTime();
        phases.begun = phases.last;
    }

    /** {@return how long the call has taken so far, in whole milliseconds} */
    public static long millis() {
        return (System.nanoTime() - OF_THREAD.get().begun) / 1_000_000;
    }

    /** Ends a phase, and begins the next. */
    public static void end(String phase) {
        CallClock phases = OF_THREAD.get();
        long now = System.nanoTime();
        phases.parts.add(new CallTimes.Phase(phase, Duration.ofNanos(now - phases.last)));
        phases.last = now;
    }

    /**
     * Adds to what a step has taken, which is part of whatever phase this is.
     *
     * @param since when the step was asked, by {@link System#nanoTime()}
     */
    public static void answered(String step, long since) {
        Map<String, Long> steps = OF_THREAD.get().nanosOfSteps;
        steps.put(step, steps.getOrDefault(step, 0L) + System.nanoTime() - since);
    }

    /** {@return the phases that have ended, and what each step has taken so far} */
    public static CallTimes soFar() {
        CallClock phases = OF_THREAD.get();
        List<CallTimes.Phase> steps = new ArrayList<>();
        for (Map.Entry<String, Long> step : phases.nanosOfSteps.entrySet()) {
            steps.add(new CallTimes.Phase(step.getKey(), Duration.ofNanos(step.getValue())));
        }
        return new CallTimes(phases.parts, steps);
    }
}
