package meta.image.cni;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value, for checking what plugins print. The parser is not that of the plugins. It rejects duplicate keys and text after the value.
 * The methods throw an {@link AssertionError} if the value is of another kind than they expect.
 *
 * @param value a {@code Map}, a {@code List}, a {@code String}, a {@code Number}, a {@code Boolean}, or {@code null}
 */
public record Json(Object value) {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * {@return the value that the text contains}
     *
     * @throws AssertionError if the text is not exactly one JSON value
     */
    public static Json parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new AssertionError("the text contains no JSON value");
            }
            Json json = new Json(read(parser));
            if (parser.nextToken() != null) {
                throw new AssertionError("text after the JSON value: " + text);
            }
            return json;
        } catch (IOException e) {
            throw new AssertionError(e.getMessage() + " in: " + text, e);
        }
    }

    public boolean has(String key) {
        return members().containsKey(key);
    }

    /**
     * {@return the member with this key}
     *
     * @throws AssertionError if there is no such member
     */
    public Json get(String key) {
        if (!has(key)) {
            throw new AssertionError("no \"" + key + "\" in " + this);
        }
        return new Json(members().get(key));
    }

    /** {@return the {@link #text} of the member with this key, or the other text if there is no such member} */
    public String get(String key, String otherwise) {
        return has(key) ? get(key).text() : otherwise;
    }

    /** {@return the elements of this array} */
    public List<Json> items() {
        return list().stream().map(Json::new).toList();
    }

    /** {@return the elements of the array with this key; empty if there is no such member} */
    public List<Json> items(String key) {
        return has(key) ? get(key).items() : List.of();
    }

    /** {@return a string without quotes, or any other value as text} The text of an object or an array is not JSON. */
    public String text() {
        return String.valueOf(value);
    }

    public int number() {
        if (value instanceof Number number) {
            return number.intValue();
        }
        throw new AssertionError("not a number: " + this);
    }

    /** {@return the keys of this object, in the order of the text} */
    public List<String> keys() {
        return List.copyOf(members().keySet());
    }

    public boolean isText() {
        return value instanceof String;
    }

    public boolean isObject() {
        return value instanceof Map;
    }

    /** {@return a copy of this object in which the key has this value} */
    public Json with(String key, Json member) {
        Map<String, Object> changed = new LinkedHashMap<>(members());
        changed.put(key, member.value());
        return new Json(changed);
    }

    /** {@return a copy of this object without the key} */
    public Json without(String key) {
        Map<String, Object> changed = new LinkedHashMap<>(members());
        changed.remove(key);
        return new Json(changed);
    }

    /** {@return this value as compact JSON text} */
    @Override
    public String toString() {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(generator, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @SuppressWarnings("unchecked") // all keys are strings
    private Map<String, Object> members() {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new AssertionError("not an object: " + this);
    }

    @SuppressWarnings("unchecked") // any element is an Object
    private List<Object> list() {
        if (value instanceof List<?> list) {
            return (List<Object>) list;
        }
        throw new AssertionError("not an array: " + this);
    }

    private static Object read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    members.put(key, read(parser));
                }
                yield members;
            }
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(read(parser));
                }
                yield elements;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IOException("unexpected " + parser.currentToken());
        };
    }

    private static void write(JsonGenerator generator, Object value) throws IOException {
        switch (value) {
            case null -> generator.writeNull();
            case Map<?, ?> members -> {
                generator.writeStartObject();
                for (Map.Entry<?, ?> member : members.entrySet()) {
                    generator.writeFieldName(String.valueOf(member.getKey()));
                    write(generator, member.getValue());
                }
                generator.writeEndObject();
            }
            case List<?> elements -> {
                generator.writeStartArray();
                for (Object element : elements) {
                    write(generator, element);
                }
                generator.writeEndArray();
            }
            case String text -> generator.writeString(text);
            case Boolean flag -> generator.writeBoolean(flag);
            case Number number -> generator.writeNumber(number.toString());
            default -> throw new IllegalArgumentException("not a JSON value: " + value);
        }
    }
}
