package meta.launcher.pods;

import java.util.List;
import meta.core.call.RepairResult;
import meta.core.record.AttachmentRecord;

/** The state of an attachment that {@code metactl} shows. */
public sealed interface AttachmentState {
    /**
     * A repair would change nothing.
     *
     * @param repairs the number of repairs since the ADD
     */
    record AsMade(int repairs) implements AttachmentState {}

    /**
     * A repair would change something.
     *
     * @param differences a line for each difference that the repair would remove
     */
    record Drifted(List<String> differences) implements AttachmentState {
        public Drifted {
            differences = List.copyOf(differences);
        }
    }

    /**
     * The agent does not repair the attachment any more, because another program repeatedly undoes the repairs.
     *
     * @param differences a line for each difference that a repair would remove; may be empty
     */
    record LeftAlone(List<String> differences) implements AttachmentState {
        public LeftAlone {
            differences = List.copyOf(differences);
        }
    }

    /**
     * The recorded path of the pod's network namespace does not lead to this namespace any more. The state covers more than orphans: an orphan is
     * an attachment whose namespace no longer exists, but in this state the namespace may still exist, for example if its path was deleted.
     */
    record Orphaned() implements AttachmentState {}

    /** The last operation was an ADD that has not succeeded, or a DEL that has begun. The operation may still run. */
    record Unfinished() implements AttachmentState {}

    /** The network configuration, or an option of the node, turns off repairs or skips the plugin. */
    record NotRepaired() implements AttachmentState {}

    /**
     * The attachment could not be compared with the plan of its ADD.
     *
     * @param reason the reason, on one or more lines
     */
    record Unknown(String reason) implements AttachmentState {}

    /**
     * {@return the state of an attachment}
     *
     * @param planned the result of planning a repair of this attachment
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

    /** {@return the state as {@code metactl pods} shows it: one or two words, for some states with a number} */
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
