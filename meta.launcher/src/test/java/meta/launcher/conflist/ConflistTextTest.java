package meta.launcher.conflist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConflistTextTest {
    private static ConflistText chain(String text) throws ConflistException {
        return ConflistText.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ConflistText chain) {
        return new String(chain.bytes(), StandardCharsets.UTF_8);
    }

    /**
     * {@return the list after veth was added} Also asserts that the removal of veth restores the list, and that a second addition changes
     * nothing.
     *
     * @param after the type of the plugin after which veth is added; empty for the end of the list
     */
    private static String withVeth(String list, String after) throws ConflistException {
        ConflistText added = ChainEntry.of("veth", after).in(chain(list));
        assertThat(text(added.without(added.indexesOf("veth").getFirst()))).isEqualTo(list);
        assertThat(text(ChainEntry.of("veth", after).in(added)))
                .as("adding again changes nothing")
                .isEqualTo(text(added));
        return text(added);
    }

    @Test
    void anAddedPluginHasTheLayoutOfItsNeighbors() throws ConflistException {
        String list = """
                {
                    "cniVersion": "1.0.0",
                    "name": "lan",
                    "plugins": [
                        {
                            "type": "macvlan",
                            "mtu": 9000
                        },
                        {
                            "type": "tuning"
                        }
                    ]
                }
                """;

        assertThat(withVeth(list, "")).isEqualTo("""
                        {
                            "cniVersion": "1.0.0",
                            "name": "lan",
                            "plugins": [
                                {
                                    "type": "macvlan",
                                    "mtu": 9000
                                },
                                {
                                    "type": "tuning"
                                },
                                {
                                    "type": "veth"
                                }
                            ]
                        }
                        """);
    }

    @Test
    void optionsAreIndentedLikeTheFile() throws ConflistException {
        ChainEntry entry = ChainEntry.of(
                "veth", "", "{\"mtu\": 1e3, \"steps\": {\"a\": [1, {}]}}".getBytes(StandardCharsets.UTF_8));

        assertThat(text(entry.in(chain("{\"plugins\": [\n\t{\n\t\t\"type\": \"a\"\n\t}\n]}"))))
                .isEqualTo(
                        "{\"plugins\": [\n\t{\n\t\t\"type\": \"a\"\n\t},\n\t{\n\t\t\"type\": \"veth\",\n\t\t\"mtu\": 1e3,\n"
                                + "\t\t\"steps\": {\n\t\t\t\"a\": [\n\t\t\t\t1,\n\t\t\t\t{}\n\t\t\t]\n\t\t}\n\t}\n]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"plugins\":[{\"type\":\"a\"}]}|{\"plugins\":[{\"type\":\"a\"},{\"type\":\"veth\"}]}",
                "{\"plugins\": [{\"type\": \"a\"}]}|{\"plugins\": [{\"type\": \"a\"}, {\"type\": \"veth\"}]}",
                "{\"plugins\": [ { \"type\": \"a\" } ]}|{\"plugins\": [ { \"type\": \"a\" }, { \"type\": \"veth\" } ]}",
                "{\"plugins\":[{\"type\":\"a\"} , {\"type\":\"b\"}]}|{\"plugins\":[{\"type\":\"a\"} , {\"type\":\"b\"} , {\"type\":\"veth\"}]}",
            })
    void aListOnOneLineStaysOnOneLine(String list, String expected) throws ConflistException {
        assertThat(withVeth(list, "")).isEqualTo(expected);
    }

    @Test
    void anAddedPluginHasTheLineBreaksOfTheFile() throws ConflistException {
        assertThat(withVeth("{\"plugins\": [\r\n  {\r\n    \"type\": \"a\"\r\n  }\r\n]}\r\n", ""))
                .isEqualTo(
                        "{\"plugins\": [\r\n  {\r\n    \"type\": \"a\"\r\n  },\r\n  {\r\n    \"type\": \"veth\"\r\n  }\r\n]}\r\n");
    }

    @Test
    void aByteOrderMarkOtherKeysAndNumbersAreUnchanged() throws ConflistException {
        String list =
                "\uFEFF{\"ä\": 12345678901234567890.10e+5, \"x\": 1, \"x\": [ ], \"plugins\": [{\"type\": \"é\"}]}";

        assertThat(withVeth(list, "")).isEqualTo(list.replace("\"}]", "\"}, {\"type\": \"veth\"}]"));
    }

    @Test
    void ofTwoListsOfPluginsTheLastIsEdited() throws ConflistException {
        assertThat(withVeth("{\"plugins\":[{\"type\":\"a\"}],\"plugins\":[{\"type\":\"b\"}]}", ""))
                .isEqualTo("{\"plugins\":[{\"type\":\"a\"}],\"plugins\":[{\"type\":\"b\"},{\"type\":\"veth\"}]}");
    }

    @Test
    void aPluginCanBeAddedAfterAnotherOne() throws ConflistException {
        String list = "{\"plugins\":[{\"type\":\"a\"},{\"type\":\"b\"},{\"type\":\"a\"},{\"type\":\"c\"}]}";

        assertThat(chain(withVeth(list, "a")).types()).containsExactly("a", "b", "a", "veth", "c");
    }

    @Test
    void aPluginCannotBeAddedAfterOneThatIsNotInTheList() {
        assertThatThrownBy(() -> withVeth("{\"plugins\":[{\"type\":\"a\"}]}", "b"))
                .hasMessage("plugins: no plugin has the type \"b\" (--after); the types are \"a\"");
    }

    @Test
    void anEntryThatIsAlreadyBeforeTheGivenPluginIsAnError() {
        assertThatThrownBy(() -> withVeth("{\"plugins\":[{\"type\":\"veth\"},{\"type\":\"a\"}]}", "a"))
                .hasMessage("plugins[0]: \"veth\" is not after \"a\"; remove it first, or leave out --after");
    }

    @Test
    void newOptionsReplaceTheEntryInItsPlace() throws ConflistException {
        ConflistText before = chain("{\"plugins\":[{\"type\":\"a\"}, {\"type\":\"veth\", \"x\":1} ,{\"type\":\"b\"}]}");

        ConflistText after = ChainEntry.of("veth", "", "{\"x\": 2}".getBytes(StandardCharsets.UTF_8))
                .in(before);

        assertThat(text(after))
                .isEqualTo("{\"plugins\":[{\"type\":\"a\"}, {\"type\":\"veth\", \"x\":2} ,{\"type\":\"b\"}]}");
        assertThat(text(ChainEntry.of("veth", "").in(after)))
                .as("without options nothing changes")
                .isEqualTo(text(after));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"plugins\":[ {\"type\":\"veth\"} , {\"type\":\"b\"} ]}|{\"plugins\":[ {\"type\":\"b\"} ]}",
                "{\"plugins\":[ {\"type\":\"veth\"} ]}|{\"plugins\":[  ]}",
                "{\"plugins\":[{\"type\":\"a\"},{\"type\":\"veth\"},{\"type\":\"b\"}]}|{\"plugins\":[{\"type\":\"a\"},{\"type\":\"b\"}]}",
            })
    void anEntryIsRemovedFromAnyPlace(String before, String after) throws ConflistException {
        ConflistText chain = chain(before);

        assertThat(text(chain.without(chain.indexesOf("veth").getFirst()))).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"plugins\":[{\"type\":\"a\"}]|line 1, column 26: unexpected end of the document: missing } of the object that begins at line 1, column 1",
                "~~|the document is empty",
                "[]|line 1, column 1: an object is expected",
                "{\"type\":\"a\"}|plugins: missing; a configuration list has a list of plugins",
                "{\"plugins\":{}}|plugins: a list is expected",
                "{\"plugins\":[1]}|plugins[0]: an object is expected",
                "{\"plugins\":[]} x|line 1, column 16: 'x' is not JSON: strings need double quotes; true, false and null are lower case",
                "{\"plugins\":[]}{}|line 1: unexpected text after the JSON value",
                "{\"plugins\":[]}|plugins: []: a plugin that creates the NIC is expected before \"veth\"",
            })
    void textThatIsNotAConfigurationListIsRejectedWithThePlace(String text, String message) {
        assertThatThrownBy(() -> withVeth(text, ""))
                .isInstanceOf(ConflistException.class)
                .hasMessage(message);
    }

    /** {@code UTF-16} writes a byte order mark. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTF-16",
                "UTF-16LE",
                "UTF-16BE",
                "UTF-32",
                "UTF-32LE",
                "UTF-32BE",
                "X-UTF-16LE-BOM",
                "X-UTF-32LE-BOM"
            })
    void otherEncodingsThanUtf8AreRejected(String charset) {
        assertThatThrownBy(() -> ConflistText.of("{\"plugins\":[]}".getBytes(Charset.forName(charset))))
                .isInstanceOf(ConflistException.class)
                .hasMessage("not UTF-8");
    }

    @Test
    void bytesThatAreNotUtf8AreRejected() {
        assertThatThrownBy(() -> ConflistText.of("{\"ä\":1}".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(ConflistException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"type\": \"router\"}|type: \"router\": \"veth\" is expected, as in --type",
                "{\"name\": \"x\"}|name: is a key of the configuration list, not an option of the plugin",
                "[]|an object is expected, not an array",
                "{\"a\": 1, \"a\": 2}|line 1, column 10: duplicate key \"a\"",
            })
    void optionsMustBeAnObjectForThisPlugin(String options, String message) {
        assertThatThrownBy(() -> ChainEntry.of("veth", "", options.getBytes(StandardCharsets.UTF_8)))
                .hasMessage(message);
    }
}
