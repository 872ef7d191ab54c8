package meta.core.keep;

/** The attachments whose plan an event may have changed. The cause is one short line without control characters. */
sealed interface Affected {
    record None() implements Affected {}

    /**
     * The attachments of one pod.
     *
     * @param nsid the nsid of the pod's network namespace in the node's
     */
    record OfPod(int nsid, String cause) implements Affected {}

    record All(String cause) implements Affected {}

    Affected NONE = new None();
}
