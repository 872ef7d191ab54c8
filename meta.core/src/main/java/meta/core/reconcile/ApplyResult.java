package meta.core.reconcile;

import java.util.List;

/** The result of {@link Engine#apply}. */
public sealed interface ApplyResult {

    /**
     * All changes are in effect.
     *
     * @param done the applied changes in the order of their application, without unnecessary ones. An alternative stands in place of the planned
     *     change. The change of a sysctl contains the previous value, if it can be read
     */
    record Complete(List<Change> done) implements ApplyResult {
        public Complete {
            done = List.copyOf(done);
        }
    }

    /**
     * The kernel has rejected a change, and the applied changes were rolled back.
     *
     * @param undone the changes that were or may have been applied, and are undone
     * @param leftBehind the changes that could not be undone, each with the kernel's reply to its inverse
     */
    record RolledBack(RejectedChange rejected, List<Change> undone, List<RejectedChange> leftBehind)
            implements ApplyResult {
        public RolledBack {
            undone = List.copyOf(undone);
            leftBehind = List.copyOf(leftBehind);
        }
    }
}
