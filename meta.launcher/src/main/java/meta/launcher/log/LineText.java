package meta.launcher.log;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** How values are written into a line: nothing in it breaks the line, or the terminal that shows it. */
final class LineText {
    private LineText() {}

    /** Appends RFC 3339 in UTC to the millisecond; {@code DateTimeFormatter} would cost a cold start several. */
    static void appendTime(StringBuilder line, long epochMillis) {
        int millis = (int) Math.floorMod(epochMillis, 1000L);
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(epochMillis, 1000L), 0, ZoneOffset.UTC);
        line.append(time.getYear()).append('-');
        appendPadded(line, time.getMonthValue(), 2).append('-');
        appendPadded(line, time.getDayOfMonth(), 2).append('T');
        appendPadded(line, time.getHour(), 2).append(':');
        appendPadded(line, time.getMinute(), 2).append(':');
        appendPadded(line, time.getSecond(), 2).append('.');
        appendPadded(line, millis, 3).append('Z');
    }

    private static StringBuilder appendPadded(StringBuilder line, int number, int width) {
        String digits = Integer.toString(number);
        return line.repeat('0', width - digits.length()).append(digits);
    }

    /** Appends a free text, its control characters and line ends as escapes. */
    static void appendText(StringBuilder line, String text) {
        for (int i = 0; i < text.length(); i++) {
            appendEscaped(line, text.charAt(i));
        }
    }

    /** Appends a value that ends at the next space, so a space in it is an escape too. */
    static void appendWord(StringBuilder line, String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == ' ') {
                appendCode(line, c);
            } else {
                appendEscaped(line, c);
            }
        }
    }

    private static void appendEscaped(StringBuilder line, char c) {
        switch (c) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            case '\u2028', '\u2029' -> appendCode(line, c);
            default -> {
                if (Character.isISOControl(c)) {
                    appendCode(line, c);
                } else {
                    line.append(c);
                }
            }
        }
    }

    private static void appendCode(StringBuilder line, char c) {
        String digits = Integer.toHexString(c);
        line.append("\\u").repeat('0', 4 - digits.length()).append(digits);
    }
}
