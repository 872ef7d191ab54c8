package meta.netlink.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @BeforeEach
    void noSeedIsChosenByTheCommandLine() {
        assumeThat(System.getProperty("seed")).isNull();
        assumeThat(System.getProperty("seeds")).isNull();
    }

    @Test
    void theSeedsCountFromOne() {
        List<Long> seeds = new ArrayList<>();
        Seeds.forEach(3, seeds::add);
        assertThat(seeds).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aFailureNamesTheSeedAndHowToRepeatIt() {
        assertThatThrownBy(() -> Seeds.forEach(10, seed -> assertThat(seed).isLessThan(7)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("seed 7 (repeat with -Dseed=7): ")
                .hasMessageContaining("less than");
    }

    @Test
    void anExceptionIsAFailureAndKeepsItsTrace() {
        IllegalStateException cause = new IllegalStateException("broken");
        assertThatThrownBy(() -> Seeds.forEach(1, _ -> {
                    throw cause;
                }))
                .hasMessage("seed 1 (repeat with -Dseed=1): broken")
                .hasCause(cause);
    }
}
