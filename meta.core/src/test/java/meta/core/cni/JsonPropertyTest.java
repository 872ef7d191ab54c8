package meta.core.cni;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import meta.core.cni.Decoding.Decoded;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonPropertyTest {

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsWrittenIsReadAgain(long seed) {
        JsonValue value = new RandomJson(new Random(seed)).value(5);

        assertThat(JsonReader.read(JsonWriter.compact(value).getBytes(UTF_8))).isEqualTo(new Decoded(value));
        assertThat(JsonReader.read(JsonWriter.pretty(value).getBytes(UTF_8))).isEqualTo(new Decoded(value));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyBytesAreAValueOrMalformedAtAPlace(long seed) {
        RandomGenerator random = new Random(seed);
        byte[] document = JsonWriter.compact(new RandomJson(random).value(5)).getBytes(UTF_8);
        for (int i = 0; i < 20; i++) {
            document[random.nextInt(document.length)] = (byte) random.nextInt();

            if (JsonReader.read(document) instanceof Decoding.Malformed malformed) {
                assertThat(malformed.line()).isPositive();
                assertThat(malformed.column()).isNotNegative();
                assertThat(malformed.reason()).isNotBlank();
            }
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }
}
