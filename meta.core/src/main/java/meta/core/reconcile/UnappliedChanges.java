package meta.core.reconcile;

import java.util.List;

/**
 * The changes that {@link ChangeApplier#remove} has not applied, or has applied only in part.
 *
 * @param rejected the rejected changes; a caller may have left out tolerated ones
 * @param untried the changes of the stages that were not begun
 */
public record UnappliedChanges(List<RejectedChange> rejected, List<Change> untried) {
    public UnappliedChanges {
        rejected = List.copyOf(rejected);
        untried = List.copyOf(untried);
    }

    /** {@return whether no change was rejected} */
    public boolean isComplete() {
        return rejected.isEmpty();
    }

    /** {@return the number of rejected and untried changes} */
    public int missing() {
        return rejected.size() + untried.size();
    }

    /**
     * {@return the rejected change to report: preferably one whose rejection is not permanent ({@link RejectedChange#isFinal})}
     *
     * @throws java.util.NoSuchElementException if {@link #isComplete()}
     */
    public RejectedChange first() {
        return rejected.stream().filter(change -> !change.isFinal()).findFirst().orElseGet(rejected::getFirst);
    }
}
