package meta.core.cni;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import meta.core.cni.Decoding.Decoded;
import meta.core.cni.Decoding.Malformed;

/**
 * Reads one JSON value (RFC 8259), and nothing after it but blanks.
 *
 * <p>An object that has a member twice is refused: one that says two things means neither.
 */
public final class JsonReader {
    /** The largest document that is read, in bytes: 1 MiB. */
    public static final int LARGEST = 1 << 20;

    /**
     * How many values a document may have, objects and arrays included. 512 KiB of {@code 1,} would take 30 MB of memory; a list of 6,000
     * attachments, each with its container id and its interface, has 18,000.
     */
    public static final int MOST_VALUES = 20_000;

    private final JsonParser parser;
    private int values;

    /** Those of the outermost object's members that are complete: what is left of a document that breaks off. */
    private final SequencedMap<String, JsonValue> outermost = new LinkedHashMap<>();

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /** {@return the value, or what is wrong with the document and where} */
    public static Decoding read(byte[] document) {
        return document.length > LARGEST ? tooLarge(document) : read(document, document.length);
    }

    private static Decoding read(byte[] document, int length) {
        try (JsonParser parser = JsonFormat.FACTORY.createParser(document, 0, length)) {
            return new JsonReader(parser).document();
        } catch (CharConversionException e) { // of UTF-16 and UTF-32, which the parser finds out by the first bytes
            return new Malformed(1, 1, String.valueOf(e.getMessage()), JsonObject.EMPTY);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be read", e);
        }
    }

    private static Malformed tooLarge(byte[] document) {
        JsonObject intact =
                read(document, LARGEST) instanceof Malformed malformed ? malformed.intact() : JsonObject.EMPTY;
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < LARGEST; i++) {
            if (document[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        String reason = "the document goes on after " + LARGEST + " bytes, and that many are read at the most";
        return new Malformed(line, LARGEST - lineStart + 1, reason, intact);
    }

    private Decoding document() throws IOException {
        try {
            if (parser.nextToken() == null) {
                return malformed(parser.currentLocation(), "there is nothing to read");
            }
            count();
            JsonValue value = parser.currentToken() == JsonToken.START_OBJECT ? object(outermost) : value();
            return parser.nextToken() == null
                    ? new Decoded(value)
                    : malformed(parser.currentTokenLocation(), "there is more after the end of the value");
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            return malformed(location == null ? parser.currentLocation() : location, reason(e));
        }
    }

    /** {@return what the parser says, without its names for the source and for its settings, which tell a user nothing} */
    private static String reason(JsonProcessingException e) {
        String withoutSource = without(e.getOriginalMessage(), "[Source: ", "; ", "[");
        return JsonSlip.inWords(without(withoutSource, ", from `", "`", ""));
    }

    private static String without(String text, String from, String to, String instead) {
        int start = text.indexOf(from);
        int end = start < 0 ? -1 : text.indexOf(to, start + from.length());
        return end < 0 ? text : text.substring(0, start) + instead + text.substring(end + to.length());
    }

    private Malformed malformed(JsonLocation at, String reason) {
        return new Malformed(at.getLineNr(), at.getColumnNr(), reason, new JsonObject(outermost));
    }

    /** Reads the value whose first token is the current one. */
    private JsonValue value() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(new LinkedHashMap<>());
            case START_ARRAY -> array();
            case VALUE_STRING -> new JsonText(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getText());
            case VALUE_TRUE -> new JsonFlag(true);
            case VALUE_FALSE -> new JsonFlag(false);
            case VALUE_NULL -> JsonNull.NULL;
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new JsonParseException(parser, "a value is expected here", parser.currentTokenLocation());
        };
    }

    private JsonObject object(SequencedMap<String, JsonValue> members) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (members.containsKey(name)) {
                String reason = "\"" + name + "\" is in this object twice";
                throw new JsonParseException(parser, reason, parser.currentTokenLocation());
            }
            parser.nextToken();
            count();
            members.put(name, value());
        }
        return new JsonObject(members);
    }

    private JsonArray array() throws IOException {
        List<JsonValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            count();
            elements.add(value());
        }
        return new JsonArray(elements);
    }

    /** Counts the value that begins here. */
    private void count() throws JsonParseException {
        values++;
        if (values > MOST_VALUES) {
            String reason = "the document has more than " + MOST_VALUES + " values, and that many are read at the most";
            throw new JsonParseException(parser, reason, parser.currentTokenLocation());
        }
    }
}
