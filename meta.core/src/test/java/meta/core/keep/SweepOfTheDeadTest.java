package meta.core.keep;

import static meta.core.keep.SweepOfTheDead.Life.ALIVE;
import static meta.core.keep.SweepOfTheDead.Life.GONE;
import static meta.core.keep.SweepOfTheDead.Life.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import meta.core.keep.SweepOfTheDead.Life;
import org.junit.jupiter.api.Test;

class SweepOfTheDeadTest {
    private final SweepOfTheDead sweep = new SweepOfTheDead();

    @Test
    void whatHasBeenGoneForAMinuteIsRemoved() {
        assertThat(sweep.due(Map.of("a", GONE), 1000)).isEmpty();
        assertThat(sweep.due(Map.of("a", GONE), 60_999)).isEmpty();
        assertThat(sweep.due(Map.of("a", GONE), 61_000)).containsExactly("a");
    }

    @Test
    void itIsTriedAgainUntilItIsForgotten() {
        sweep.due(Map.of("a", GONE), 0);
        assertThat(sweep.due(Map.of("a", GONE), 60_000)).containsExactly("a");
        assertThat(sweep.due(Map.of("a", GONE), 90_000)).containsExactly("a");
        assertThat(sweep.due(Map.of(), 120_000)).isEmpty();
        assertThat(sweep.due(Map.of("a", GONE), 150_000)).isEmpty();
    }

    @Test
    void whatIsAliveOrUnknownOnceStartsAgain() {
        for (Life life : new Life[] {ALIVE, UNKNOWN}) {
            sweep.due(Map.of("a", GONE), 0);
            assertThat(sweep.due(Map.of("a", life), 30_000)).isEmpty();
            assertThat(sweep.due(Map.of("a", GONE), 60_000)).isEmpty();
            assertThat(sweep.due(Map.of("a", GONE), 119_999)).isEmpty();
            assertThat(sweep.due(Map.of("a", GONE), 120_000)).containsExactly("a");
            sweep.due(Map.of(), 130_000);
        }
    }

    @Test
    void whatIsNeverKnownToBeGoneIsNeverRemoved() {
        for (long now = 0; now < 600_000; now += 30_000) {
            assertThat(sweep.due(Map.of("a", UNKNOWN, "b", ALIVE), now)).isEmpty();
        }
    }
}
