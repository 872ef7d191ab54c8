package meta.image.broken;

import java.util.Set;

/**
 * The expected consequences of a broken jar for a DEL after the ADD, and for an agent.
 *
 * @param del the outcome of the DEL
 * @param agent whether and how the agent ends
 * @param ends the calls during which the agent ends; empty if it does not end
 */
public record Aftermath(OfDel del, OfAgent agent, Set<During> ends) {
    static final Aftermath NONE = new Aftermath(OfDel.CLEAN, OfAgent.LIVES, Set.of());

    public Aftermath {
        ends = Set.copyOf(ends);
    }

    /** What happens in the DEL. */
    public enum OfDel {
        /** DEL succeeds and removes everything. */
        CLEAN,
        /** DEL succeeds, but cannot undo the effect. The effect stays in the attachment record until the jar is repaired. */
        OWED,
        /** The code ends the process of the DEL. A later DEL with the repaired jar succeeds. */
        HALTED
    }

    /** Whether the agent ends, and how. */
    public enum OfAgent {
        /** The agent continues to run. */
        LIVES,
        /** The agent ends itself, because it cannot stop the third-party code. */
        UNFINISHED,
        /** The agent ends itself after an {@code OutOfMemoryError} of the third-party code. */
        OUT_OF_MEMORY,
        /** The agent ends after its running calls, because third-party code has called {@code System.exit}. */
        EXITS,
        /** The third-party code ends the agent at once, with {@code Runtime.halt}. */
        HALTS
    }

    /** A call during which the agent ends. */
    public enum During {
        ADD,
        DEL,
        CALL_OF_OTHER_POD
    }
}
