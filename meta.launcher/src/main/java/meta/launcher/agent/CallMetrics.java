package meta.launcher.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import meta.core.call.CallOutcome;
import meta.core.call.CallTimes;

/** What the agent has done since it was started: how many calls of which kind, how they ended, and how long they took. */
final class CallMetrics {
    /** Who calls names the plugin and the verb, and a jar names its steps: there could be any number of them. */
    private static final int MOST_KINDS = 1000;

    private static final Kind OTHERS = new Kind("others", "", "", 0);

    private final Instant started = Instant.now();
    private final Map<Kind, LatencyHistogram> tallies = new TreeMap<>(Kind.ORDER);
    private final TimeTotals phases = new TimeTotals(MOST_KINDS);
    private final TimeTotals steps = new TimeTotals(MOST_KINDS);
    private long refused;
    private long sentCold;

    /**
     * The calls that are counted together.
     *
     * @param plugin the plugin type
     * @param verb {@code CNI_COMMAND}
     * @param step the step that they failed at; empty where they did not
     * @param code the {@code code} of the CNI error, 0 where there is none
     */
    record Kind(String plugin, String verb, String step, int code) {
        private static final Comparator<Kind> ORDER = Comparator.comparing(Kind::plugin)
                .thenComparing(Kind::verb)
                .thenComparingInt(Kind::code)
                .thenComparing(Kind::step);

        String outcome() {
            return code == 0 ? "success" : "code " + code;
        }
    }

    synchronized void made(AgentRequest.Call request, CallOutcome outcome, Duration took) {
        String verb = request.environment().getOrDefault("CNI_COMMAND", "");
        Kind kind = new Kind(request.type(), verb, outcome.step(), outcome.code());
        boolean counted = tallies.containsKey(kind) || tallies.size() < MOST_KINDS;
        tallies.computeIfAbsent(counted ? kind : OTHERS, _ -> new LatencyHistogram())
                .add(took);
        for (CallTimes.Phase phase : outcome.times().phases()) {
            phases.add(kind, phase);
        }
        for (CallTimes.Phase step : outcome.times().steps()) {
            steps.add(kind, step);
        }
    }

    synchronized void refused() {
        refused++;
    }

    synchronized void sentCold() {
        sentCold++;
    }

    synchronized long callsSentCold() {
        return sentCold;
    }

    /** {@return all that is counted, in the order of the kinds} */
    synchronized Map<Kind, LatencyHistogram.Sum> sums() {
        Map<Kind, LatencyHistogram.Sum> sums = new LinkedHashMap<>();
        tallies.forEach((kind, tally) -> sums.put(kind, tally.sum()));
        return sums;
    }

    /** {@return what the phases of the calls took} */
    synchronized Map<TimeTotals.Share, TimeTotals.Sum> phases() {
        return phases.sums();
    }

    /** {@return what the steps took to be asked and to plan} */
    synchronized Map<TimeTotals.Share, TimeTotals.Sum> steps() {
        return steps.sums();
    }

    synchronized long refusedRequests() {
        return refused;
    }

    Instant started() {
        return started;
    }
}
