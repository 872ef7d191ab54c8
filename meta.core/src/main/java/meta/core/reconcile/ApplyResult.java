package meta.core.reconcile;

import java.util.List;

/** The result of {@link ChangeApplier#apply}. */
public sealed interface ApplyResult {

    /**
     * Each change was applied or unnecessary.
     *
     * @param done the applied changes in the order in which they were first sent. Where the object existed, a replacement stands for the
     *     planned creation; the change of a sysctl contains its previous value, if that could be read
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
     * @param undone the applied changes whose inverse was not rejected
     * @param leftBehind the applied changes whose inverse was rejected, each with the reply to it
     */
    record RolledBack(RejectedChange rejected, List<Change> undone, List<RejectedChange> leftBehind)
            implements ApplyResult {
        public RolledBack {
            undone = List.copyOf(undone);
            leftBehind = List.copyOf(leftBehind);
        }
    }
}
