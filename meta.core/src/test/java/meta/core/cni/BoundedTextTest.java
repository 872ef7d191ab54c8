package meta.core.cni;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Long texts are shortened, and a note gives the length of the omitted part. */
class BoundedTextTest {
    @Test
    void theLastLineHasTheNumberOfOmittedLines() {
        assertThat(BoundedText.list(List.of("a", "b"))).containsExactly("a", "b");
        assertThat(BoundedText.list(Collections.nCopies(1_000_000, "a")))
                .hasSize(BoundedText.MAX_LINES + 1)
                .last()
                .isEqualTo("… and 999950 more");
    }

    @Test
    void aLongLineIsCutBetweenCharacters() {
        assertThat(BoundedText.line("a".repeat(BoundedText.MAX_LINE))).hasSize(BoundedText.MAX_LINE);
        assertThat(BoundedText.line("a".repeat(BoundedText.MAX_LINE + 7))).endsWith("a… and 7 characters more");
        assertThat(BoundedText.line("a".repeat(BoundedText.MAX_LINE - 1) + "\uD83D\uDE00b"))
                .endsWith("a… and 3 characters more");
    }

    @Test
    void theLengthOfATextIsLimited() {
        assertThat(BoundedText.lines(Collections.nCopies(100, "a".repeat(10_000))))
                .hasSizeLessThan(BoundedText.MAX_TEXT + 100);
    }
}
