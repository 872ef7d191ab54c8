package meta.core.reconcile;

import java.util.List;

/**
 * The changes that {@link Engine#remove} has not applied.
 *
 * @param untried the changes of the stages that were not begun
 */
public record RemoveResult(List<RejectedChange> rejected, List<Change> untried) {
    public RemoveResult {
        rejected = List.copyOf(rejected);
        untried = List.copyOf(untried);
    }

    public boolean isComplete() {
        return rejected.isEmpty();
    }

    public int missing() {
        return rejected.size() + untried.size();
    }

    /**
     * {@return the rejected change to report: the first one that is not {@linkplain RejectedChange#isFinal finally} rejected, or else the first one}
     *
     * @throws java.util.NoSuchElementException if this is complete
     */
    public RejectedChange first() {
        return rejected.stream().filter(change -> !change.isFinal()).findFirst().orElseGet(rejected::getFirst);
    }
}
