package meta.launcher.log;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import meta.core.cni.VisibleText;

/**
 * Appends values to a line of the log. Escapes line ends, tabs and other {@linkplain VisibleText#isInvisible invisible characters}, which
 * could end the line, or be a command for a terminal.
 */
final class LineText {
    private static final byte DELETE = 0x7f;

    private LineText() {}

    /**
     * Appends a time in UTC and in RFC 3339 format, with milliseconds. {@code DateTimeFormatter} is not used, because its first use in a
     * JVM is slow.
     *
     * @param epochMillis milliseconds since 1970-01-01T00:00Z
     */
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

    /** Appends a text, whose spaces stay unchanged. */
    static void appendText(StringBuilder line, String text) {
        if (isPlain(text)) { // the loop below is slow in a new JVM
            line.append(text);
            return;
        }
        for (int at = 0, point; at < text.length(); at += Character.charCount(point)) {
            point = text.codePointAt(at);
            appendVisible(line, point);
        }
    }

    /** {@return whether a text certainly needs no escape} */
    private static boolean isPlain(String text) {
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            // a character that is not ASCII has negative bytes, and getBytes() makes a lone surrogate a '?'
            if (each < ' ' || each == DELETE || each == '?') {
                return false;
            }
        }
        return true;
    }

    /** Appends the value of a field. Escapes U+0020, which ends the field. */
    static void appendWord(StringBuilder line, String word) {
        for (int at = 0, point; at < word.length(); at += Character.charCount(point)) {
            point = word.codePointAt(at);
            if (point == ' ') {
                VisibleText.appendEscape(line, point);
            } else {
                appendVisible(line, point);
            }
        }
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
