package meta.launcher.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.layout.ByteBufferDestination;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.TriConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Formats a log event as one line in UTF-8. A line of more than {@value #MAX_LENGTH} bytes is truncated, and then ends with {@value #CUT}
 * and the line feed. Only {@link #toSerializable} does not truncate.
 */
final class LineLayout implements Layout<String> {
    /** The maximum length of a line in bytes, with the line feed. */
    static final int MAX_LENGTH = 60_000;

    private static final String CUT = "... (cut)";
    private static final TriConsumer<String, Object, StringBuilder> APPEND_FIELD = LineLayout::appendField;

    @Override
    public String toSerializable(LogEvent event) {
        StringBuilder line = new StringBuilder(256);
        LineText.appendTime(line, event.getTimeMillis());
        line.append(' ').append(event.getLevel().name());
        ReadOnlyStringMap context = event.getContextData();
        if (context != null) {
            context.forEach(APPEND_FIELD, line);
        }
        line.append(' ');
        appendLogger(line, event.getLoggerName());
        LineText.appendText(line, event.getMessage().getFormattedMessage());
        if (event.getThrown() != null) {
            line.append(" | ");
            LineText.appendText(line, stackTrace(event.getThrown()));
        }
        return line.append('\n').toString();
    }

    @Override
    public byte[] toByteArray(LogEvent event) {
        byte[] line = toSerializable(event).getBytes(StandardCharsets.UTF_8);
        return line.length <= MAX_LENGTH ? line : truncated(line);
    }

    private static byte[] truncated(byte[] line) {
        byte[] end = (CUT + '\n').getBytes(StandardCharsets.US_ASCII);
        int kept = MAX_LENGTH - end.length;
        while ((line[kept] & 0xc0) == 0x80) {
            kept--; // this byte continues a character, which would be cut
        }
        byte[] shorter = new byte[kept + end.length];
        System.arraycopy(line, 0, shorter, 0, kept);
        System.arraycopy(end, 0, shorter, kept, end.length);
        return shorter;
    }

    private static void appendField(String key, Object value, StringBuilder line) {
        line.append(' ').append(key).append('=');
        LineText.appendWord(line, String.valueOf(value));
    }

    /** Appends the last part of a logger's name, except for the loggers of {@code meta.core} and {@code meta.launcher}. */
    private static void appendLogger(StringBuilder line, @Nullable String name) {
        if (name != null && !name.startsWith("meta.core.") && !name.startsWith("meta.launcher.")) {
            LineText.appendWord(line, name.substring(name.lastIndexOf('.') + 1));
            line.append(": ");
        }
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().strip();
    }

    @Override
    public void encode(LogEvent event, ByteBufferDestination destination) {
        byte[] line = toByteArray(event);
        destination.writeBytes(line, 0, line.length);
    }

    @Override
    public byte @Nullable [] getHeader() {
        return null;
    }

    @Override
    public byte @Nullable [] getFooter() {
        return null;
    }

    @Override
    public String getContentType() {
        return "text/plain; charset=UTF-8";
    }

    @Override
    public Map<String, String> getContentFormat() {
        return Map.of();
    }
}
