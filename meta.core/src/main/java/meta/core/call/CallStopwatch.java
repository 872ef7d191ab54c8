package meta.core.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import meta.core.plugin.StepTimer;

/** Measures how long one call, its phases and its steps take. A phase begins when the phase before it ends. Not thread-safe. */
public final class CallStopwatch implements StepTimer {
    private final LongSupplier nanoTime;
    private final List<CallTimes.Phase> phases = new ArrayList<>();
    private final Map<String, Long> nanosOfSteps = new LinkedHashMap<>();
    private final long start;
    private long phaseStart;

    CallStopwatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.phaseStart = start;
    }

    /** {@return a stopwatch that starts now} */
    public static CallStopwatch start() {
        return new CallStopwatch(System::nanoTime);
    }

    /** Ends the current phase, which gets this name. */
    void end(String phase) {
        long now = nanoTime.getAsLong();
        phases.add(new CallTimes.Phase(phase, Duration.ofNanos(now - phaseStart)));
        phaseStart = now;
    }

    long millis() {
        return (nanoTime.getAsLong() - start) / 1_000_000;
    }

    @Override
    public <T> T time(String step, Supplier<T> work) {
        long begin = nanoTime.getAsLong();
        try {
            return work.get();
        } finally {
            nanosOfSteps.merge(step, nanoTime.getAsLong() - begin, Long::sum);
        }
    }

    /** {@return the phases that have ended, and the total time of each step until now} */
    CallTimes times() {
        List<CallTimes.Phase> steps = new ArrayList<>();
        nanosOfSteps.forEach((step, nanos) -> steps.add(new CallTimes.Phase(step, Duration.ofNanos(nanos))));
        return new CallTimes(phases, steps);
    }
}
