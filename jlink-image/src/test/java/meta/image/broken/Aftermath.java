package meta.image.broken;

import java.util.Set;

/**
 * The consequences of a broken jar for a DEL and for an agent.
 *
 * @param ends the calls that end the agent
 */
public record Aftermath(OfDel del, OfAgent agent, Set<During> ends) {
    static final Aftermath NONE = new Aftermath(OfDel.CLEAN, OfAgent.LIVES, Set.of());

    public Aftermath {
        ends = Set.copyOf(ends);
    }

    public enum OfDel {
        /** DEL succeeds and leaves nothing. */
        CLEAN,
        /** DEL succeeds. An effect stays in the record until the jar is repaired. */
        OWED,
        /** The code ends the process. A DEL with the repaired jar succeeds. */
        HALTED
    }

    public enum OfAgent {
        LIVES,
        /** The agent ends, because third-party code does not end. */
        UNFINISHED,
        OUT_OF_MEMORY,
        /** The agent ends in order, because third-party code has called {@code System.exit}. */
        EXITS,
        HALTS
    }

    public enum During {
        ADD,
        DEL,
        CALL_OF_OTHER_POD
    }
}
