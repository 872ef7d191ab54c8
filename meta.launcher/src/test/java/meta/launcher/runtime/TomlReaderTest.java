package meta.launcher.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import meta.core.cni.JsonReadResult;
import meta.core.cni.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TomlReaderTest {
    private static void assertReads(String toml, String json) throws Exception {
        JsonReadResult expected = JsonReader.read(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(TomlReader.read(toml)).isEqualTo(((JsonReadResult.Valid) expected).value());
    }

    @Test
    void aTableIsAnObject() throws Exception {
        assertReads("""
                # settings
                version = 2   # of the file
                [plugins."io.containerd.grpc.v1.cri".cni]
                  bin_dir = "/opt/cni/bin"
                  max_conf_num = 0
                [ plugins . 'io.containerd.grpc.v1.cri' ]
                  enabled = true
                """, """
                {"version": 2, "plugins": {"io.containerd.grpc.v1.cri":
                    {"cni": {"bin_dir": "/opt/cni/bin", "max_conf_num": 0}, "enabled": true}}}
                """);
    }

    @Test
    void anArrayMayHaveLineBreaksCommentsAndATrailingComma() throws Exception {
        assertReads(
                "a = [\r\n  'x', # one\r\n\r\n  \"y\",\r\n]\r\nb = [[1, 2], []]",
                "{\"a\": [\"x\", \"y\"], \"b\": [[1, 2], []]}");
    }

    @Test
    void tablesWithTheSameHeaderInDoubleBracketsAreAnArray() throws Exception {
        assertReads(
                "[[a.b]]\nc = 1\n[a.b.d]\ne = 2\n[[a.b]]\nc = 3",
                "{\"a\": {\"b\": [{\"c\": 1, \"d\": {\"e\": 2}}, {\"c\": 3}]}}");
    }

    @Test
    void aNumberMayHaveManyParts() throws Exception {
        assertReads("a = 0x" + "0_".repeat(50_000) + "1", "{\"a\": 1}");
    }

    @Test
    void aDottedKeyAndAnInlineTableAreObjects() throws Exception {
        assertReads(
                "a.b.c = {d = 1, e.f = [ { } ]}\na.b.g = 2",
                "{\"a\": {\"b\": {\"c\": {\"d\": 1, \"e\": {\"f\": [{}]}}, \"g\": 2}}}");
    }

    @Test
    void stringsHaveEscapesAndSeveralLines() throws Exception {
        assertReads(
                "a = \"\\t\\u00e9\\U0001F600\\\"\"\nb = 'C:\\x'\nc = \"\"\"\nx \\\n   y\"\"\"\"\nd = '''\n'z'\\n'''",
                "{\"a\": \"\\té😀\\\"\", \"b\": \"C:\\\\x\", \"c\": \"x y\\\"\", \"d\": \"'z'\\\\n\"}");
    }

    @ParameterizedTest
    @CsvSource({"1_000, 1000", "+7, 7", "-0, -0", "0xFF, 255", "0o17, 15", "0b101, 5", "3.5e+2, 3.5e+2", "1_0.5, 10.5"})
    void numbersAreReadInEachNotation(String toml, String json) throws Exception {
        assertReads("a = " + toml, "{\"a\": " + json + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inf", "-nan", "1979-05-27", "1979-05-27T07:32:00Z", "1979-05-27 07:32:00", "07:32:00.5"})
    void valuesThatJsonDoesNotHaveAreReadAsStrings(String value) throws Exception {
        assertReads("a = " + value + " # c", "{\"a\": \"" + value + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "'a = 1\nb = x', 'line 2: \"x\" is not a value; a string needs quotes'",
        "'a = 1\na = 2', 'line 2: duplicate key a'",
        "'[a]\n[a]', 'line 2: duplicate key a'",
        "'a = 1\n[a.b]', 'line 2: duplicate key a'",
        "'a = 0x-1', 'line 1: \"0x-1\" is not a number'",
        "'a = 0x_1', 'line 1: \"0x_1\" is not a number'",
        "'a = 0b2', 'line 1: \"0b2\" is not a number'",
        "'a 1', 'line 1: expected =, found ''1'''",
        "'a = 1 2', 'line 1: expected the end of the line, found ''2'''",
        "'a = \"x', 'line 1: the string has no end'",
        "'a = [1', 'line 1: expected ], found the end of the text'",
        "'[a', 'line 1: expected ], found the end of the text'",
        "'a = \"\\q\"', 'line 1: unknown escape \\q'",
        "'a = \"x\\', 'line 1: the string has no end'",
        "'a = \"\"\"\n\\', 'line 2: the string has no end'",
        "'a = \"x\\\n\"', 'line 1: the string has no end'",
        "'\"x\\', 'line 1: the string has no end'",
    })
    void anErrorNamesTheLine(String toml, String message) {
        assertThatThrownBy(() -> TomlReader.read(toml))
                .isInstanceOf(TomlException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"a = , [", "a = , {b.c = ", "'', a.", "[, a.", "[[, a.", "a = {, a."})
    void deepNestingIsAnError(String first, String repeated) {
        assertThatThrownBy(() -> TomlReader.read(first + repeated.repeat(100_000)))
                .isInstanceOf(TomlException.class)
                .hasMessage("line 1: more than 100 nested values");
    }

    @Test
    void eachPrefixOfATextIsReadOrIsAnErrorWithALine() {
        String text =
                "a = \"\\u00e9\\\\\"\n[b.'c']\nd = [\"\"\"\nx\\t \\\n y\"\"\", {e = '''z'''}]\n\"f\\\"\" = 1979-05-27 07:32:00\n";
        for (int length = 0; length <= text.length(); length++) {
            String beginning = text.substring(0, length);
            try {
                TomlReader.read(beginning);
            } catch (TomlException e) {
                assertThat(e).hasMessageStartingWith("line ");
            }
        }
    }
}
