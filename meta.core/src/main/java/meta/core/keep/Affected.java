package meta.core.keep;

/** The attachments whose plan an event may have changed. A cause is one short line for the log, without control characters. */
sealed interface Affected {
    /** No attachment. */
    record None() implements Affected {}

    /**
     * The attachments of one pod.
     *
     * @param namespaceId the id of the pod's namespace within the node's
     * @param cause what has happened
     */
    record OfPod(int namespaceId, String cause) implements Affected {}

    /**
     * All attachments of the node.
     *
     * @param cause what has happened
     */
    record All(String cause) implements Affected {}

    Affected NONE = new None();
}
