package meta.launcher.runtime;

/** Thrown if a text is not TOML. */
public final class TomlException extends Exception {
    private static final long serialVersionUID = 1L;

    TomlException(int line, String reason) {
        super("line " + line + ": " + reason);
    }
}
