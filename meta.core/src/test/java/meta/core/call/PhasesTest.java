package meta.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhasesTest {
    @Test
    void phasesAreInTheOrderInWhichTheyEnded() {
        Phases.begin();
        Phases.end("observe");
        Phases.end("plan");

        assertThat(Phases.soFar().phases()).extracting(CallTimes.Part::name).containsExactly("observe", "plan");
    }

    @Test
    void theRoundsInWhichAStepIsAskedAddUp() {
        Phases.begin();
        Phases.answered("second", System.nanoTime() - 3_000_000);
        Phases.answered("first", System.nanoTime() - 1_000_000);
        Phases.answered("second", System.nanoTime() - 4_000_000);

        List<CallTimes.Part> steps = Phases.soFar().steps();
        assertThat(steps).extracting(CallTimes.Part::name).containsExactly("second", "first");
        assertThat(steps.getFirst().took()).isGreaterThanOrEqualTo(Duration.ofMillis(7));
    }

    @Test
    void aCallKnowsNothingOfTheOneBefore() {
        Phases.begin();
        Phases.answered("first", System.nanoTime());
        Phases.end("observe");
        Phases.begin();

        assertThat(Phases.soFar()).isEqualTo(CallTimes.NONE);
    }

    @Test
    void theLogHasThePhasesInMicroseconds() {
        CallTimes times = new CallTimes(
                List.of(
                        new CallTimes.Part("observe", Duration.ofNanos(5_200_999)),
                        new CallTimes.Part("plan", Duration.ofNanos(730_000))),
                List.of());

        assertThat(times.phasesInMicroseconds()).isEqualTo("observe 5200, plan 730");
    }
}
