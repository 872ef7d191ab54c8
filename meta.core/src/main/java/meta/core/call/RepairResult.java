package meta.core.call;

import java.util.List;
import meta.core.cni.Failure;

/** The result of repairing an attachment, or of only planning the repair. */
public sealed interface RepairResult {

    /**
     * The attachment needs no repair. There may still be differences: harmless ones, those that the option {@code repair} excludes, and
     * those that an attachment of a Go plugin may have.
     */
    record Unchanged() implements RepairResult {}

    /**
     * The attachment was repaired. If the repair was only planned: the attachment needs a repair.
     *
     * @param changes a line for each difference that makes the repair necessary: the step, the kind of difference and, for a network
     *     object, the command that removes the difference
     */
    record Repaired(List<String> changes) implements RepairResult {
        public Repaired {
            changes = List.copyOf(changes);
        }
    }

    /**
     * The repair could not be planned, or has failed. If the kernel has rejected a change, the applied changes were undone, except
     * those that the failure lists as left behind. If an effect has failed, the changes in the kernel stay. {@link Failure.TryAgain} means
     * that another call has the lock of the pod.
     */
    record Failed(Failure failure) implements RepairResult {}

    /** Nothing was done: the configuration or an option of the node sets {@code repair} to {@code off}, or {@code skip_call} to true. */
    record Off() implements RepairResult {}

    /** Nothing was done: the recorded path does not lead to the recorded network namespace. The namespace may still exist. */
    record NamespaceGone() implements RepairResult {}

    /** Nothing was done: the ADD of the attachment has not succeeded, or another ADD or a DEL has begun since the record was read. */
    record NotConnected() implements RepairResult {}
}
