package meta.core.cni;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import meta.core.cni.JsonReadResult.Valid;
import meta.netlink.testbed.Seeds;
import org.junit.jupiter.api.Test;

/** Random values and random bytes do not break the reader and the writer of JSON. */
class JsonPropertyTest {

    @Test
    void readingAWrittenValueReturnsAnEqualValue() {
        Seeds.forEach(150, seed -> {
            JsonValue value = new RandomJson(new SplittableRandom(seed)).value(5);

            assertThat(JsonReader.read(JsonWriter.compact(value).getBytes(UTF_8)))
                    .isEqualTo(new Valid(value));
            assertThat(JsonReader.read(JsonWriter.pretty(value).getBytes(UTF_8)))
                    .isEqualTo(new Valid(value));
        });
    }

    @Test
    void anyBytesAreAValueOrMalformedWithLineAndColumn() {
        Seeds.forEach(150, seed -> {
            RandomGenerator random = new SplittableRandom(seed);
            byte[] document =
                    JsonWriter.compact(new RandomJson(random).value(5)).getBytes(UTF_8);
            for (int i = 0; i < 20; i++) {
                document[random.nextInt(document.length)] = (byte) random.nextInt();

                assertThat(placeOfError(JsonReader.readOutermost(document)))
                        .isEqualTo(placeOfError(JsonReader.read(document)));
                if (JsonReader.read(document) instanceof JsonReadResult.Malformed malformed) {
                    assertThat(malformed.line()).isPositive();
                    assertThat(malformed.column()).isNotNegative();
                    assertThat(malformed.reason()).isNotBlank();
                }
            }
        });
    }

    private static String placeOfError(JsonReadResult read) {
        return read instanceof JsonReadResult.Malformed malformed ? malformed.toString() : "";
    }
}
