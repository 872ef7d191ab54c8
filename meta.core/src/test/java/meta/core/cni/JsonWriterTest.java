package meta.core.cni;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    private final JsonObject value = JsonObject.EMPTY
            .with("cniVersion", new JsonText("1.1.0"))
            .with("ips", new JsonArray(List.of(JsonNumber.of(1), new JsonFlag(false))))
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
    void lineBreaksInsideAStringStayOnTheLine() {
        assertThat(JsonWriter.compact(new JsonText("a\n\"b\"\u0001"))).isEqualTo("\"a\\n\\\"b\\\"\\u0001\"");
    }
}
