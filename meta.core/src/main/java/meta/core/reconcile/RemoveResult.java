package meta.core.reconcile;

import java.util.List;

/**
 * What has become of changes that were to be made in stages.
 *
 * @param refusals what the kernel has refused
 * @param untried the changes of the stages that were not begun
 */
public record RemoveResult(List<RejectedChange> refusals, List<Change> untried) {
    public RemoveResult {
        refusals = List.copyOf(refusals);
        untried = List.copyOf(untried);
    }

    /** {@return whether all changes are made} */
    public boolean isComplete() {
        return refusals.isEmpty();
    }

    /** {@return how many changes are not made} */
    public int missing() {
        return refusals.size() + untried.size();
    }

    /** {@return the refusal to report: one that may pass, where there is such a one} */
    public RejectedChange first() {
        return refusals.stream()
                .filter(refusal -> !refusal.isFinal())
                .findFirst()
                .orElseGet(refusals::getFirst);
    }
}
