package meta.core.reconcile;

import java.util.List;

/** The result of {@link ChangeApplier#apply}. */
public sealed interface ApplyResult {

    /**
     * Each change was applied or unnecessary.
     *
     * @param done the applied changes in the order in which they were first sent, as applied: a replacement can stand for a creation, and
     *     a sysctl has its previous value, if that could be read
     */
    record Complete(List<Change> done) implements ApplyResult {
        public Complete {
            done = List.copyOf(done);
        }
    }

    /**
     * A change was rejected, and the applied changes were undone, if possible.
     *
     * @param rejected the first rejected change
     * @param undone the applied changes, without those that could not be undone
     * @param leftBehind the changes that could not be undone, each with the reply to its inverse
     */
    record RolledBack(RejectedChange rejected, List<Change> undone, List<RejectedChange> leftBehind)
            implements ApplyResult {
        public RolledBack {
            undone = List.copyOf(undone);
            leftBehind = List.copyOf(leftBehind);
        }
    }
}
