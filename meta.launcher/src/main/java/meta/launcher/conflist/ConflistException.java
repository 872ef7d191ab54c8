package meta.launcher.conflist;

/**
 * Thrown if a network configuration, the options of an entry or a record cannot be used. The file that the message is about is unchanged.
 * The message gives the file or the place in the file, the value and the accepted values.
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
