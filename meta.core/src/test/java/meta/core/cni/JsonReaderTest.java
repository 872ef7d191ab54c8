package meta.core.cni;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import meta.core.cni.JsonReadResult.Malformed;
import meta.core.cni.JsonReadResult.Valid;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonBoolean;
import meta.core.cni.JsonValue.JsonNull;
import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A document is read as one JSON value, or reported as malformed with the place of the first error. */
class JsonReaderTest {

    @Test
    void everyKindOfValueIsRead() {
        assertThat(value("""
                {"text": "a\\u00e9\\n", "number": -1.50e+3, "flag": true, "nothing": null, "list": [1, [2], {}]}"""))
                .isEqualTo(JsonObject.EMPTY
                        .with("text", new JsonString("aé\n"))
                        .with("number", new JsonNumber("-1.50e+3"))
                        .with("flag", new JsonBoolean(true))
                        .with("nothing", JsonNull.NULL)
                        .with(
                                "list",
                                new JsonArray(List.of(
                                        JsonNumber.of(1),
                                        new JsonArray(List.of(JsonNumber.of(2))),
                                        JsonObject.EMPTY))));
    }

    @Test
    void membersKeepTheirOrder() {
        assertThat(value("{\"z\": 1, \"a\": 2, \"m\": 3}").toString()).isEqualTo("{\"z\":1,\"a\":2,\"m\":3}");
    }

    @Test
    void aNumberKeepsEveryDigit() {
        String digits = "123456789012345678901234567890.10";
        assertThat(value(digits)).isEqualTo(new JsonNumber(digits));
    }

    @Test
    void anIncompleteDocumentIsMalformedAtItsEnd() {
        Malformed malformed = malformed("{\"name\": \"lan\",\n \"type\": \"ve");

        assertThat(malformed.line()).isEqualTo(2);
        assertThat(malformed.column()).isEqualTo(13);
    }

    @Test
    void theMembersBeforeTheMalformedPartAreIntact() {
        Malformed malformed =
                malformed("{\"cniVersion\": \"1.0.0\", \"dns\": {\"search\": []}, \"ips\": [{\"address\": ");

        assertThat(malformed.intact()).hasToString("{\"cniVersion\":\"1.0.0\",\"dns\":{\"search\":[]}}");
    }

    @Test
    void readOutermostDropsNestedValues() {
        String document = "{\"cniVersion\": \"1.0.0\", \"mtu\": 1, \"dns\": {\"domain\": \"a\"}, \"ips\": [\"b\"]}";

        JsonReadResult outermost = JsonReader.readOutermost(document.getBytes(UTF_8));

        assertThat(outermost).isInstanceOf(Valid.class);
        assertThat(((Valid) outermost).value())
                .hasToString("{\"cniVersion\":\"1.0.0\",\"mtu\":1,\"dns\":{},\"ips\":[]}");
    }

    @ParameterizedTest
    @MethodSource
    void readOutermostFindsTheSameErrorInANestedValueAsRead(String nested) {
        byte[] document = ("{\"mtu\": 1, \"nested\": {\"list\": [0, " + nested + "]}}").getBytes(UTF_8);

        assertThat(JsonReader.read(document)).isInstanceOf(Malformed.class);
        assertThat(JsonReader.readOutermost(document)).isEqualTo(JsonReader.read(document));
    }

    static Stream<String> readOutermostFindsTheSameErrorInANestedValueAsRead() {
        return Stream.of(
                "01",
                "1.",
                "1e",
                "-",
                "1x",
                "1".repeat(1001),
                "1e" + "1".repeat(1000),
                "\"\\x\"",
                '"' + "x".repeat(300_000) + '"',
                "{\"a\": 1, \"a\": 2}",
                "[1,",
                "0,".repeat(20_000) + "0",
                "[".repeat(101),
                "nul",
                "NaN");
    }

    @Test
    void aDuplicateKeyIsMalformedAtItsSecondPlace() {
        assertThat(malformed("{\"mtu\": 1,\n  \"mtu\": 2}")).hasToString("line 2, column 3: duplicate key \"mtu\"");
    }

    @Test
    void nothingMayFollowTheValue() {
        assertThat(malformed("{}\n {}")).hasToString("line 2, column 2: unexpected text after the JSON value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n\t "})
    void anEmptyDocumentIsMalformed(String document) {
        assertThat(malformed(document).reason()).isEqualTo("the document is empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "[1,]", "{\"a\":}", "nul", "'a'", "01", "1.", "NaN", "// c\n1", "{a: 1}", "\"\t\"", "]"})
    void textThatIsNotJsonIsMalformed(String document) {
        assertThat(malformed(document).line()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        assertThat(JsonReader.read(new byte[] {'"', (byte) 0xc3, '(', '"'})).isInstanceOf(Malformed.class);
    }

    /** The parser detects another encoding in the first bytes; the other bytes are invalid in that encoding. */
    @Test
    void bytesThatBeginLikeAnotherEncodingAreMalformed() {
        assertThat(JsonReader.read(new byte[] {0, 0, '{', 0})).isInstanceOf(Malformed.class);
        assertThat(JsonReader.read(new byte[] {0, 0, 0, '{', 0})).isInstanceOf(Malformed.class);
    }

    @Test
    void nestingIsLimited() {
        int deepest = JsonReader.MAX_DEPTH;

        assertThat(JsonReader.read(nested(deepest))).isInstanceOf(Valid.class);
        assertThat(JsonReader.read(nested(deepest + 1))).isInstanceOf(Malformed.class);
        assertThat(JsonReader.read(nested(100_000))).isInstanceOf(Malformed.class);
    }

    @Test
    void aReasonNamesNeitherTheParserNorItsSettings() {
        assertThat(malformed("{\"a\": [1, 2}"))
                .hasToString("line 1, column 12: Unexpected close marker '}': expected ']'"
                        + " (for Array starting at [line: 1, column: 7])");
        assertThat(malformed("[".repeat(200)).reason())
                .isEqualTo("Document nesting depth (101) exceeds the maximum allowed (100)");
    }

    @Test
    void aLongStringIsRead() {
        assertThat(value("\"" + "x".repeat(200_000) + "\"")).isEqualTo(new JsonString("x".repeat(200_000)));
    }

    @Test
    void aNumberOf100000DigitsIsMalformed() {
        assertThat(malformed("9".repeat(100_000)).line()).isEqualTo(1);
    }

    @Test
    void theLengthOfStringsAndOfNamesIsLimited() {
        String longest = "x".repeat(JsonReader.MAX_STRING);
        assertThat(value('"' + longest + '"')).isEqualTo(new JsonString(longest));
        assertThat(malformed('"' + longest + "x\"").reason())
                .isEqualTo("String value length (262145) exceeds the maximum allowed (262144)");
        assertThat(malformed("{\"name\": \"lan\", \"" + "x".repeat(JsonReader.MAX_NAME + 1) + "\": 1}"))
                .satisfies(name ->
                        assertThat(name.reason()).isEqualTo("Name length (4097) exceeds the maximum allowed (4096)"))
                .satisfies(name -> assertThat(name.intact()).hasToString("{\"name\":\"lan\"}"));
    }

    @Test
    void theNumberOfValuesIsLimited() {
        String reason = "the document has more than 20000 values";
        int rest = JsonReader.MAX_VALUES - 3; // in addition to the object, the name and the array
        String before = "{\"name\": \"lan\", \"a\": [";
        assertThat(value(before + "1,".repeat(rest - 1) + "1]}")).isInstanceOf(JsonObject.class);
        assertThat(malformed(before + "1,".repeat(rest) + "1]}").reason()).isEqualTo(reason);
        assertThat(malformed(before + "1,".repeat(rest) + "1]}").intact()).hasToString("{\"name\":\"lan\"}");
        assertThat(malformed("[" + "[],".repeat(200_000) + "1]").reason()).isEqualTo(reason);
        StringBuilder keys = new StringBuilder("{\"name\": \"lan\"");
        for (int i = 0; i < 40_000; i++) {
            keys.append(",\"").append(i).append("\":0");
        }
        assertThat(malformed(keys + "}").reason()).isEqualTo(reason);
    }

    @Test
    void aDocumentOfOneMebibyteIsReadAndOneByteMoreIsNot() {
        byte[] largest = padded("{\"name\": \"lan\"}", JsonReader.MAX_BYTES);
        byte[] tooLarge = padded("{\"name\": \"lan\"}", JsonReader.MAX_BYTES + 1);

        assertThat(JsonReader.read(largest)).isInstanceOf(Valid.class);
        assertThat(JsonReader.read(tooLarge))
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.intact()).hasToString("{\"name\":\"lan\"}"));
    }

    @Test
    void tenMegabytesAreMalformedAtTheSizeLimitAndTheMembersBeforeAreIntact() {
        byte[] huge = ("{\"name\": \"lan\",\n\"list\": [" + "1,".repeat(5_000_000) + "1]}").getBytes(UTF_8);

        JsonReadResult decoding = assertTimeoutPreemptively(Duration.ofMinutes(1), () -> JsonReader.read(huge));

        assertThat(decoding).isInstanceOfSatisfying(Malformed.class, malformed -> {
            assertThat(malformed.line()).isEqualTo(2);
            assertThat(malformed.column()).isEqualTo(JsonReader.MAX_BYTES - "{\"name\": \"lan\",\n".length() + 1);
            assertThat(malformed.reason()).contains("1048576");
            assertThat(malformed.intact()).hasToString("{\"name\":\"lan\"}");
        });
    }

    private static JsonValue value(String document) {
        return switch (JsonReader.read(document.getBytes(UTF_8))) {
            case Valid(JsonValue value) -> value;
            case Malformed malformed -> throw new AssertionError(malformed);
        };
    }

    private static Malformed malformed(String document) {
        return switch (JsonReader.read(document.getBytes(UTF_8))) {
            case Valid(JsonValue value) -> throw new AssertionError(value);
            case Malformed malformed -> malformed;
        };
    }

    private static byte[] nested(int depth) {
        return ("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8);
    }

    private static byte[] padded(String document, int length) {
        byte[] padded = new byte[length];
        Arrays.fill(padded, (byte) ' ');
        System.arraycopy(document.getBytes(UTF_8), 0, padded, 0, document.length());
        return padded;
    }
}
