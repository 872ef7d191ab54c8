package meta.core.keep;

import java.util.Map;

/** Receives what the keeper does. Its thread calls the methods, one at a time. */
public interface KeepReport {
    /** How a repair has ended. */
    enum Result {
        UNCHANGED,
        REPAIRED,
        FAILED,
        /** The objects of an attachment whose namespace is gone were removed. */
        REMOVED
    }

    /** In which state an attachment is. */
    enum State {
        KEPT,
        /** Its last repair has failed. */
        FAILING,
        /** Another program undoes its repairs. */
        LEFT_ALONE,
        /** Its configuration wants no repairs. */
        OFF,
        /** The path of its namespace cannot be opened. */
        UNREACHABLE,
        /** Its ADD or DEL has not ended. */
        UNFINISHED
    }

    /** Counts a repair of an attachment of this plugin type. */
    void ended(String type, Result result);

    /** Sets how many attachments are in each state; a state without any is absent. */
    void attachments(Map<State, Integer> counts);

    /** Tells people something, in one line. */
    void say(String line);

    /** The keeper has run out of memory; what it shares with other threads may be inconsistent. */
    void outOfMemory();
}
