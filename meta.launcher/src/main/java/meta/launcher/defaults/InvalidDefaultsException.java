package meta.launcher.defaults;

/** Thrown if root's settings cannot be used. The message gives the reason without the name of the file. */
public final class InvalidDefaultsException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidDefaultsException(String reason) {
        super(reason);
    }
}
