package meta.core.call;

import java.util.List;
import meta.core.cni.Failure;

/** The result of the repair of an attachment. */
public sealed interface RepairResult {

    /**
     * The pod has no differences, or only harmless differences and differences that the option {@code repair} does not allow to repair. Nothing was
     * changed.
     */
    record Unchanged() implements RepairResult {}

    /**
     * The attachment was repaired. After planning only: it would be repaired.
     *
     * @param changes a line for each difference that matters: for an object the step, the difference, and the command that repairs it; for an effect
     *     the step and the difference, without a command. Harmless differences, which a repair removes too, have no line
     */
    record Repaired(List<String> changes) implements RepairResult {
        public Repaired {
            changes = List.copyOf(changes);
        }
    }

    /**
     * The repair could not be planned, or has failed. Its changes were undone, except those that the failure lists as left behind. If an effect has
     * failed, the changes in the kernel stay. If the failure is {@link Failure.TryAgain}, another call holds the lock of the pod, and nothing was
     * changed.
     */
    record Failed(Failure failure) implements RepairResult {}

    /** The configuration of the network, or an option of the node, turns repairs off or skips the plugin. */
    record Off() implements RepairResult {}

    /** The network namespace of the record no longer exists, or its path leads to another one. Nothing was changed. */
    record NamespaceGone() implements RepairResult {}

    /** The ADD of the attachment has not succeeded, a DEL has begun, or another ADD has begun since the record was read. Nothing was changed. */
    record NotConnected() implements RepairResult {}
}
