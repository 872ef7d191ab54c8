package meta.launcher.jars;

/** An entry of a step folder cannot be used; the message says what is wrong with it. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
