package meta.launcher.conflist;

/**
 * Thrown if a configuration cannot be edited; nothing was written. The message names the file or the place in it, the value and the accepted
 * values.
 */
public final class ConflistException extends Exception {
    private static final long serialVersionUID = 1L;

    ConflistException(String message) {
        super(message);
    }

    /** {@return the same error, with the place before its message} */
    public ConflistException in(String place) {
        return new ConflistException(place + ": " + getMessage());
    }
}
