package meta.core.reconcile;

import java.util.List;

/** The result of {@link Engine#apply}. */
public sealed interface ApplyResult {

    /**
     * The kernel's state is as planned.
     *
     * @param done the applied changes, as {@link Engine#undo} needs them: a planned change may be replaced by its alternative, and a change that
     *     turned out to be unnecessary is left out
     */
    record Complete(List<Change> done) implements ApplyResult {
        public Complete {
            done = List.copyOf(done);
        }
    }

    /**
     * The kernel has rejected a change, and the changes before it were rolled back.
     *
     * @param rejected the first rejected change
     * @param undone the changes that were applied, or may have been, and are undone
     * @param leftBehind the changes that were applied, or may have been, and could not be undone, each with the kernel's reply to its inverse; empty
     *     if the rollback has restored the former state
     */
    record RolledBack(RejectedChange rejected, List<Change> undone, List<RejectedChange> leftBehind)
            implements ApplyResult {
        public RolledBack {
            undone = List.copyOf(undone);
            leftBehind = List.copyOf(leftBehind);
        }
    }
}
