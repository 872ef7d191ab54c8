package meta.launcher.defaults;

/**
 * Thrown if the settings of {@link NodeDefaults} cannot be used. The message gives the reason. The caller adds the path of the file, because
 * most messages do not contain the path.
 */
public final class InvalidDefaultsException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidDefaultsException(String reason) {
        super(reason);
    }
}
