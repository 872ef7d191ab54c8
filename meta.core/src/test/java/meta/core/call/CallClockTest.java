package meta.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallClockTest {
    @Test
    void phasesAreInTheOrderInWhichTheyEnded() {
        CallClock.begin();
        CallClock.end("observe");
        CallClock.end("plan");

        assertThat(CallClock.soFar().phases()).extracting(CallTimes.Phase::name).containsExactly("observe", "plan");
    }

    @Test
    void theRoundsInWhichAStepIsAskedAddUp() {
        CallClock.begin();
        CallClock.answered("second", System.nanoTime() - 3_000_000);
        CallClock.answered("first", System.nanoTime() - 1_000_000);
        CallClock.answered("second", System.nanoTime() - 4_000_000);

        List<CallTimes.Phase> steps = CallClock.soFar().steps();
        assertThat(steps).extracting(CallTimes.Phase::name).containsExactly("second", "first");
        assertThat(steps.getFirst().took()).isGreaterThanOrEqualTo(Duration.ofMillis(7));
    }

    @Test
    void aCallKnowsNothingOfTheOneBefore() {
        CallClock.begin();
        CallClock.answered("first", System.nanoTime());
        CallClock.end("observe");
        CallClock.begin();

        assertThat(CallClock.soFar()).isEqualTo(CallTimes.NONE);
    }

    @Test
    void theLogHasThePhasesInMicroseconds() {
        CallTimes times = new CallTimes(
                List.of(
                        new CallTimes.Phase("observe", Duration.ofNanos(5_200_999)),
                        new CallTimes.Phase("plan", Duration.ofNanos(730_000))),
                List.of());

        assertThat(times.phasesInMicroseconds()).isEqualTo("observe 5200, plan 730");
    }
}
