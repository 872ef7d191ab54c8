package meta.core.cni;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not JSON is told in the words of who has written it. */
class JsonSlipTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1 // comment             | line 1, column 9: a comment, which JSON does not have
            {"a": /* comment */ 1}         | line 1, column 7: a comment, which JSON does not have
            { # comment                    | line 1, column 3: a comment, which JSON does not have
            {"a": [1, 2,]}                 | line 1, column 13: a value or a key is expected before this; there may be a comma too many
            {"a": 1,}                      | line 1, column 9: a value or a key is expected before this; there may be a comma too many
            {'a': 1}                       | line 1, column 2: keys and strings are written in straight double quotes
            {a: 1}                         | line 1, column 2: a key is written in double quotes
            {"a": True}                    | line 1, column 7: 'True' is no JSON: a string is written in double quotes, and true, false and null in lower case
            {"a": 1 "b": 2}                | line 1, column 9: a comma is missing before this
            {"a" 1}                        | line 1, column 6: a colon is missing before this
            {"a": 1, "a": 2}               | line 1, column 10: "a" is in this object twice
            {"a": [1                       | line 1, column 9: the document ends before its end: ] of a list that begins at line 1, column 7 is missing
            {"a": NaN}                     | line 1, column 10: Non-standard token 'NaN'
            """)
    void aSlipIsExplained(String document, String reason) {
        assertThat(JsonReader.read(document.getBytes(UTF_8))).hasToString(reason);
    }
}
