package meta.launcher.pods;

import java.util.List;
import meta.core.call.RepairResult;
import meta.core.record.AttachmentRecord;

/** The state of an attachment that {@code metactl} shows. */
public sealed interface AttachmentState {
    /**
     * The attachment has no difference that its configuration allows to repair.
     *
     * @param repairs the number of repairs since the ADD
     */
    record AsMade(int repairs) implements AttachmentState {}

    /**
     * The attachment needs a repair.
     *
     * @param differences a line for each difference that makes the repair necessary
     */
    record Drifted(List<String> differences) implements AttachmentState {
        public Drifted {
            differences = List.copyOf(differences);
        }
    }

    /**
     * The agent no longer repairs the attachment, see {@link AttachmentRecord.RepairHistory}.
     *
     * @param differences a line for each difference that makes a repair necessary; may be empty
     */
    record LeftAlone(List<String> differences) implements AttachmentState {
        public LeftAlone {
            differences = List.copyOf(differences);
        }
    }

    /** The pod's network namespace is not found at the recorded path. It may still exist. */
    record Orphaned() implements AttachmentState {}

    /** The ADD has not succeeded, or the removal of the attachment has begun. */
    record Unfinished() implements AttachmentState {}

    /** {@code repair} is {@code off}, or {@code skip_call} is true. */
    record NotRepaired() implements AttachmentState {}

    /**
     * The repair could not be planned.
     *
     * @param reason the reason, on one or more lines
     */
    record Unknown(String reason) implements AttachmentState {}

    /**
     * {@return the state of an attachment}
     *
     * @param planned the result of planning its repair
     */
    static AttachmentState of(AttachmentRecord record, RepairResult planned) {
        return switch (planned) {
            case RepairResult.NamespaceGone _ -> new Orphaned();
            case RepairResult _ when !isComplete(record) -> new Unfinished();
            case RepairResult.Repaired(List<String> changes) ->
                record.history().leftAlone() ? new LeftAlone(changes) : new Drifted(changes);
            case RepairResult.Unchanged _ ->
                record.history().leftAlone()
                        ? new LeftAlone(List.of())
                        : new AsMade(record.history().repairs());
            case RepairResult.Off _ -> new NotRepaired();
            case RepairResult.NotConnected _ -> new Unfinished();
            case RepairResult.Failed(var failure) -> new Unknown(failure.details());
        };
    }

    private static boolean isComplete(AttachmentRecord record) {
        return record.progress() == AttachmentRecord.Progress.COMPLETE;
    }

    /** {@return the differences of {@link Drifted} or {@link LeftAlone}; empty for the other states} */
    default List<String> differences() {
        return switch (this) {
            case Drifted(List<String> differences) -> differences;
            case LeftAlone(List<String> differences) -> differences;
            case AttachmentState _ -> List.of();
        };
    }

    /** {@return the state as {@code metactl pods} shows it} */
    default String text() {
        return switch (this) {
            case AsMade(int repairs) -> repairs == 0 ? "as made" : "repaired: " + repairs;
            case Drifted(List<String> differences) -> "drifted: " + differences.size();
            case LeftAlone _ -> "left alone";
            case Orphaned _ -> "orphaned";
            case Unfinished _ -> "unfinished";
            case NotRepaired _ -> "repair off";
            case Unknown _ -> "unknown";
        };
    }
}
