package meta.core.keep;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides which attachment is repaired next, and when. The key of an attachment's record identifies the attachment. All times are
 * milliseconds of a clock that never goes back.
 *
 * <ul>
 *   <li>After an event, a repair waits until {@value #QUIET} ms have passed without another event, but at most {@value #LONGEST_DELAY}
 *       ms. After an ADD, it waits for {@value #SETTLING} ms, or until a later event makes it due. The {@link RepairCpuBudget} of the
 *       pod, and repairs of other attachments, can delay a repair further.
 *   <li>A <em>held</em> attachment is not repaired until {@link #put} replaces it with one that is not held.
 *   <li>A <em>round</em> is the repair of the attachments that are neither held nor {@linkplain Ending.Off off}. Rounds begin
 *       regularly, and after events that affect all attachments.
 *   <li>A failed repair is tried again after a pause, which grows with each failure in a row, from one second to one minute. An event
 *       or a round can request it earlier.
 *   <li>If another program undoes the repairs of an attachment ({@link RevertedRepairs}), the attachment becomes held. Repairs that
 *       only a round has requested do not count.
 * </ul>
 */
final class RepairSchedule {
    static final long QUIET = 200;
    static final long LONGEST_DELAY = 1000;
    static final long SETTLING = 1500;
    static final int ROUND_FACTOR = 4;
    static final long REGULAR_INTERVAL = 600_000;

    private static final long LONGEST_ROUND_PAUSE = 60_000;
    private static final long PAUSE_OF_UNDONE_ROUNDS = 10_000;
    private static final List<String> A_ROUND = List.of("a round");
    private static final long BUSY_RETRY = 500;
    private static final long FIRST_RETRY = 1000;
    private static final long LONGEST_RETRY = 60_000;
    private static final int REGULAR_FACTOR = 1000;
    private static final double JITTER = 0.1;

    private final DoubleSupplier random;
    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, RepairCpuBudget> budgets = new HashMap<>();

    /** The attachments that the current round has not repaired yet. */
    private final Set<String> leftInRound = new HashSet<>();

    private final RevertedRepairs rounds = new RevertedRepairs();
    private @Nullable RepairDemand round;
    private long noRoundBefore;
    private long nextRegularRound;
    private long roundTook;
    private boolean roundChanged;

    /** How a repair has ended. */
    sealed interface Ending {
        record Unchanged() implements Ending {}

        record Changed() implements Ending {}

        record Failed() implements Ending {}

        /** The repair could not be made now, and is tried again soon. */
        record Busy() implements Ending {}

        /**
         * The repairs of the attachment are turned off, or its record cannot be read. The repairs stay off until {@link #put} or {@link
         * #optionsChanged} is called.
         */
        record Off() implements Ending {}
    }

    /** A repair that must be made now. */
    record Due(String key, String cause) {}

    private static final class Entry {
        private final String pod;
        private final RevertedRepairs undone = new RevertedRepairs();
        private @Nullable RepairDemand demand;
        private @Nullable RepairDemand running;
        private int failures;
        private boolean held;
        private boolean off;

        Entry(String pod, boolean isHeld) {
            this.pod = pod;
            this.held = isHeld;
        }

        boolean isWaiting() {
            return held || off;
        }
    }

    /**
     * @param now the time of the first round
     * @param random returns numbers from 0 to 1, which vary the time between rounds: the agents of many nodes should not begin together
     */
    RepairSchedule(long now, DoubleSupplier random) {
        this.random = random;
        nextRegularRound = now;
    }

    /**
     * Adds an attachment, or replaces it after its record has changed. If it is not held, requests its repair.
     *
     * @param pod identifies the pod, whose attachments share one {@link RepairCpuBudget}
     */
    void put(String key, String pod, boolean isHeld, CauseKind cause, long now) {
        Entry entry = new Entry(pod, isHeld);
        entries.put(key, entry);
        if (isHeld) { // a held attachment is not repaired in this round
            if (leftInRound.remove(key) && leftInRound.isEmpty()) {
                endRound(now);
            }
            return;
        }
        entry.demand = RepairDemand.after(cause == CauseKind.ADD ? SETTLING : QUIET, cause.text(), now);
    }

    /** Forgets all attachments except those with these keys. */
    void retain(Collection<String> keys, long now) {
        entries.keySet().retainAll(keys);
        if (leftInRound.retainAll(keys) && leftInRound.isEmpty()) {
            endRound(now);
        }
        Set<String> pods = new HashSet<>();
        entries.values().forEach(entry -> pods.add(entry.pod));
        budgets.keySet().retainAll(pods);
    }

    private long due(Entry entry, RepairDemand asked) {
        RepairCpuBudget budget = budgets.get(entry.pod);
        return budget == null ? asked.due() : Math.max(asked.due(), budget.availableAt());
    }

    /** Requests the repair of one attachment. Has no effect if the attachment is unknown or held, or its repairs are off. */
    void demand(String key, String cause, long now) {
        Entry entry = entries.get(key);
        if (entry == null || entry.isWaiting()) {
            return;
        }
        RepairDemand before = entry.demand;
        entry.demand = before == null ? RepairDemand.first(cause, now) : before.with(cause, now);
    }

    /** Requests a round. */
    void demandAll(String cause, long now) {
        round = round == null ? RepairDemand.first(cause, now) : round.with(cause, now);
    }

    /** Requests a round that includes the attachments whose repairs are off: the options may have turned the repairs on. */
    void optionsChanged(String cause, long now) {
        entries.values().forEach(entry -> entry.off = false);
        demandAll(cause, now);
    }

    /** {@return the repair to make now; empty if no repair is due} The caller must make the repair and then call {@link #ended}. */
    Optional<Due> next(long now) {
        beginRound(now);
        String best = null;
        long rank = Long.MAX_VALUE;
        for (Map.Entry<String, Entry> each : entries.entrySet()) {
            RepairDemand demand = each.getValue().demand;
            long due = demand == null ? Long.MAX_VALUE : due(each.getValue(), demand);
            if (demand != null && due <= now) {
                long own = due + (demand.isOfRound() ? Long.MAX_VALUE / 2 : 0);
                if (own < rank) {
                    rank = own;
                    best = each.getKey();
                }
            }
        }
        Entry entry = best == null ? null : entries.get(best);
        if (best == null || entry == null || entry.demand == null) {
            return Optional.empty();
        }
        RepairDemand taken = entry.demand;
        entry.running = taken;
        entry.demand = null;
        return Optional.of(new Due(best, taken.text()));
    }

    private void beginRound(long now) {
        if (round == null && now >= nextRegularRound) {
            round = new RepairDemand(now, now, CauseKind.REGULAR_CHECK.text(), 0, false, false);
        }
        RepairDemand asked = round;
        if (asked == null || !leftInRound.isEmpty() || now < Math.max(asked.due(), noRoundBefore)) {
            return;
        }
        round = null;
        nextRegularRound = now + jittered(REGULAR_INTERVAL);
        roundTook = 0;
        roundChanged = false;
        entries.forEach((key, entry) -> {
            if (!entry.isWaiting()) {
                leftInRound.add(key);
                if (entry.demand == null || entry.demand.isRetry()) {
                    entry.demand = asked.ofRound(now);
                }
            }
        });
    }

    /** {@return the milliseconds after which {@link #next} must be called again, 0 or more} */
    long waitFrom(long now) {
        long at = round == null ? nextRegularRound : Math.max(round.due(), noRoundBefore);
        if (!leftInRound.isEmpty()) {
            at = Long.MAX_VALUE; // the next round begins after this one
        }
        for (Entry entry : entries.values()) {
            if (entry.demand != null) {
                at = Math.min(at, due(entry, entry.demand));
            }
        }
        return Math.max(0, at - now);
    }

    /**
     * Records that the repair that {@link #next} has returned changes something. Must be called before {@link #ended}.
     *
     * @return whether the attachment becomes held, because another program undoes its repairs
     */
    boolean mustLeaveAlone(String key, Collection<String> changes, long now) {
        Entry entry = entries.get(key);
        if (entry == null || entry.running == null || entry.running.isOfRound()) {
            return false;
        }
        entry.held = entry.undone.repaired(changes, now);
        return entry.held;
    }

    /**
     * Records the end of a repair that {@link #next} has returned.
     *
     * @param took the processor time of the repair, in milliseconds
     * @return whether the repair has changed something and the attachment is held now
     */
    boolean ended(String key, Ending ending, long took, long now) {
        Entry entry = entries.get(key);
        if (entry != null) {
            budgets.compute(
                    entry.pod, (_, left) -> (left == null ? RepairCpuBudget.full(now) : left).without(took, now));
            ended(entry, ending, now);
        }
        if (leftInRound.remove(key)) {
            roundTook += took;
            roundChanged |= ending instanceof Ending.Changed;
            if (leftInRound.isEmpty()) {
                endRound(now);
            }
        }
        return entry != null && entry.held && ending instanceof Ending.Changed;
    }

    private static void ended(Entry entry, Ending ending, long now) {
        RepairDemand made = entry.running;
        String cause = made == null ? "" : made.cause();
        entry.running = null;
        entry.failures = ending instanceof Ending.Failed ? entry.failures + 1 : 0;
        switch (ending) {
            case Ending.Unchanged _, Ending.Changed _ -> {}
            case Ending.Failed _ -> {
                long pause = Math.min(LONGEST_RETRY, FIRST_RETRY << Math.min(entry.failures - 1, 10));
                retry(entry, cause, now, now + pause);
            }
            case Ending.Busy _ -> retry(entry, cause, now, now + BUSY_RETRY);
            case Ending.Off _ -> entry.off = true;
        }
        if (entry.isWaiting()) {
            entry.demand = null;
        }
    }

    private static void retry(Entry entry, String cause, long now, long due) {
        if (entry.demand == null) {
            entry.demand = RepairDemand.retry(cause, now, due);
        }
    }

    private void endRound(long now) {
        nextRegularRound = now + jittered(Math.max(REGULAR_INTERVAL, REGULAR_FACTOR * roundTook));
        if (!roundChanged) {
            noRoundBefore = now + Math.min(LONGEST_ROUND_PAUSE, ROUND_FACTOR * roundTook);
            return;
        }
        noRoundBefore = rounds.repaired(A_ROUND, now) ? now + PAUSE_OF_UNDONE_ROUNDS : now;
    }

    private long jittered(long pause) {
        return (long) (pause * (1 - JITTER + 2 * JITTER * random.getAsDouble()));
    }
}
