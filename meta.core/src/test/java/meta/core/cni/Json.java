package meta.core.cni;

import static java.nio.charset.StandardCharsets.UTF_8;

import meta.core.cni.JsonValue.JsonObject;

/** Parses JSON objects whose text has single quotes instead of double ones. */
final class Json {
    private Json() {}

    static JsonObject object(String text) {
        return switch (JsonReader.read(text.replace('\'', '"').getBytes(UTF_8))) {
            case ParsedJson.Valid(JsonObject object) -> object;
            case ParsedJson other -> throw new AssertionError(other);
        };
    }
}
