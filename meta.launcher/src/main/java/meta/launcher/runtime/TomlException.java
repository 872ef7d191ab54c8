package meta.launcher.runtime;

/** A text that is not TOML. */
public final class TomlException extends Exception {
    private static final long serialVersionUID = 1L;

    TomlException(int line, String reason) {
        super("line " + line + ": " + reason);
    }
}
