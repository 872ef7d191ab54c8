package meta.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stopwatch of a call measures consecutive phases, and the total time of each step. */
class CallStopwatchTest {
    private long now = 1_000;
    private final CallStopwatch stopwatch = new CallStopwatch(() -> now);

    @Test
    void aPhaseBeginsWhenThePhaseBeforeItEnds() {
        now += 5_000;
        stopwatch.end("observe");
        now += 700;
        stopwatch.end("plan");

        assertThat(stopwatch.times().phases()).containsExactly(phase("observe", 5_000), phase("plan", 700));
    }

    @Test
    void theTimesOfAStepAreAddedAndStepsKeepTheOrderOfTheirFirstRun() {
        spend("second", 3_000);
        spend("first", 1_000);
        spend("second", 4_000);

        assertThat(stopwatch.times().steps()).containsExactly(phase("second", 7_000), phase("first", 1_000));
    }

    @Test
    void aStepThatFailsIsMeasuredToo() {
        assertThatThrownBy(() -> stopwatch.time("bad", () -> {
                    now += 2_000;
                    throw new IllegalStateException("no plan");
                }))
                .hasMessage("no plan");

        assertThat(stopwatch.times().steps()).containsExactly(phase("bad", 2_000));
    }

    @Test
    void theDurationOfTheCallIsInWholeMilliseconds() {
        now += 4_999_999;

        assertThat(stopwatch.millis()).isEqualTo(4);
    }

    @Test
    void theLogHasThePhasesInMicroseconds() {
        CallTimes times = new CallTimes(List.of(phase("observe", 5_200_999), phase("plan", 730_000)), List.of());

        assertThat(times.phasesInMicroseconds()).isEqualTo("observe 5200, plan 730");
    }

    private void spend(String step, long nanos) {
        stopwatch.time(step, () -> now += nanos);
    }

    private static CallTimes.Phase phase(String name, long nanos) {
        return new CallTimes.Phase(name, Duration.ofNanos(nanos));
    }
}
