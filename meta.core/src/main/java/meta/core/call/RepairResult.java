package meta.core.call;

import java.util.List;
import meta.core.cni.Failure;

/** The result of repairing an attachment, or of only planning the repair. */
public sealed interface RepairResult {

    /** The attachment needs no repair that the option {@code repair} allows. Harmless differences do not count. */
    record Unchanged() implements RepairResult {}

    /**
     * The attachment was repaired or, if the repair was only planned, needs a repair.
     *
     * @param changes a line for each difference that makes the repair necessary
     */
    record Repaired(List<String> changes) implements RepairResult {
        public Repaired {
            changes = List.copyOf(changes);
        }
    }

    /** The repair failed, or could not be planned. {@link Failure.TryAgain} means that the lock of the pod was not acquired. */
    record Failed(Failure failure) implements RepairResult {}

    /** Nothing was done: {@code repair} is {@code off}, or {@code skip_call} is true. */
    record Off() implements RepairResult {}

    /** Nothing was done: the recorded network namespace cannot be opened at the recorded path. It may still exist. */
    record NamespaceGone() implements RepairResult {}

    /** Nothing was done: the file of the record does not show the same ADD as succeeded. */
    record NotConnected() implements RepairResult {}
}
