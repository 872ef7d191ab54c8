package meta.core.reconcile;

import java.util.List;

/**
 * The changes that {@link ChangeApplier#remove} has not applied.
 *
 * @param rejected the changes that the kernel has rejected, including tolerated ones
 * @param untried the changes of the stages that were not begun
 */
public record RemoveResult(List<RejectedChange> rejected, List<Change> untried) {
    public RemoveResult {
        rejected = List.copyOf(rejected);
        untried = List.copyOf(untried);
    }

    /** {@return whether no change was rejected} */
    public boolean isComplete() {
        return rejected.isEmpty();
    }

    /** {@return the number of changes that were not applied: rejected and untried} */
    public int missing() {
        return rejected.size() + untried.size();
    }

    /**
     * {@return the rejected change to report: the first change that was not permanently rejected ({@link RejectedChange#isFinal}); if there is none,
     * the first rejected change}
     *
     * @throws java.util.NoSuchElementException if {@link #isComplete()}
     */
    public RejectedChange first() {
        return rejected.stream().filter(change -> !change.isFinal()).findFirst().orElseGet(rejected::getFirst);
    }
}
