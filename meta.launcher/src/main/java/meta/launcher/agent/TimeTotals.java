package meta.launcher.agent;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import meta.core.call.CallTimes;

/** What parts of calls took, of those together that have one name and are of calls of one kind. */
final class TimeTotals {
    private static final Share OTHERS = new Share("others", "", "", "");

    private final Map<Share, Sum> sums = new TreeMap<>(Share.ORDER);
    private final int most;

    /**
     * No shares yet.
     *
     * @param most how many are told apart; those beyond are counted as one
     */
    TimeTotals(int most) {
        this.most = most;
    }

    /**
     * The parts that are counted together.
     *
     * @param plugin the plugin type of their calls
     * @param verb {@code CNI_COMMAND} of their calls
     * @param part the name of the phase or the step
     * @param outcome how their calls ended
     */
    record Share(String plugin, String verb, String part, String outcome) {
        private static final Comparator<Share> ORDER = Comparator.comparing(Share::plugin)
                .thenComparing(Share::verb)
                .thenComparing(Share::part)
                .thenComparing(Share::outcome);
    }

    /** How many calls had the part, and what it took in all of them together. */
    record Sum(long calls, long nanos) {
        private static final Sum NONE = new Sum(0, 0);
    }

    void add(CallMetrics.Kind call, CallTimes.Phase part) {
        Share share = new Share(call.plugin(), call.verb(), part.name(), call.outcome());
        Share counted = sums.containsKey(share) || sums.size() < most ? share : OTHERS;
        Sum before = sums.getOrDefault(counted, Sum.NONE);
        sums.put(
                counted,
                new Sum(before.calls() + 1, before.nanos() + part.took().toNanos()));
    }

    /** {@return what is counted, in the order of plugins, verbs and parts} */
    Map<Share, Sum> sums() {
        return new LinkedHashMap<>(sums);
    }
}
