package meta.launcher.defaults;

/** Thrown if the settings of {@link NodeDefaults} cannot be used. The message gives the reason, but not always the file. */
public final class InvalidDefaultsException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidDefaultsException(String reason) {
        super(reason);
    }
}
