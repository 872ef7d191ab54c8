package meta.core.call;

import java.util.List;
import meta.core.cni.Failure;

/** The result of the repair of an attachment. */
public sealed interface RepairResult {

    /** The attachment is in the state that an ADD would create now. Nothing was changed. */
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

    /** The repair has failed, and its changes are undone unless the failure names some that could not be. */
    record Failed(Failure failure) implements RepairResult {}

    /** The configuration of the network turns repairs off. */
    record Off() implements RepairResult {}

    /** The network namespace of the record no longer exists, or its path leads to another one. Nothing was changed. */
    record NamespaceGone() implements RepairResult {}

    /** A DEL has removed the attachment, or another ADD has begun since its record was read. Nothing was changed. */
    record NotConnected() implements RepairResult {}
}
