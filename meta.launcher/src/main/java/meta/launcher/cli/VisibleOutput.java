package meta.launcher.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import meta.core.cni.VisibleText;

/** A stream for people: the names of devices, aliases and keys that are printed may hold what a terminal would obey. */
final class VisibleOutput extends PrintStream {
    VisibleOutput(PrintStream to) {
        super(to, true, StandardCharsets.UTF_8);
    }

    @Override
    public void print(String text) {
        super.print(VisibleText.of(String.valueOf(text)));
    }
}
