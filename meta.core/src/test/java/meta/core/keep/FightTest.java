package meta.core.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FightTest {
    private final Fight fight = new Fight();

    @Test
    void theSameRepairFiveTimesWithinTenMinutesIsAFight() {
        for (int i = 0; i < 4; i++) {
            assertThat(fight.repaired(List.of("rule add", "route add " + i), i)).isFalse();
        }
        assertThat(fight.repaired(List.of("rule add"), Fight.TIME - 1)).isTrue();
    }

    @Test
    void withPausesItIsNone() {
        for (int i = 0; i < 100; i++) {
            assertThat(fight.repaired(List.of("rule add"), i * Fight.TIME / 4)).isFalse();
        }
    }

    @Test
    void oneRepairWithTheSameChangeTwiceCountsOnce() {
        assertThat(fight.repaired(List.of("a", "a", "a", "a", "a"), 0)).isFalse();
    }

    @Test
    void veryManyDifferentRepairsAreAFightToo() {
        for (int i = 1; i < Fight.ANY; i++) {
            assertThat(fight.repaired(List.of("change " + i), i)).isFalse();
        }
        assertThat(fight.repaired(List.of("another"), Fight.ANY)).isTrue();
    }
}
