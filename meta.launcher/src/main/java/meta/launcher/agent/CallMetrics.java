package meta.launcher.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meta.core.call.CallOutcome;
import meta.core.call.CallTimes;

/** Counts the calls since the agent was started, and measures how long they take. Thread-safe. */
final class CallMetrics {
    /**
     * The maximum number of kinds of calls that are counted separately, and also of phases and of steps. Callers choose the plugin type and
     * the verb, and jars choose the names of their steps, so that the metrics could otherwise grow forever.
     */
    private static final int MAX_LABELS = 1000;

    private static final Kind OTHER_CALLS = new Kind("others", "", "", 0);
    private static final Part OTHER_PARTS = new Part("others", "", "", "");

    private final Instant started = Instant.now();
    private final Map<Kind, LatencyHistogram> calls = new TreeMap<>(Kind.ORDER);
    private final Map<Part, Total> phases = new TreeMap<>(Part.ORDER);
    private final Map<Part, Total> steps = new TreeMap<>(Part.ORDER);
    private final RepairMetrics repairs = new RepairMetrics();
    private long refused;
    private long sentCold;

    /**
     * Calls that are counted together.
     *
     * @param plugin the plugin type
     * @param verb the value of {@code CNI_COMMAND}
     * @param step as in {@link CallOutcome}
     * @param code the {@code code} of the CNI error; 0 if the calls have succeeded
     */
    record Kind(String plugin, String verb, String step, int code) {
        private static final Comparator<Kind> ORDER = Comparator.comparing(Kind::plugin)
                .thenComparing(Kind::verb)
                .thenComparingInt(Kind::code)
                .thenComparing(Kind::step);

        /** {@return {@code success}, or the code of the error, such as {@code code 11}} */
        String outcome() {
            return code == 0 ? "success" : "code " + code;
        }
    }

    /**
     * Phases or steps of calls that are counted together.
     *
     * @param plugin the plugin type
     * @param verb the value of {@code CNI_COMMAND}
     * @param name the name of the phase or step
     * @param outcome the {@link Kind#outcome} of the calls
     */
    record Part(String plugin, String verb, String name, String outcome) {
        private static final Comparator<Part> ORDER = Comparator.comparing(Part::plugin)
                .thenComparing(Part::verb)
                .thenComparing(Part::name)
                .thenComparing(Part::outcome);
    }

    /** The number of calls with a phase or step, and its total duration in nanoseconds. */
    record Total(long calls, long nanos) {
        private static final Total NONE = new Total(0, 0);

        private Total plus(Duration took) {
            return new Total(calls + 1, nanos + took.toNanos());
        }
    }

    /**
     * Counts a call that has ended, whether or not it succeeded. Must not be called if the client must make a cold call.
     *
     * @param took the time from the call's first slot to its end, including a wait for the pod's lock
     */
    synchronized void callEnded(AgentRequest.Call request, CallOutcome outcome, Duration took) {
        String verb = request.environment().getOrDefault("CNI_COMMAND", "");
        Kind kind = new Kind(request.type(), verb, outcome.step(), outcome.code());
        boolean counted = calls.containsKey(kind) || calls.size() < MAX_LABELS;
        calls.computeIfAbsent(counted ? kind : OTHER_CALLS, _ -> new LatencyHistogram())
                .add(took);
        add(phases, kind, outcome.times().phases());
        add(steps, kind, outcome.times().steps());
    }

    private static void add(Map<Part, Total> totals, Kind call, List<CallTimes.Phase> taken) {
        Map<String, Duration> ofCall = new LinkedHashMap<>(); // a phase can occur more than once in a call
        taken.forEach(phase -> ofCall.merge(phase.name(), phase.took(), Duration::plus));
        ofCall.forEach((name, took) -> {
            Part part = new Part(call.plugin(), call.verb(), name, call.outcome());
            Part counted = totals.containsKey(part) || totals.size() < MAX_LABELS ? part : OTHER_PARTS;
            totals.put(counted, totals.getOrDefault(counted, Total.NONE).plus(took));
        });
    }

    /**
     * Counts a request that was refused or lost, that has failed because of an error of the agent itself, or whose answer could not be
     * sent.
     */
    synchronized void requestRefused() {
        refused++;
    }

    /** Counts a client that the agent sends to a cold call, by an answer or by closing the connection. */
    synchronized void sentCold() {
        sentCold++;
    }

    synchronized long callsSentCold() {
        return sentCold;
    }

    synchronized long refusedRequests() {
        return refused;
    }

    synchronized Map<Kind, LatencyHistogram.Summary> calls() {
        Map<Kind, LatencyHistogram.Summary> summaries = new LinkedHashMap<>();
        calls.forEach((kind, histogram) -> summaries.put(kind, histogram.summary()));
        return summaries;
    }

    synchronized Map<Part, Total> phases() {
        return new LinkedHashMap<>(phases);
    }

    synchronized Map<Part, Total> steps() {
        return new LinkedHashMap<>(steps);
    }

    RepairMetrics repairs() {
        return repairs;
    }

    Instant started() {
        return started;
    }
}
