package meta.launcher.agent;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meta.core.keep.CauseKind;
import meta.core.keep.KeeperListener.Result;
import meta.core.keep.KeeperListener.State;

/** Counts the repairs and removals of attachments since the agent was started, and the attachments in each state. Thread-safe. */
final class RepairMetrics {
    private static final int MAX_LABELS = 100; // third parties can add types
    private static final String OTHERS = "others";

    private final Map<Kind, Long> repairs = new TreeMap<>(Kind.ORDER);
    private final Map<CauseKind, Long> causes = new EnumMap<>(CauseKind.class);
    private final Map<State, Integer> attachments = new EnumMap<>(State.class);
    private boolean isOn;
    private boolean isCounted;

    /**
     * Repairs and removals that are counted together.
     *
     * @param type the plugin type, or {@value #OTHERS}
     */
    record Kind(String type, Result result) {
        private static final Comparator<Kind> ORDER =
                Comparator.comparing(Kind::type).thenComparing(Kind::result);
    }

    /** Counts a repair or removal. If {@value #MAX_LABELS} kinds are counted, a further kind has the type {@value #OTHERS}. */
    synchronized void ended(String type, Result result) {
        Kind kind = new Kind(type, result);
        boolean counted = repairs.containsKey(kind) || repairs.size() < MAX_LABELS;
        repairs.merge(counted ? kind : new Kind(OTHERS, result), 1L, Long::sum);
    }

    /** Counts a repair that has changed something. */
    synchronized void repaired(CauseKind cause) {
        causes.merge(cause, 1L, Long::sum);
    }

    /** Records that the agent repairs attachments. */
    synchronized void on() {
        isOn = true;
    }

    /** Sets the number of attachments in each state; an absent state has none. */
    synchronized void attachments(Map<State, Integer> counts) {
        isCounted = true;
        attachments.clear();
        attachments.putAll(counts);
    }

    synchronized boolean isOn() {
        return isOn;
    }

    /** {@return the number of repairs and removals of each kind, ordered by type and result; without zeros} */
    synchronized Map<Kind, Long> repairs() {
        return new LinkedHashMap<>(repairs);
    }

    /** {@return the number of repairs that have changed something, by the kind of their cause; without zeros} */
    synchronized Map<CauseKind, Long> causes() {
        return causes.isEmpty() ? Map.of() : new EnumMap<>(causes);
    }

    /** {@return the number of attachments in each state, even if it is 0; empty before the first count} */
    synchronized Optional<Map<State, Integer>> attachments() {
        if (!isCounted) {
            return Optional.empty();
        }
        Map<State, Integer> all = new EnumMap<>(State.class);
        for (State state : State.values()) {
            all.put(state, attachments.getOrDefault(state, 0));
        }
        return Optional.of(all);
    }

    /** {@return the name of a constant as a word, such as {@code left_alone}} */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
