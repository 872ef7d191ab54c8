package meta.image.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimesTest {
    @Test
    void theMedianOfAnOddNumberIsTheMiddleOne() {
        assertThat(millis(30, 10, 20).median()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(millis(40, 10, 20, 30).median()).isEqualTo(Duration.ofMillis(25));
    }

    @Test
    void shortestAndLongestAreAtTheEnds() {
        Times times = millis(30, 10, 20);
        assertThat(times.min()).isEqualTo(Duration.ofMillis(10));
        assertThat(times.max()).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void theRatioIsThatOfTheMedians() {
        assertThat(millis(30, 60, 90).ratio(millis(40))).isEqualTo(1.5);
    }

    @Test
    void withoutDurationsThereIsNoMedian() {
        assertThatIllegalArgumentException().isThrownBy(() -> Times.of(List.of()));
    }

    private static Times millis(int... durations) {
        return Times.of(IntStream.of(durations).mapToObj(Duration::ofMillis).toList());
    }
}
