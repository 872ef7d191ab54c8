package meta.core.keep;

import java.util.Map;

/** Receives the reports of the keeper, on the keeper's thread. The methods must not throw exceptions. */
public interface KeeperListener {
    /** The result of a repair or removal. */
    enum Result {
        UNCHANGED,
        REPAIRED,
        FAILED,
        /** The attachment was removed, because its network namespace no longer exists. */
        REMOVED
    }

    /** The state of an attachment. */
    enum State {
        /** The attachment is repaired when necessary. */
        KEPT,
        /** The last repair of the attachment has failed. A repair that another call has prevented does not count. */
        FAILING,
        /** The attachment is no longer repaired, because another program undoes the repairs. */
        LEFT_ALONE,
        /** The configuration of the network, or an option of the node, turns repairs off. */
        OFF,
        /** The path in the record does not lead to the network namespace or cannot be read; the namespace may still exist. */
        UNREACHABLE,
        /** The ADD of the attachment has not succeeded, or its DEL or removal has begun. */
        UNFINISHED
    }

    /** Counts a repair with this result, or a complete removal, of an attachment of this plugin type. */
    void ended(String type, Result result);

    /** Counts a repair that has changed something. */
    void repaired(CauseKind cause);

    /** Reports the number of attachments in each state. A state without attachments is absent. */
    void attachments(Map<State, Integer> counts);

    /** Reports a message for the administrator. */
    void say(String line);

    /**
     * Reports that the keeper ends, because the JVM has run out of memory. The process should be restarted, because shared data may be
     * inconsistent.
     */
    void outOfMemory();
}
