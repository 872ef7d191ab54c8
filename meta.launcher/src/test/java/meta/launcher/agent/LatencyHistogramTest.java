package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Calls are counted in buckets; the median and the 95th percentile come from the last calls. */
class LatencyHistogramTest {
    private final LatencyHistogram histogram = new LatencyHistogram();

    @Test
    void medianAndPercentileDescribeTheLast256Calls() {
        for (int i = 1; i <= 100; i++) {
            histogram.add(Duration.ofMillis(i));
        }
        assertThat(histogram.summary().median()).isEqualTo(Duration.ofMillis(50));
        assertThat(histogram.summary().percentile95()).isEqualTo(Duration.ofMillis(95));

        for (int i = 0; i < 256; i++) {
            histogram.add(Duration.ofMillis(7));
        }
        assertThat(histogram.summary().percentile95()).isEqualTo(Duration.ofMillis(7));
        assertThat(histogram.summary().longest()).isEqualTo(Duration.ofMillis(100));
        assertThat(histogram.summary().calls()).isEqualTo(356);
    }

    @Test
    void theUpperBoundOfABucketIsPartOfTheBucket() {
        histogram.add(Duration.ofMillis(1));
        histogram.add(Duration.ofNanos(1_000_001));
        histogram.add(Duration.ofMinutes(1));

        assertThat(histogram.summary().upTo().getFirst()).isOne();
        assertThat(histogram.summary().upTo().get(1)).isEqualTo(2);
        assertThat(histogram.summary().upTo().getLast()).isEqualTo(2);
    }

    @Test
    void withoutCallsTheMedianIsZero() {
        assertThat(histogram.summary().median()).isZero();
    }
}
