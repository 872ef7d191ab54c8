package meta.core.cni;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonBoolean;
import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import org.junit.jupiter.api.Test;

/** Values are written on one line, or on one line for each member and element. */
class JsonWriterTest {
    private final JsonObject value = JsonObject.EMPTY
            .with("cniVersion", new JsonString("1.1.0"))
            .with("ips", new JsonArray(List.of(JsonNumber.of(1), new JsonBoolean(false))))
            .with("dns", JsonObject.EMPTY)
            .with("routes", new JsonArray(List.of()));

    @Test
    void compactIsOneLineWithoutBlanks() {
        assertThat(JsonWriter.compact(value))
                .isEqualTo("{\"cniVersion\":\"1.1.0\",\"ips\":[1,false],\"dns\":{},\"routes\":[]}");
    }

    @Test
    void prettyHasALineForEachMemberAndElement() {
        assertThat(JsonWriter.pretty(value)).isEqualTo("""
                {
                  "cniVersion": "1.1.0",
                  "ips": [
                    1,
                    false
                  ],
                  "dns": { },
                  "routes": [ ]
                }""");
    }

    @Test
    void lineBreaksQuotesAndControlCharactersInAStringAreEscaped() {
        assertThat(JsonWriter.compact(new JsonString("a\n\"b\"\u0001"))).isEqualTo("\"a\\n\\\"b\\\"\\u0001\"");
    }
}
