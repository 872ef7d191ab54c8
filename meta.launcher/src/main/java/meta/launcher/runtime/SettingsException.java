package meta.launcher.runtime;

/** Thrown if the settings of a runtime cannot be read. The message contains the file and the reason. */
final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }
}
