package meta.launcher.runtime;

/** Thrown if settings of a container runtime cannot be read or are invalid. The message contains the path or pattern, and the reason. */
final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }
}
