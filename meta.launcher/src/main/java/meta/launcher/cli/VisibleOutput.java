package meta.launcher.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import meta.core.cni.VisibleText;

/**
 * A stream that escapes control characters in printed text. A terminal would obey control characters in names of devices, aliases and keys.
 * Only text that is printed as a string is escaped. Bytes and formatted text pass unchanged.
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
