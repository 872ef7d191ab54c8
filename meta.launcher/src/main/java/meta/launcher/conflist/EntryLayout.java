package meta.launcher.conflist;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonWriter;

/**
 * The layout in which the JSON text of a plugin is written.
 *
 * @param newline the line end; empty if the whole object is on one line
 * @param indent the indentation of the line with the closing brace
 * @param step the additional indentation of the members
 * @param colon the text between a key and its value
 * @param comma the text between two members, if the object is on one line
 * @param padding the text after an opening and before a closing brace or bracket, if the object is on one line
 */
record EntryLayout(String newline, String indent, String step, String colon, String comma, String padding) {
    static final EntryLayout ONE_LINE = new EntryLayout("", "", "", ": ", ", ", "");

    private static final String DEFAULT_STEP = "  ";

    /**
     * {@return the probable layout of an object, judged by parts of its text}
     *
     * @param object the text of the object, one character for each byte
     * @param indent the indentation of the line on which the object begins
     */
    static EntryLayout of(String object, String indent) {
        String colon = object.contains("\": ") ? ": " : object.contains("\" : ") ? " : " : ":";
        int lineEnd = object.indexOf('\n');
        if (lineEnd < 0) {
            String comma = colon.equals(": ") || object.contains(", ") ? ", " : ",";
            return new EntryLayout("", "", "", colon, comma, object.startsWith("{ ") ? " " : "");
        }
        String newline = object.startsWith("\r\n", Math.max(0, lineEnd - 1)) ? "\r\n" : "\n";
        int key = lineEnd + 1;
        while (key < object.length() && (object.charAt(key) == ' ' || object.charAt(key) == '\t')) {
            key++;
        }
        String member = object.substring(lineEnd + 1, key);
        boolean deeper = member.length() > indent.length() && member.startsWith(indent);
        return new EntryLayout(
                newline, indent, deeper ? member.substring(indent.length()) : DEFAULT_STEP, colon, "", "");
    }

    /** {@return the text of an object in this layout, one character for each byte} The first line has no indentation. */
    String text(JsonObject object) {
        String text = text(object, indent);
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private String text(JsonValue value, String outer) {
        String inner = outer + step;
        return switch (value) {
            case JsonObject(var members)
            when !members.isEmpty() -> {
                List<String> parts = new ArrayList<>();
                for (Map.Entry<String, JsonValue> member : members.entrySet()) {
                    String key = new JsonValue.JsonString(member.getKey()).toString();
                    parts.add(key + colon + text(member.getValue(), inner));
                }
                yield enclosed("{", parts, outer, "}");
            }
            case JsonArray(var elements)
            when !elements.isEmpty() ->
                enclosed("[", elements.stream().map(each -> text(each, inner)).toList(), outer, "]");
            default -> JsonWriter.compact(value);
        };
    }

    private String enclosed(String open, List<String> parts, String outer, String close) {
        if (newline.isEmpty()) {
            return open + padding + String.join(comma, parts) + padding + close;
        }
        String between = newline + outer + step;
        return open + between + String.join("," + between, parts) + newline + outer + close;
    }
}
