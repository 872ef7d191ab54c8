package meta.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
import org.junit.jupiter.api.Test;

class PipelineTest {
    private static final Attachment ATTACHMENT = new Attachment("lan", "3f0c6a1d52b84e07", "eth0", "/run/netns/pod");
    private static final Snapshot NOTHING = Given.given("").snapshot();

    private final List<String> timed = new ArrayList<>();
    private final StepTimer timer = new StepTimer() {
        @Override
        public <T> T time(String step, Supplier<T> work) {
            timed.add(step);
            return work.get();
        }
    };

    @Test
    void eachEnabledStepIsTimedWhenItPlans() {
        Pipeline pipeline = pipeline(new Planning("first"), new Planning("second"), new Planning("off"));

        pipeline.plan(ATTACHMENT, NOTHING, Addressing.NONE, enabled("first", "second"), timer);

        assertThat(timed).containsExactly("first", "second");
    }

    @Test
    void aStepThatCannotPlanIsTimedToo() {
        Pipeline pipeline = pipeline(new Planning("good"), new Unable("bad"), new Planning("never"));

        assertThatThrownBy(() ->
                        pipeline.plan(ATTACHMENT, NOTHING, Addressing.NONE, enabled("good", "bad", "never"), timer))
                .hasMessageContaining("bad");

        assertThat(timed).containsExactly("good", "bad");
    }

    @Test
    void eachEnabledStepIsTimedWhenItAsks() {
        Pipeline pipeline = pipeline(new Planning("first"), new Planning("second"));

        pipeline.questions(ATTACHMENT, NOTHING, Addressing.NONE, enabled("second"), timer);

        assertThat(timed).containsExactly("second");
    }

    private static Pipeline pipeline(Step... steps) {
        return new Pipeline(
                new Lan(),
                List.of(steps).stream()
                        .map(step -> BoundStep.ofImage(StepDeclaration.of(step, "A step of this test.")))
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

    private record Planning(String name) implements Step {
        @Override
        public Plan plan(StepContext context) {
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
