package meta.core.call;

import java.util.List;
import meta.core.cni.Failure;

/** The result of the repair of an attachment. */
public sealed interface RepairResult {

    /** There is nothing that the option {@code repair} allows to repair, except harmless differences. Nothing was changed. */
    record Unchanged() implements RepairResult {}

    /**
     * The attachment was repaired, or would be by a repair that was only planned.
     *
     * @param changes a line for each change: the step, the difference, and the command that repairs it
     */
    record Repaired(List<String> changes) implements RepairResult {
        public Repaired {
            changes = List.copyOf(changes);
        }
    }

    /**
     * The repair could not be planned, or has failed. Its changes were undone, except those that the failure lists as left behind. If an effect has
     * failed, the changes in the kernel stay.
     */
    record Failed(Failure failure) implements RepairResult {}

    /** The configuration of the network, or an option of the node, turns repairs off or skips the plugin. */
    record Off() implements RepairResult {}

    /** The network namespace of the record no longer exists, or its path leads to another one. Nothing was changed. */
    record NamespaceGone() implements RepairResult {}

    /** The ADD of the attachment has not succeeded, a DEL has begun, or another ADD has begun since the record was read. Nothing was changed. */
    record NotConnected() implements RepairResult {}
}
