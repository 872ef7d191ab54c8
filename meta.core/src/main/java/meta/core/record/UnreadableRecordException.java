package meta.core.record;

/** Thrown if a file contains no attachment record that this version can read. The message is the reason. */
final class UnreadableRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableRecordException(String reason) {
        super(reason);
    }
}
