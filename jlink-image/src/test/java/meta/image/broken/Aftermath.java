package meta.image.broken;

import java.util.Set;

/**
 * The consequences of a broken jar for a DEL and for an agent.
 *
 * @param del the outcome of a DEL
 * @param agent whether and how an agent ends
 * @param ends the calls that end the agent
 */
public record Aftermath(OfDel del, OfAgent agent, Set<During> ends) {
    static final Aftermath NONE = new Aftermath(OfDel.CLEAN, OfAgent.LIVES, Set.of());

    public Aftermath {
        ends = Set.copyOf(ends);
    }

    /** The outcome of a DEL. */
    public enum OfDel {
        /** DEL succeeds and leaves nothing. */
        CLEAN,
        /** DEL succeeds. An effect stays in the record until the jar is repaired. */
        OWED,
        /** The code ends the process. A DEL succeeds when the jar is repaired. */
        HALTED
    }

    /** Whether and how an agent ends. */
    public enum OfAgent {
        LIVES,
        /** The agent ends, because third-party code does not end. */
        UNFINISHED,
        OUT_OF_MEMORY,
        /** The agent ends in order, because third-party code has called {@code System.exit}. */
        EXITS,
        HALTS
    }

    /** A call of the test. */
    public enum During {
        ADD,
        DEL,
        CALL_OF_OTHER_POD
    }
}
