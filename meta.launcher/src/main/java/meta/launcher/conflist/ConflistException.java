package meta.launcher.conflist;

/**
 * Thrown if a network configuration, the options of an entry or a record cannot be used, if no file or several files match a name, if another
 * program has changed a file, or if a file cannot be written after other files were changed. The message says what is wrong and, if they are
 * known, the file and the place in it. If other files were changed before, the message lists them.
 */
public final class ConflistException extends Exception {
    private static final long serialVersionUID = 1L;

    ConflistException(String message) {
        super(message);
    }

    /** {@return an exception with the same message after a place, such as the path of the file} */
    public ConflistException in(String place) {
        return new ConflistException(place + ": " + getMessage());
    }
}
