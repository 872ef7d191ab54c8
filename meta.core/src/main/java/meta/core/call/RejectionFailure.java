package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.core.cni.BoundedText;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.reconcile.ApplyResult;
import meta.core.reconcile.Change;
import meta.core.reconcile.ChangeCommands;
import meta.core.reconcile.RejectedChange;
import meta.core.reconcile.RemoveResult;

/**
 * Makes the failure of a call from the changes that the kernel has rejected.
 *
 * @param netns the path of the pod's namespace; empty if there is none
 * @param origins the jars of the third-party steps by the name of the step
 */
record RejectionFailure(String netns, Map<String, String> origins) {
    RejectionFailure {
        origins = Map.copyOf(origins);
    }

    /** Makes failures that contain no jars. */
    RejectionFailure(String netns) {
        this(netns, Map.of());
    }

    /** {@return the failure of an ADD or a repair that was rolled back} */
    CallFailedException failure(ApplyResult.RolledBack rolledBack) {
        String rollback = rollback(rolledBack.undone().size(), rolledBack.leftBehind());
        RejectedChange rejected = rolledBack.rejected();
        Change change = rejected.change();
        String origin = origins.get(change.step());
        return new CallFailedException(new Failure.StepRejected(
                change.step(),
                command(change),
                rejected.reply() + (origin == null ? "" : " (of " + origin + ")"),
                Optional.of(rejected.reply().errno()),
                rollback));
    }

    /**
     * {@return the failure of an ADD or a repair whose effect has failed}
     *
     * @param done the number of changes that the rollback has tried to undo
     * @param leftBehind the changes among these that could not be undone
     */
    CallFailedException failure(EffectsFailedException failed, int done, List<RejectedChange> leftBehind) {
        return new CallFailedException(
                new Failure.StepRejected(
                        failed.step(),
                        failed.effect(),
                        String.valueOf(failed.getMessage()),
                        Optional.empty(),
                        failed.rollback() + "; " + rollback(done - leftBehind.size(), leftBehind)),
                failed);
    }

    /** {@return a text such as {@code 1 of 2 changes undone, left behind: ...}} */
    String rollback(int undone, List<RejectedChange> leftBehind) {
        List<String> left = new ArrayList<>();
        for (RejectedChange change : leftBehind) {
            left.add(command(change.change()) + ": " + change.reply());
        }
        String count = undone + " of " + (undone + left.size()) + " changes undone";
        return left.isEmpty() ? count : count + ", left behind: " + String.join("; ", BoundedText.list(left));
    }

    /**
     * {@return the failure of a DEL or GC: {@link Failure.TryAgain} if another call may apply the changes that are left, else {@link
     * Failure.StepRejected}}
     *
     * @param step the name of the call
     * @param removed contains at least one rejected change
     */
    CallFailedException failure(String step, RemoveResult removed, int changes) {
        RejectedChange first = removed.first();
        Failure.StepRejected rejected = new Failure.StepRejected(
                step,
                command(first.change()),
                first.reply().toString(),
                Optional.of(first.reply().errno()),
                (changes - removed.missing()) + " of " + changes + " changes made");
        return new CallFailedException(
                first.isFinal()
                        ? rejected
                        : new Failure.TryAgain(rejected.details() + "; the next call continues from here"));
    }

    private String command(Change change) {
        return new ChangeCommands(change).inOneLine(netns);
    }
}
