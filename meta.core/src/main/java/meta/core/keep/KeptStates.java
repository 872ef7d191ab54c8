package meta.core.keep;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import meta.core.keep.KeeperListener.State;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Progress;

/** Remembers the state of each attachment, by the key of its record. The default is {@link State#KEPT}. Not thread-safe. */
final class KeptStates {
    private final Map<String, State> noted = new HashMap<>();
    private final Map<String, String> failures = new HashMap<>();
    private Set<String> unreachable = Set.of();

    /** Sets the state that a new or changed record implies, and forgets the failure of a repair. */
    void begin(AttachmentRecord record) {
        failures.remove(record.key());
        if (record.progress() != Progress.COMPLETE) {
            noted.put(record.key(), State.UNFINISHED);
        } else if (record.history().leftAlone()) {
            noted.put(record.key(), State.LEFT_ALONE);
        } else {
            noted.remove(record.key());
        }
    }

    /** Sets the state of an attachment. It takes precedence over {@link State#UNREACHABLE} and {@link State#FAILING}. */
    void note(String key, State state) {
        noted.put(key, state);
    }

    /** Resets the state of an attachment if it is {@link State#OFF}. */
    void turnOn(String key) {
        noted.remove(key, State.OFF);
    }

    /**
     * Records that a repair has failed.
     *
     * @return false if a failure for the same reason is already recorded
     */
    boolean fail(String key, String reason) {
        return !reason.equals(failures.put(key, reason));
    }

    /** Forgets the failure of a repair. */
    void recover(String key) {
        failures.remove(key);
    }

    /**
     * Replaces the keys of the unreachable attachments.
     *
     * @return the previous keys
     */
    Set<String> replaceUnreachable(Set<String> keys) {
        Set<String> before = unreachable;
        unreachable = Set.copyOf(keys);
        return before;
    }

    /** Forgets failures and set states, except those of these attachments. */
    void retain(Collection<String> keys) {
        noted.keySet().retainAll(keys);
        failures.keySet().retainAll(keys);
    }

    /** {@return how many of these attachments are in each state; a state without attachments is absent} */
    Map<State, Integer> count(Collection<String> keys) {
        Map<State, Integer> counts = new EnumMap<>(State.class);
        keys.forEach(key -> counts.merge(of(key), 1, Integer::sum));
        return counts;
    }

    private State of(String key) {
        State known = noted.get(key);
        if (known != null) {
            return known;
        }
        if (unreachable.contains(key)) {
            return State.UNREACHABLE;
        }
        return failures.containsKey(key) ? State.FAILING : State.KEPT;
    }
}
