package meta.core.reconcile;

import java.util.List;

/** The result of {@link Engine#apply}. */
public sealed interface ApplyResult {

    /**
     * The kernel's state is as planned.
     *
     * @param done the applied changes in the order of their application, as {@link Engine#undo} needs them. An alternative stands in place of the
     *     planned change. The change of a sysctl contains the previous value. Changes that turned out to be unnecessary are left out
     */
    record Complete(List<Change> done) implements ApplyResult {
        public Complete {
            done = List.copyOf(done);
        }
    }

    /**
     * The kernel has rejected a change, and the applied changes were rolled back.
     *
     * @param rejected the first rejected change, as it was planned
     * @param undone the changes that were applied or may have been applied, and that are undone
     * @param leftBehind the changes that were applied or may have been applied, and that could not be undone, each with the kernel's reply to its
     *     inverse; empty if the rollback has restored the former state
     */
    record RolledBack(RejectedChange rejected, List<Change> undone, List<RejectedChange> leftBehind)
            implements ApplyResult {
        public RolledBack {
            undone = List.copyOf(undone);
            leftBehind = List.copyOf(leftBehind);
        }
    }
}
