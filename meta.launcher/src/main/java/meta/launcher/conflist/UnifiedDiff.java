package meta.launcher.conflist;

import java.util.ArrayList;
import java.util.List;

/** Compares two texts in the format of {@code diff -u}, but always in one hunk. */
final class UnifiedDiff {
    private static final int CONTEXT = 3;
    private static final String NO_FILE = "/dev/null";

    private UnifiedDiff() {}

    /**
     * {@return the difference; empty if the texts are equal}
     *
     * @param fromName the name of the old file; replaced by {@code /dev/null} if {@code from} is empty
     * @param toName the name of the new file; replaced by {@code /dev/null} if {@code to} is empty
     */
    static String of(String fromName, String from, String toName, String to) {
        if (from.equals(to)) {
            return "";
        }
        List<String> before = lines(from);
        List<String> after = lines(to);
        int same = 0;
        while (same < Math.min(before.size(), after.size()) && before.get(same).equals(after.get(same))) {
            same++;
        }
        int tail = 0;
        while (tail < Math.min(before.size(), after.size()) - same
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        int start = Math.max(0, same - CONTEXT);
        int contextAfter = Math.min(tail, CONTEXT);
        StringBuilder text = new StringBuilder();
        text.append("--- ").append(from.isEmpty() ? NO_FILE : fromName).append('\n');
        text.append("+++ ").append(to.isEmpty() ? NO_FILE : toName).append('\n');
        text.append("@@ -")
                .append(range(start, before.size() - tail + contextAfter))
                .append(" +");
        text.append(range(start, after.size() - tail + contextAfter)).append(" @@\n");
        print(text, ' ', before.subList(start, same));
        print(text, '-', before.subList(same, before.size() - tail));
        print(text, '+', after.subList(same, after.size() - tail));
        print(text, ' ', before.subList(before.size() - tail, before.size() - tail + contextAfter));
        return text.toString();
    }

    private static String range(int start, int end) {
        int first = end == start ? start : start + 1;
        return end - start == 1 ? "" + first : first + "," + (end - start);
    }

    private static void print(StringBuilder text, char sign, List<String> lines) {
        for (String line : lines) {
            text.append(sign).append(line);
            if (!line.endsWith("\n")) {
                text.append("\n\\ No newline at end of file\n");
            }
        }
    }

    /** {@return the lines of the text, each with its line end, which the last line may lack} */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int next = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(start, next));
            start = next;
        }
        return lines;
    }
}
