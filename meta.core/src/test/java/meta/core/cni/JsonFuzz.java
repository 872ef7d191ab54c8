package meta.core.cni;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

/** Fuzz target: any bytes are JSON or malformed. A value that was read and written is read again as the same. */
public final class JsonFuzz {
    private JsonFuzz() {}

    /** Reads one document; what it throws is a finding. */
    public static void fuzzerTestOneInput(byte[] document) {
        switch (JsonReader.read(document)) {
            case ParsedJson.Valid(JsonValue value) ->
                assertThat(JsonReader.read(JsonWriter.compact(value).getBytes(StandardCharsets.UTF_8)))
                        .isEqualTo(new ParsedJson.Valid(value));
            case ParsedJson.Malformed malformed -> {
                assertThat(malformed.line()).isPositive();
                assertThat(malformed.column()).isPositive();
                assertThat(malformed.reason()).isNotBlank();
            }
        }
    }
}
