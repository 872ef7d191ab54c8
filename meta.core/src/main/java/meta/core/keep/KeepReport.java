package meta.core.keep;

import java.util.Map;

/** Receives reports of the keeper. Only the keeper's thread calls the methods. */
public interface KeepReport {
    /** The result of a repair. */
    enum Result {
        UNCHANGED,
        REPAIRED,
        FAILED,
        /** The objects of an attachment whose namespace is gone were removed. */
        REMOVED
    }

    /** The state of an attachment. */
    enum State {
        KEPT,
        /** Its last repair has failed. */
        FAILING,
        /** Another program undoes its repairs. */
        LEFT_ALONE,
        /** Its configuration turns repairs off. */
        OFF,
        /** The path of its namespace cannot be opened. */
        UNREACHABLE,
        /** Its ADD or DEL has begun and has not succeeded. */
        UNFINISHED
    }

    /** Counts a repair of an attachment of this plugin type. */
    void ended(String type, Result result);

    /** Counts a repair that has changed something by the kind of its cause. */
    void repaired(CauseKind cause);

    /** Sets the number of attachments in each state; states without attachments are absent. */
    void attachments(Map<State, Integer> counts);

    /** Reports a message for the administrator, in one line. */
    void say(String line);

    /** Reports that the keeper has run out of memory. Data that it shares with other threads may be inconsistent. */
    void outOfMemory();
}
