package meta.core.call;

import java.util.List;
import meta.core.cni.Failure;

/** The result of repairing an attachment, or of only planning the repair. */
public sealed interface RepairResult {

    /** The attachment needs no repair. There may be harmless differences, and differences that the option {@code repair} excludes. */
    record Unchanged() implements RepairResult {}

    /**
     * The attachment was repaired. If the repair was only planned: the attachment needs a repair.
     *
     * @param changes a line for each difference, except harmless ones and those that the option {@code repair} excludes: the step, the kind
     *     of difference and, for a network object, the command that removes the difference
     */
    record Repaired(List<String> changes) implements RepairResult {
        public Repaired {
            changes = List.copyOf(changes);
        }
    }

    /**
     * The repair could not be planned, or has failed. If the kernel has rejected a change, the applied changes were undone, except
     * those that the failure lists as left behind. If an effect has failed, the changes in the kernel stay. {@link Failure.TryAgain} means
     * that the pod could not be locked in time.
     */
    record Failed(Failure failure) implements RepairResult {}

    /** Nothing was done: the configuration or an option of the node sets {@code repair} to {@code off}, or {@code skip_call} to true. */
    record Off() implements RepairResult {}

    /** Nothing was done: the recorded path does not lead to the recorded network namespace. The namespace may still exist. */
    record NamespaceGone() implements RepairResult {}

    /** Nothing was done: the ADD of the attachment has not succeeded, or another ADD or a DEL has begun since the record was read. */
    record NotConnected() implements RepairResult {}
}
