package meta.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meta.core.call.CallClock;
import meta.core.call.CallTimes;
import meta.core.config.Declarations;
import meta.core.config.NetworkConfig;
import meta.core.config.NetworkConfig.StepConfig;
import meta.spi.Addressing;
import meta.spi.Attachment;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.PluginType;
import meta.spi.Snapshot;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import meta.spi.option.StepOptions;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private static final Attachment ATTACHMENT = new Attachment("lan", "3f0c6a1d52b84e07", "eth0", "/run/netns/pod");
    private static final Snapshot NOTHING = Given.given("").snapshot();

    @BeforeEach
    void aCallBegins() {
        CallClock.begin();
    }

    @Test
    void itIsKnownWhatEachStepThatIsOnTookToPlan() {
        Pipeline pipeline = pipeline(new Planning("slow", 5), new Planning("quick", 0), new Planning("off", 0));

        pipeline.plan(ATTACHMENT, NOTHING, Addressing.NONE, enabled("slow", "quick"));

        List<CallTimes.Phase> steps = CallClock.soFar().steps();
        assertThat(steps).extracting(CallTimes.Phase::name).containsExactly("slow", "quick");
        assertThat(steps.getFirst().took()).isGreaterThanOrEqualTo(Duration.ofMillis(5));
    }

    @Test
    void itIsKnownWhatAStepTookThatCouldNotPlan() {
        Pipeline pipeline = pipeline(new Planning("good", 0), new Unable("bad"), new Planning("never", 0));

        assertThatThrownBy(() -> pipeline.plan(ATTACHMENT, NOTHING, Addressing.NONE, enabled("good", "bad", "never")))
                .hasMessageContaining("bad");

        assertThat(CallClock.soFar().steps()).extracting(CallTimes.Phase::name).containsExactly("good", "bad");
    }

    @Test
    void itIsKnownWhatAStepTookToAsk() {
        Pipeline pipeline = pipeline(new Planning("first", 0), new Planning("second", 0));

        pipeline.questions(ATTACHMENT, NOTHING, Addressing.NONE, enabled("second"));

        assertThat(CallClock.soFar().steps()).extracting(CallTimes.Phase::name).containsExactly("second");
    }

    private static Pipeline pipeline(Step... steps) {
        return new Pipeline(
                new Lan(),
                List.of(steps).stream()
                        .map(step -> StepDeclaration.of(step, "A step of this test."))
                        .toList(),
                List.of());
    }

    private static NetworkConfig enabled(String... steps) {
        Map<String, StepConfig> on = new HashMap<>();
        for (String step : steps) {
            on.put(step, new StepConfig(true, StepOptions.defaults(List.of())));
        }
        return new NetworkConfig(false, StepOptions.defaults(List.of(Declarations.STEP_TIME_LIMIT)), on, List.of());
    }

    private record Lan() implements PluginType {
        @Override
        public String name() {
            return "lan";
        }

        @Override
        public String description() {
            return "A type of this test.";
        }

        @Override
        public List<String> steps() {
            return List.of();
        }
    }

    private record Planning(String name, int millis) implements Step {
        @Override
        public Plan plan(StepContext context) {
            long end = System.nanoTime() + millis * 1_000_000L;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return Plan.NOTHING;
        }
    }

    private record Unable(String name) implements Step {
        @Override
        public Plan plan(StepContext context) {
            throw new PlanningException("no plan");
        }
    }
}
