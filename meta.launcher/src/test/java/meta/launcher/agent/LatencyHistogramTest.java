package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    private final LatencyHistogram tally = new LatencyHistogram();

    @Test
    void theMedianAndWhatFewExceedAreOfTheLastCalls() {
        for (int i = 1; i <= 100; i++) {
            tally.add(Duration.ofMillis(i));
        }
        assertThat(tally.sum().median()).isEqualTo(Duration.ofMillis(50));
        assertThat(tally.sum().slow()).isEqualTo(Duration.ofMillis(95));

        for (int i = 0; i < 256; i++) {
            tally.add(Duration.ofMillis(7));
        }
        assertThat(tally.sum().slow()).isEqualTo(Duration.ofMillis(7));
        assertThat(tally.sum().longest()).isEqualTo(Duration.ofMillis(100));
        assertThat(tally.sum().calls()).isEqualTo(356);
    }

    @Test
    void aBoundIsPartOfItsBucket() {
        tally.add(Duration.ofMillis(1));
        tally.add(Duration.ofNanos(1_000_001));
        tally.add(Duration.ofMinutes(1));

        assertThat(tally.sum().upTo().getFirst()).isOne();
        assertThat(tally.sum().upTo().get(1)).isEqualTo(2);
        assertThat(tally.sum().upTo().getLast()).isEqualTo(2);
    }

    @Test
    void noCallsTakeNoTime() {
        assertThat(tally.sum().median()).isZero();
    }
}
