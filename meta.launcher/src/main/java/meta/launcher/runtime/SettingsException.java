package meta.launcher.runtime;

/** Thrown if settings of a runtime cannot be read; the message names their file. */
final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }
}
