package meta.core.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import meta.core.plugin.StepTimer;

/** Measures the duration of a call, its phases and its steps. A phase begins when the one before it ends. Only one thread may use a clock. */
public final class CallClock implements StepTimer {
    private final LongSupplier nanoTime;
    private final List<CallTimes.Phase> phases = new ArrayList<>();
    private final Map<String, Long> nanosOfSteps = new LinkedHashMap<>();
    private final long start;
    private long phaseStart;

    CallClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.phaseStart = start;
    }

    public static CallClock start() {
        return new CallClock(System::nanoTime);
    }

    /** Ends the current phase, names it, and begins the next one. */
    void end(String phase) {
        long now = nanoTime.getAsLong();
        phases.add(new CallTimes.Phase(phase, Duration.ofNanos(now - phaseStart)));
        phaseStart = now;
    }

    /** {@return the time since the start, in whole milliseconds} */
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

    /** {@return the ended phases, and the total of each step until now} */
    CallTimes times() {
        List<CallTimes.Phase> steps = new ArrayList<>();
        nanosOfSteps.forEach((step, nanos) -> steps.add(new CallTimes.Phase(step, Duration.ofNanos(nanos))));
        return new CallTimes(phases, steps);
    }
}
