package meta.core.cni;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundTest {
    @Test
    void whatIsLeftOutOfAListIsCounted() {
        assertThat(Bound.list(List.of("a", "b"))).containsExactly("a", "b");
        assertThat(Bound.list(Collections.nCopies(1_000_000, "a")))
                .hasSize(Bound.LINES + 1)
                .last()
                .isEqualTo("… and 999950 more");
    }

    @Test
    void aLongLineIsCutBetweenCharacters() {
        assertThat(Bound.line("a".repeat(Bound.LINE))).hasSize(Bound.LINE);
        assertThat(Bound.line("a".repeat(Bound.LINE + 7))).endsWith("a… and 7 characters more");
        assertThat(Bound.line("a".repeat(Bound.LINE - 1) + "\uD83D\uDE00b")).endsWith("a… and 3 characters more");
    }

    @Test
    void aTextIsBoundedWhateverItsLinesAre() {
        assertThat(Bound.lines(Collections.nCopies(100, "a".repeat(10_000)))).hasSizeLessThan(Bound.TEXT + 100);
    }
}
