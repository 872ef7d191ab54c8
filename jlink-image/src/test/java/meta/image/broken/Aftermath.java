package meta.image.broken;

import java.util.Set;

/**
 * What follows from a broken jar.
 *
 * @param del how a DEL ends
 * @param agent what becomes of an agent
 * @param ends the calls in which this happens to the agent
 */
public record Aftermath(OfDel del, OfAgent agent, Set<During> ends) {
    static final Aftermath NONE = new Aftermath(OfDel.CLEAN, OfAgent.LIVES, Set.of());

    public Aftermath {
        ends = Set.copyOf(ends);
    }

    /** How a DEL ends. */
    public enum OfDel {
        /** It succeeds and leaves nothing. */
        CLEAN,
        /** It succeeds. An effect stays in the record until the jar is repaired. */
        OWED,
        /** The code ends the process. A DEL succeeds when the jar is repaired. */
        HALTED
    }

    /** What becomes of an agent. */
    public enum OfAgent {
        LIVES,
        /** It ends, because third-party code does not. */
        UNFINISHED,
        OUT_OF_MEMORY,
        /** It ends in order, because third-party code has called {@code System.exit}. */
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
