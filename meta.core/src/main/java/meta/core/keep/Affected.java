package meta.core.keep;

/** The attachments that may need a repair after an event. A cause is one short line without control characters. */
sealed interface Affected {
    /** No attachment. */
    record None() implements Affected {}

    /**
     * The attachments of one pod.
     *
     * @param nsid the nsid of the pod's network namespace in the node's namespace
     */
    record OfPod(int nsid, String cause) implements Affected {}

    /** All attachments of the node. */
    record All(String cause) implements Affected {}

    Affected NONE = new None();
}
