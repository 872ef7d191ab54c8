package meta.core.reconcile;

import java.util.List;

/** The result of {@link ChangeApplier#apply}. */
public sealed interface ApplyResult {

    /**
     * Each change was applied or unnecessary.
     *
     * @param done the changes as applied, in order, without the unnecessary ones. A change can differ from the planned one, such as a
     *     replacement instead of a creation. The change of a sysctl contains the previous value, if the value could be read
     */
    record Complete(List<Change> done) implements ApplyResult {
        public Complete {
            done = List.copyOf(done);
        }
    }

    /**
     * A change was rejected, and the applied changes were undone, except those in {@code leftBehind}.
     *
     * @param rejected the first rejected change
     * @param undone the undone changes, which were applied or may have been applied
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
