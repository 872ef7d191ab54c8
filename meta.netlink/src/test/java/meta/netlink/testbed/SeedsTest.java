package meta.netlink.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeedsTest {
    private static final Seeds AS_ASKED = new Seeds(null, null);

    @Test
    void theSeedsStartAtOne() {
        assertThat(checked(AS_ASKED)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void theCommandLineGivesOneSeedOrTheNumberOfSeeds() {
        assertThat(checked(new Seeds(42L, null))).containsExactly(42L);
        assertThat(checked(new Seeds(null, 5))).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aFailureNamesTheSeedAndHowToRepeatIt() {
        assertThatThrownBy(() -> AS_ASKED.check(10, seed -> assertThat(seed).isLessThan(7)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("seed 7 (repeat with -Dseed=7): ")
                .hasMessageContaining("less than");
    }

    @Test
    void anExceptionIsAFailureWithThatExceptionAsCause() {
        IllegalStateException cause = new IllegalStateException("broken");
        assertThatThrownBy(() -> AS_ASKED.check(1, _ -> {
                    throw cause;
                }))
                .hasMessage("seed 1 (repeat with -Dseed=1): broken")
                .hasCause(cause);
    }

    private static List<Long> checked(Seeds seeds) {
        List<Long> checked = new ArrayList<>();
        seeds.check(3, checked::add);
        return checked;
    }
}
