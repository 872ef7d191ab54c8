package meta.image.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Prints the output of the demo. The output is coloured if it goes to a terminal, {@code TERM} is not {@code dumb}, and {@code NO_COLOR} is
 * not set or empty (no-color.org).
 */
record Screen(PrintStream out, boolean coloured) {
    /** The columns for text: those of a terminal with 80 columns, without the indentation of two columns. */
    static final int WIDTH = 78;

    enum Style {
        PLAIN("0"),
        BOLD("1"),
        FAINT("2"),
        GOOD("32"),
        BAD("31"),
        COMMAND("36");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    static Screen onStandardOutput() {
        boolean unwanted =
                !System.getenv().getOrDefault("NO_COLOR", "").isEmpty() || "dumb".equals(System.getenv("TERM"));
        return new Screen(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8), !unwanted && isTerminal());
    }

    void heading(String text) {
        out.println();
        out.println(styled(Style.BOLD, text));
    }

    void lines(Style style, List<String> lines) {
        lines.forEach(line -> line(style, line));
    }

    void line(Style style, String text) {
        out.println(text.isEmpty() ? "" : "  " + styled(style, text));
    }

    String styled(Style style, String text) {
        return coloured && style != Style.PLAIN ? "\033[" + style.code + "m" + text + "\033[0m" : text;
    }

    private static boolean isTerminal() {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
