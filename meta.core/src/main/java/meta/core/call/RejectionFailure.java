package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.cni.TextShortener;
import meta.core.reconcile.ApplyResult;
import meta.core.reconcile.Change;
import meta.core.reconcile.ChangeCommands;
import meta.core.reconcile.RejectedChange;
import meta.core.reconcile.UnappliedChanges;

/**
 * Builds the failure of a call in which a change or an effect has failed.
 *
 * @param netns the path of the pod's network namespace, for commands; empty if there is none
 * @param origins origins of third-party steps, such as jars, by the name of the step
 */
record RejectionFailure(String netns, Map<String, String> origins) {
    RejectionFailure {
        origins = Map.copyOf(origins);
    }

    RejectionFailure(String netns) {
        this(netns, Map.of());
    }

    /** {@return the failure of an ADD or a repair in which a change was rejected} */
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
     * {@return the failure of an ADD in which an effect has failed}
     *
     * @param done the number of changes before the rollback
     * @param leftBehind the changes that could not be undone
     */
    CallFailedException failure(EffectsFailedException failed, int done, List<RejectedChange> leftBehind) {
        return failure(failed, "; " + rollback(done - leftBehind.size(), leftBehind));
    }

    /**
     * {@return the failure of a repair in which an effect has failed}
     *
     * @param changes the number of changes that stay
     */
    CallFailedException failure(EffectsFailedException failed, int changes) {
        return failure(
                failed,
                switch (changes) {
                    case 0 -> "";
                    case 1 -> "; 1 change stays";
                    default -> "; " + changes + " changes stay";
                });
    }

    private static CallFailedException failure(EffectsFailedException failed, String ofChanges) {
        return new CallFailedException(
                new Failure.StepRejected(
                        failed.step(),
                        failed.effect(),
                        String.valueOf(failed.getMessage()),
                        Optional.empty(),
                        failed.rollback() + ofChanges),
                failed);
    }

    /** {@return a text such as {@code 1 of 2 changes undone, left behind: ...}} */
    String rollback(int undone, List<RejectedChange> leftBehind) {
        List<String> left = new ArrayList<>();
        for (RejectedChange change : leftBehind) {
            left.add(command(change.change()) + ": " + change.reply());
        }
        String count = undone + " of " + (undone + left.size()) + " changes undone";
        return left.isEmpty() ? count : count + ", left behind: " + String.join("; ", TextShortener.list(left));
    }

    /**
     * {@return the failure of a DEL or GC that could not make all changes} It is {@link Failure.TryAgain} if a repeated call may apply the
     * remaining changes, or else {@link Failure.StepRejected}.
     *
     * @param step the verb of the call
     * @param removed must contain a rejected change
     * @param changes the number of all changes, without rejected changes that {@code removed} leaves out
     */
    CallFailedException failure(String step, UnappliedChanges removed, int changes) {
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
                        : new Failure.TryAgain(
                                rejected.details() + "; a repeated call tries the remaining changes again"));
    }

    private String command(Change change) {
        return new ChangeCommands(change).inOneLine(netns);
    }
}
