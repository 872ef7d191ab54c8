package meta.core.record;

/** Thrown if a file does not contain an attachment record. The message is the reason. */
final class UnreadableRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableRecordException(String reason) {
        super(reason);
    }
}
