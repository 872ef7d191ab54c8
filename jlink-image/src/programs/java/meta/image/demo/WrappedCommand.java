package meta.image.demo;

import java.util.ArrayList;
import java.util.List;

final class WrappedCommand {
    private static final String INDENT = "     ";

    private WrappedCommand() {}

    /** {@return the command in lines that end in a backslash} */
    static List<String> wrapped(String command, int width) {
        List<String> lines = new ArrayList<>();
        String rest = command;
        while (rest.length() > width) {
            int blank = rest.lastIndexOf(' ', width - 2);
            if (blank <= INDENT.length()) {
                break; // one long word
            }
            lines.add(rest.substring(0, blank) + " \\");
            rest = INDENT + rest.substring(blank + 1);
        }
        lines.add(rest);
        return lines;
    }
}
