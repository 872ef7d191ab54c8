package meta.launcher.pods;

import java.util.List;
import meta.core.call.RepairResult;
import meta.core.record.AttachmentRecord;

/** The state of an attachment, as commands show it. */
public sealed interface AttachmentState {
    /** The attachment has no difference from the plan of its ADD, after {@code repairs} repairs since the ADD. */
    record AsMade(int repairs) implements AttachmentState {}

    /** The attachment differs from the plan of its ADD, with a line for each difference, as CHECK reports it. */
    record Drifted(List<String> differences) implements AttachmentState {
        public Drifted {
            differences = List.copyOf(differences);
        }
    }

    /** The agent no longer repairs the attachment, because another program repeatedly undoes the repairs. There may be no difference. */
    record LeftAlone(List<String> differences) implements AttachmentState {
        public LeftAlone {
            differences = List.copyOf(differences);
        }
    }

    /** The path of the attachment does not lead to the network namespace of the pod any more. */
    record Orphaned() implements AttachmentState {}

    /** The ADD or DEL of the attachment has begun and has not succeeded. The call may still run. */
    record Unfinished() implements AttachmentState {}

    /** The network configuration or an option of the node disables repairs or the plugin. */
    record NotRepaired() implements AttachmentState {}

    /** The attachment cannot be compared; {@code reason} has one or more lines. */
    record Unknown(String reason) implements AttachmentState {}

    /**
     * {@return the state of an attachment}
     *
     * @param planned the result of planning a repair
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

    /** {@return the lines of {@link Drifted} or {@link LeftAlone}; otherwise empty} */
    default List<String> differences() {
        return switch (this) {
            case Drifted(List<String> differences) -> differences;
            case LeftAlone(List<String> differences) -> differences;
            case AttachmentState _ -> List.of();
        };
    }

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
