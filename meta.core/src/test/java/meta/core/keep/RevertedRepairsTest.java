package meta.core.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Repairs count as undone by another program if they often make the same change, or if there are very many of them. */
class RevertedRepairsTest {
    private final RevertedRepairs undone = new RevertedRepairs();

    @Test
    void fiveRepairsWithTheSameChangeWithinTenMinutesCountAsUndone() {
        for (int i = 0; i < 4; i++) {
            assertThat(undone.repaired(List.of("rule add", "route add " + i), i))
                    .isFalse();
        }
        assertThat(undone.repaired(List.of("rule add"), RevertedRepairs.TIME - 1))
                .isTrue();
    }

    @Test
    void repairsWithLongPausesDoNotCountAsUndone() {
        for (int i = 0; i < 100; i++) {
            assertThat(undone.repaired(List.of("rule add"), i * RevertedRepairs.TIME / 4))
                    .isFalse();
        }
    }

    @Test
    void aChangeCountsOnceInEachRepair() {
        assertThat(undone.repaired(List.of("a", "a", "a", "a", "a"), 0)).isFalse();
    }

    @Test
    void fiftyDifferentRepairsWithinTenMinutesCountAsUndone() {
        for (int i = 1; i < RevertedRepairs.ANY; i++) {
            assertThat(undone.repaired(List.of("change " + i), i)).isFalse();
        }
        assertThat(undone.repaired(List.of("another"), RevertedRepairs.ANY)).isTrue();
    }
}
