package meta.launcher.conflist;

/**
 * Thrown if a network configuration, the options of an entry or a record cannot be used, or files cannot be found or edited. The message
 * gives the reason and, if they are known, the file, the place in it, and files that were changed before.
 */
public final class ConflistException extends Exception {
    private static final long serialVersionUID = 1L;

    ConflistException(String message) {
        super(message);
    }

    /** {@return an exception with the same message after a place} */
    public ConflistException in(String place) {
        return new ConflistException(place + ": " + getMessage());
    }
}
