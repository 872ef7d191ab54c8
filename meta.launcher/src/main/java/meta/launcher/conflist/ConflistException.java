package meta.launcher.conflist;

/**
 * Thrown if a network configuration, the options of a plugin, or a record of {@code metactl conflist add --keep} cannot be found, used or
 * safely edited. The message gives the reason.
 */
public final class ConflistException extends Exception {
    private static final long serialVersionUID = 1L;

    ConflistException(String message) {
        super(message);
    }

    /**
     * {@return an exception whose message begins with a place}
     *
     * @param place the file or the place in it
     */
    public ConflistException in(String place) {
        return new ConflistException(place + ": " + getMessage());
    }
}
