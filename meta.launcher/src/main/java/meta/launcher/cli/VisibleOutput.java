package meta.launcher.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import meta.core.cni.VisibleText;

/**
 * A stream that escapes control characters in printed strings, as {@link VisibleText#of} does, because a terminal would execute them as
 * commands. Line feeds and tabs stay. {@code print(Object)}, {@code print(char)}, {@code print(char[])} and the {@code write} methods
 * escape nothing.
 */
final class VisibleOutput extends PrintStream {
    VisibleOutput(PrintStream to) {
        super(to, true, StandardCharsets.UTF_8);
    }

    @Override
    public void print(String text) {
        super.print(VisibleText.of(String.valueOf(text)));
    }
}
