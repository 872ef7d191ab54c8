package meta.core.cni;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

/**
 * Fuzz target: any bytes are read as JSON or reported as malformed. A value that is written and read again is equal. {@code readOutermost} agrees
 * with {@code read}: it accepts the same documents, and reports the same error.
 */
public final class JsonFuzz {
    private JsonFuzz() {}

    public static void fuzzerTestOneInput(byte[] document) {
        switch (JsonReader.read(document)) {
            case JsonReadResult.Valid(JsonValue value) -> {
                assertThat(JsonReader.read(JsonWriter.compact(value).getBytes(StandardCharsets.UTF_8)))
                        .isEqualTo(new JsonReadResult.Valid(value));
                assertThat(JsonReader.readOutermost(document)).isInstanceOf(JsonReadResult.Valid.class);
            }
            case JsonReadResult.Malformed malformed -> {
                assertThat(malformed.line()).isPositive();
                assertThat(malformed.column()).isPositive();
                assertThat(malformed.reason()).isNotBlank();
                assertThat(JsonReader.readOutermost(document)).hasToString(malformed.toString());
            }
        }
    }
}
