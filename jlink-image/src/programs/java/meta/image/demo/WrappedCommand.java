package meta.image.demo;

import java.util.ArrayList;
import java.util.List;

/** Breaks a long command into lines. */
final class WrappedCommand {
    private static final String INDENT = "     ";

    private WrappedCommand() {}

    /**
     * {@return the lines of the command, at most {@code width} characters long; each line except the last one ends with a backslash} If a
     * word is too long for a line, the rest of the command, from this word on, is one line.
     */
    static List<String> wrapped(String command, int width) {
        List<String> lines = new ArrayList<>();
        String rest = command;
        while (rest.length() > width) {
            int blank = rest.lastIndexOf(' ', width - 2);
            if (blank <= INDENT.length()) {
                break; // no blank at which the line could end
            }
            lines.add(rest.substring(0, blank) + " \\");
            rest = INDENT + rest.substring(blank + 1);
        }
        lines.add(rest);
        return lines;
    }
}
