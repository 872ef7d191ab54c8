package meta.core.call;

import java.util.List;
import meta.core.cni.Failure;

/** The result of the repair of an attachment. */
public sealed interface RepairResult {

    /** There is no difference, apart from harmless ones and those that the option {@code repair} excludes. */
    record Unchanged() implements RepairResult {}

    /**
     * The attachment was repaired. After planning only: it would be repaired.
     *
     * @param changes a line for each difference that matters: the step, the difference and, for an object, the command that repairs it
     */
    record Repaired(List<String> changes) implements RepairResult {
        public Repaired {
            changes = List.copyOf(changes);
        }
    }

    /**
     * The repair could not be planned, or has failed. Its changes were undone, except those that the failure lists as left behind; if an effect has
     * failed, the changes in the kernel stay. {@link Failure.TryAgain} means that the pod could not be locked.
     */
    record Failed(Failure failure) implements RepairResult {}

    /** The configuration of the network, or an option of the node, turns repairs off or skips the plugin. */
    record Off() implements RepairResult {}

    /** The network namespace of the record no longer exists, or its path leads to another one. */
    record NamespaceGone() implements RepairResult {}

    /** The ADD of the attachment has not succeeded, or another ADD or a DEL has begun since the record was read. */
    record NotConnected() implements RepairResult {}
}
