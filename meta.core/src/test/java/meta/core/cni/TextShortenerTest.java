package meta.core.cni;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Long texts are shortened, and a note gives the length of the omitted part. */
class TextShortenerTest {
    @Test
    void theLastLineHasTheNumberOfOmittedLines() {
        assertThat(TextShortener.list(List.of("a", "b"))).containsExactly("a", "b");
        assertThat(TextShortener.list(Collections.nCopies(1_000_000, "a")))
                .hasSize(TextShortener.MAX_LINES + 1)
                .last()
                .isEqualTo("… and 999950 more");
    }

    @Test
    void aLongLineIsCutBetweenCharacters() {
        assertThat(TextShortener.line("a".repeat(TextShortener.MAX_LINE))).hasSize(TextShortener.MAX_LINE);
        assertThat(TextShortener.line("a".repeat(TextShortener.MAX_LINE + 7))).endsWith("a… and 7 characters more");
        assertThat(TextShortener.line("a".repeat(TextShortener.MAX_LINE - 1) + "\uD83D\uDE00b"))
                .endsWith("a… and 3 characters more");
    }

    @Test
    void theLengthOfATextIsLimited() {
        assertThat(TextShortener.lines(Collections.nCopies(100, "a".repeat(10_000))))
                .hasSizeLessThan(TextShortener.MAX_TEXT + 100);
    }
}
