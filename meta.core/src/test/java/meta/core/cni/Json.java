package meta.core.cni;

import static java.nio.charset.StandardCharsets.UTF_8;

/** JSON as one writes it in a test: with single quotes for double ones. */
final class Json {
    private Json() {}

    static JsonObject object(String text) {
        return switch (JsonReader.read(text.replace('\'', '"').getBytes(UTF_8))) {
            case Decoding.Decoded(JsonObject object) -> object;
            case Decoding other -> throw new AssertionError(other);
        };
    }
}
