package meta.core.cni;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import meta.core.cni.JsonReadResult.Malformed;
import meta.core.cni.JsonReadResult.Valid;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonBoolean;
import meta.core.cni.JsonValue.JsonNull;
import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;

/**
 * Reads a document that consists of one JSON value (RFC 8259). An object with two equal keys is an error.
 *
 * <p>Size, depth and number of values are limited, because a document may contain annotations that the author of a pod has written.
 */
public final class JsonReader {
    /** The maximum size of a document in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    /**
     * The maximum number of values in a document, including objects and arrays. A value takes more memory than its text. The limit is
     * enough for a GC with 3,000 attachments, each of which libcni lists twice.
     */
    public static final int MAX_VALUES = 20_000;

    /** The maximum depth of nested objects and arrays. */
    static final int MAX_DEPTH = 100;

    /** The maximum length of a string in characters. The annotations of a pod have at most 256 KiB. */
    static final int MAX_STRING = 1 << 18;

    /** The maximum length of a key. */
    static final int MAX_NAME = 4096;

    /** The maximum length of a number in characters. */
    private static final int MAX_NUMBER = 1000;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .build();

    private final JsonParser parser;
    private final boolean keepsValues;
    private int values;

    private final SequencedMap<String, JsonValue> outermost = new LinkedHashMap<>();

    private JsonReader(JsonParser parser, boolean keepsValues) {
        this.parser = parser;
        this.keepsValues = keepsValues;
    }

    /**
     * {@return the value in the document, or an error}
     *
     * @param document the document in UTF-8, UTF-16 or UTF-32
     */
    public static JsonReadResult read(byte[] document) {
        return read(document, true);
    }

    /**
     * {@return the value in the document without nested values, or an error} Arrays, and objects inside the outermost object, are
     * empty in the result. The whole document is checked as in {@link #read}.
     *
     * @param document as for {@link #read}
     */
    public static JsonReadResult readOutermost(byte[] document) {
        return read(document, false);
    }

    private static JsonReadResult read(byte[] document, boolean keepsValues) {
        return document.length > MAX_BYTES
                ? tooLarge(document, keepsValues)
                : read(document, document.length, keepsValues);
    }

    private static JsonReadResult read(byte[] document, int length, boolean keepsValues) {
        try (JsonParser parser = FACTORY.createParser(document, 0, length)) {
            return new JsonReader(parser, keepsValues).document();
        } catch (CharConversionException e) { // the document looks like UTF-32, but cannot be decoded
            return new Malformed(1, 1, String.valueOf(e.getMessage()), JsonObject.EMPTY);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be read", e); // impossible, because the document is an array
        }
    }

    private static Malformed tooLarge(byte[] document, boolean keepsValues) {
        JsonObject intact = switch (read(document, MAX_BYTES, keepsValues)) {
            case Malformed malformed -> malformed.intact();
            case Valid(JsonObject complete) -> complete; // the object ends before the limit
            case Valid(JsonValue _) -> JsonObject.EMPTY;
        };
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < MAX_BYTES; i++) {
            if (document[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        String reason = "the document is larger than " + MAX_BYTES + " bytes";
        return new Malformed(line, MAX_BYTES - lineStart + 1, reason, intact);
    }

    private JsonReadResult document() throws IOException {
        try {
            if (parser.nextToken() == null) {
                return malformed(parser.currentLocation(), "the document is empty");
            }
            count();
            JsonValue value = parser.currentToken() == JsonToken.START_OBJECT ? object(outermost, true) : value();
            return parser.nextToken() == null
                    ? new Valid(value)
                    : malformed(parser.currentTokenLocation(), "unexpected text after the JSON value");
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            return malformed(location == null ? parser.currentLocation() : location, reason(e));
        }
    }

    private static String reason(JsonProcessingException e) {
        String withoutSource = without(e.getOriginalMessage(), "[Source: ", "; ", "[");
        return JacksonMessage.explained(without(withoutSource, ", from `", "`", ""));
    }

    private static String without(String text, String from, String to, String instead) {
        int start = text.indexOf(from);
        int end = start < 0 ? -1 : text.indexOf(to, start + from.length());
        return end < 0 ? text : text.substring(0, start) + instead + text.substring(end + to.length());
    }

    private Malformed malformed(JsonLocation at, String reason) {
        return new Malformed(at.getLineNr(), at.getColumnNr(), reason, new JsonObject(outermost));
    }

    private JsonValue value() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(new LinkedHashMap<>(), false);
            case START_ARRAY -> array();
            case VALUE_STRING -> new JsonString(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getText());
            case VALUE_TRUE -> new JsonBoolean(true);
            case VALUE_FALSE -> new JsonBoolean(false);
            case VALUE_NULL -> JsonNull.NULL;
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new JsonParseException(parser, "expected a value", parser.currentTokenLocation());
        };
    }

    private JsonObject object(SequencedMap<String, JsonValue> members, boolean isOutermost) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (members.containsKey(name)) {
                String reason = "duplicate key \"" + name + "\"";
                throw new JsonParseException(parser, reason, parser.currentTokenLocation());
            }
            parser.nextToken();
            count();
            if (keepsValues || isOutermost) {
                members.put(name, value());
            } else {
                check();
                members.put(name, JsonNull.NULL);
            }
        }
        return keepsValues || isOutermost ? new JsonObject(members) : JsonObject.EMPTY;
    }

    private JsonArray array() throws IOException {
        List<JsonValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            count();
            if (keepsValues) {
                elements.add(value());
            } else {
                check();
            }
        }
        return new JsonArray(elements);
    }

    /** Checks a value, but creates no object for a number, which the parser has already checked. */
    private void check() throws IOException {
        if (!parser.currentToken().isNumeric()) {
            value();
        }
    }

    private void count() throws JsonParseException {
        values++;
        if (values > MAX_VALUES) {
            String reason = "the document has more than " + MAX_VALUES + " values";
            throw new JsonParseException(parser, reason, parser.currentTokenLocation());
        }
    }
}
