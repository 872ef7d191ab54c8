package meta.launcher.runtime;

/** Thrown if {@link TomlReader} rejects a text. The message contains the line, counted from 1, and the reason. */
public final class TomlException extends Exception {
    private static final long serialVersionUID = 1L;

    TomlException(int line, String reason) {
        super("line " + line + ": " + reason);
    }
}
