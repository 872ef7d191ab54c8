package meta.core.record;

/** Thrown if a file is not the record of an attachment. The message gives the reason. */
final class UnreadableRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableRecordException(String reason) {
        super(reason);
    }
}
