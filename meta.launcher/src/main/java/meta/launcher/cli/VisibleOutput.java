package meta.launcher.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import meta.core.cni.VisibleText;

/**
 * A stream that escapes invisible characters in printed strings ({@link VisibleText#of}), because a terminal could interpret them. {@code
 * print(Object)}, {@code print(char)}, {@code print(char[])} and the {@code write} methods escape nothing.
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
