package meta.core.cni;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The error message about malformed JSON says what is wrong in the document. */
class JacksonMessageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1 // comment             | line 1, column 9: JSON has no comments
            {"a": /* comment */ 1}         | line 1, column 7: JSON has no comments
            { # comment                    | line 1, column 3: JSON has no comments
            {"a": [1, 2,]}                 | line 1, column 13: expected a value or a key before this; is there an extra comma?
            {"a": 1,}                      | line 1, column 9: expected a value or a key before this; is there an extra comma?
            {'a': 1}                       | line 1, column 2: keys and strings need straight double quotes
            {a: 1}                         | line 1, column 2: keys need double quotes
            {"a": True}                    | line 1, column 7: 'True' is not JSON: strings need double quotes; true, false and null are lower case
            {"a": 1 "b": 2}                | line 1, column 9: missing comma before this
            {"a" 1}                        | line 1, column 6: missing colon before this
            {"a": 1, "a": 2}               | line 1, column 10: duplicate key "a"
            {"a": [1                       | line 1, column 9: unexpected end of the document: missing ] of the list that begins at line 1, column 7
            {"a": NaN}                     | line 1, column 10: Non-standard token 'NaN'
            """)
    void aSyntaxErrorIsExplained(String document, String reason) {
        assertThat(JsonReader.read(document.getBytes(UTF_8))).hasToString(reason);
    }
}
