package meta.core.keep;

/**
 * The attachments whose plan an event may have changed. The cause is a description of the event for the log: one short line without control
 * characters.
 */
sealed interface Affected {
    /** No attachment. */
    record None() implements Affected {}

    /**
     * The attachments of one pod.
     *
     * @param nsid the nsid of the pod's network namespace in the node's
     * @param cause the event, in words
     */
    record OfPod(int nsid, String cause) implements Affected {}

    /**
     * All attachments of the node.
     *
     * @param cause the event, in words
     */
    record All(String cause) implements Affected {}

    Affected NONE = new None();
}
