package meta.core.cni;

import static java.nio.charset.StandardCharsets.UTF_8;

import meta.core.cni.JsonValue.JsonObject;

/** Parses the text of JSON objects, for tests. In the text, single quotes stand for double quotes. */
final class Json {
    private Json() {}

    static JsonObject object(String text) {
        return switch (JsonReader.read(text.replace('\'', '"').getBytes(UTF_8))) {
            case JsonReadResult.Valid(JsonObject object) -> object;
            case JsonReadResult other -> throw new AssertionError(other);
        };
    }
}
