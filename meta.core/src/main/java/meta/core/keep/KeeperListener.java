package meta.core.keep;

import java.util.Map;

/** Receives the reports of the keeper, on the keeper's thread. The methods must not throw exceptions. */
public interface KeeperListener {
    enum Result {
        UNCHANGED,
        REPAIRED,
        FAILED,
        /** The objects of an attachment whose namespace is gone were removed. */
        REMOVED
    }

    enum State {
        /** It is repaired when necessary. */
        KEPT,
        FAILING,
        /** It is no longer repaired, because another program undoes its repairs. */
        LEFT_ALONE,
        /** Its configuration, or an option of the node, turns repairs off. */
        OFF,
        /** Its path does not lead to its network namespace, which may still exist. */
        UNREACHABLE,
        /** Its ADD or DEL has begun and has not succeeded. */
        UNFINISHED
    }

    /**
     * Counts a repair or removal of an attachment of this plugin type. A repair that did not take place and a removal that has failed are not
     * counted.
     */
    void ended(String type, Result result);

    /** Counts a repair that has changed something, by the kind of its cause, after {@link #ended}. */
    void repaired(CauseKind cause);

    /** Reports the number of attachments in each state; states without attachments are absent. Called each time before the keeper waits. */
    void attachments(Map<State, Integer> counts);

    /** Reports a message for the administrator, in one line. */
    void say(String line);

    /** Reports that the keeper ends because it ran out of memory. The process should be restarted, because shared data may be inconsistent. */
    void outOfMemory();
}
