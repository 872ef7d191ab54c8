package meta.launcher.jars;

/** Thrown if a step folder or one of its entries cannot be used. The message is the reason; it may lack the path. */
final class UnusableEntryException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableEntryException(String message) {
        super(message);
    }
}
