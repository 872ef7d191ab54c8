package meta.core.reconcile;

import java.util.List;

/** The result of {@link ChangeApplier#apply}. */
public sealed interface ApplyResult {

    /**
     * Each change is in effect or proved unnecessary.
     *
     * @param done the applied changes in the order of their application, without the unnecessary ones. If the kernel has rejected
     *     a change, and another one was applied in its place, such as a replacement instead of a creation, the list contains the other one.
     *     The change of a sysctl contains the previous value, if the value could be read
     */
    record Complete(List<Change> done) implements ApplyResult {
        public Complete {
            done = List.copyOf(done);
        }
    }

    /**
     * A change was rejected, and the rollback has undone the applied changes, except the changes in {@code leftBehind}. As {@link
     * ChangeApplier} explains, a change also counts as rejected if its reply did not arrive.
     *
     * @param rejected the first rejected change
     * @param undone the changes that were applied, or may have been applied, and that the rollback has undone
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
