package meta.core.cni;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** A JSON value (RFC 8259). Immutable. */
public sealed interface JsonValue {
    /** {@return the kind of the value for a message, such as {@code a number} or {@code null}} */
    String kind();

    /** A JSON object, which keeps the order of its members. {@link #equals} ignores the order. */
    record JsonObject(SequencedMap<String, JsonValue> members) implements JsonValue {
        public static final JsonObject EMPTY = new JsonObject(new LinkedHashMap<>());

        public JsonObject {
            members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
        }

        /** {@return the value of a member; {@link JsonNull} if it is missing} */
        public JsonValue get(String name) {
            return members.getOrDefault(name, JsonNull.NULL);
        }

        /** {@return whether the object has this member; true also if its value is {@code null}} */
        public boolean has(String name) {
            return members.containsKey(name);
        }

        /** {@return the value of a member; empty if it is missing or not a string} */
        public String text(String name) {
            return members.get(name) instanceof JsonString(String text) ? text : "";
        }

        /** {@return the elements of an array; empty if it is missing or not an array} */
        public List<JsonValue> elements(String name) {
            return members.get(name) instanceof JsonArray(var elements) ? elements : List.of();
        }

        /** {@return the strings among the {@link #elements(String)} of an array} */
        public List<String> texts(String name) {
            List<String> texts = new ArrayList<>();
            for (JsonValue element : elements(name)) {
                if (element instanceof JsonString(String text)) {
                    texts.add(text);
                }
            }
            return texts;
        }

        /** {@return a copy in which a member has this value} An existing member keeps its position. */
        public JsonObject with(String name, JsonValue value) {
            SequencedMap<String, JsonValue> more = new LinkedHashMap<>(members);
            more.put(name, value);
            return new JsonObject(more);
        }

        /** {@return a copy without this member} */
        public JsonObject without(String name) {
            SequencedMap<String, JsonValue> fewer = new LinkedHashMap<>(members);
            fewer.remove(name);
            return new JsonObject(fewer);
        }

        /** {@return a copy with the members of both objects; those of {@code other} take precedence} */
        public JsonObject withAll(JsonObject other) {
            SequencedMap<String, JsonValue> more = new LinkedHashMap<>(members);
            more.putAll(other.members);
            return new JsonObject(more);
        }

        @Override
        public String kind() {
            return "an object";
        }

        @Override
        public String toString() {
            return JsonWriter.compact(this);
        }
    }

    /** A JSON array. */
    record JsonArray(List<JsonValue> elements) implements JsonValue {
        public JsonArray {
            elements = List.copyOf(elements);
        }

        @Override
        public String kind() {
            return "an array";
        }

        @Override
        public String toString() {
            return JsonWriter.compact(this);
        }
    }

    /**
     * A JSON string.
     *
     * @param value the characters of the string, without quotes and escapes
     */
    record JsonString(String value) implements JsonValue {
        @Override
        public String kind() {
            return "a string";
        }

        @Override
        public String toString() {
            return JsonWriter.compact(this);
        }
    }

    /** A JSON number, as its text. {@code 1} and {@code 1.0} are not equal. */
    record JsonNumber(String text) implements JsonValue {
        private static final int MAX_LONG_LENGTH = 20; // Long.MIN_VALUE has 19 digits and a sign

        /**
         * Makes a number from its text.
         *
         * @throws IllegalArgumentException if the text is not a JSON number
         */
        public JsonNumber {
            if (!isNumber(text)) {
                throw new IllegalArgumentException("\"" + text + "\" is not a JSON number");
            }
        }

        /** {@return the number with these digits} */
        public static JsonNumber of(long value) {
            return new JsonNumber(Long.toString(value));
        }

        /** {@return the number; empty if it has a fraction or an exponent, or does not fit into a {@code long}} */
        public OptionalLong whole() {
            int start = text.charAt(0) == '-' ? 1 : 0;
            if (endOfDigits(text, start) != text.length() || text.length() > MAX_LONG_LENGTH) {
                return OptionalLong.empty();
            }
            try {
                return OptionalLong.of(Long.parseLong(text));
            } catch (NumberFormatException e) {
                return OptionalLong.empty();
            }
        }

        @Override
        public String kind() {
            return "a number";
        }

        @Override
        public String toString() {
            return text;
        }

        /** {@return whether the text is a number as in RFC 8259 section 6} */
        private static boolean isNumber(String text) {
            int start = text.startsWith("-") ? 1 : 0;
            int at = endOfDigits(text, start);
            boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
            if (at == start || leadingZero) {
                return false;
            }
            if (at < text.length() && text.charAt(at) == '.') {
                int fraction = at + 1;
                at = endOfDigits(text, fraction);
                if (at == fraction) {
                    return false;
                }
            }
            if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
                int exponent = at + 1;
                if (exponent < text.length() && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
                    exponent++;
                }
                at = endOfDigits(text, exponent);
                if (at == exponent) {
                    return false;
                }
            }
            return at == text.length();
        }

        private static int endOfDigits(String text, int from) {
            int at = from;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            return at;
        }
    }

    /** The JSON value {@code true} or {@code false}. */
    record JsonBoolean(boolean value) implements JsonValue {
        @Override
        public String kind() {
            return "true or false";
        }

        @Override
        public String toString() {
            return value ? "true" : "false";
        }
    }

    /** The JSON value {@code null}. */
    record JsonNull() implements JsonValue {
        public static final JsonNull NULL = new JsonNull();

        @Override
        public String kind() {
            return "null";
        }

        @Override
        public String toString() {
            return "null";
        }
    }
}
