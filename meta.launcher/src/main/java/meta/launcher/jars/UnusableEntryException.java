package meta.launcher.jars;

/** Thrown if an entry of a step folder cannot be used. The message is the reason, and need not contain the path of the entry. */
final class UnusableEntryException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableEntryException(String message) {
        super(message);
    }
}
