package meta.launcher.log;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import meta.core.cni.VisibleText;

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

    /** Appends a free text, with a code for each line end and each character that is not seen. */
    static void appendText(StringBuilder line, String text) {
        text.codePoints().forEach(point -> appendVisible(line, point));
    }

    /** Appends a value that ends at the next space, so a space in it is a code too. */
    static void appendWord(StringBuilder line, String word) {
        word.codePoints().forEach(point -> {
            if (point == ' ') {
                VisibleText.appendEscape(line, point);
            } else {
                appendVisible(line, point);
            }
        });
    }

    private static void appendVisible(StringBuilder line, int point) {
        switch (point) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                if (VisibleText.isInvisible(point)) {
                    VisibleText.appendEscape(line, point);
                } else {
                    line.appendCodePoint(point);
                }
            }
        }
    }
}
