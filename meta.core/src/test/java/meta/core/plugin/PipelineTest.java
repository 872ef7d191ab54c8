package meta.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import meta.core.config.Declarations;
import meta.core.config.OptionValues;
import meta.core.config.OptionValues.StepConfig;
import meta.spi.Addressing;
import meta.spi.Attachment;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.Question;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import meta.spi.option.StepOptions;
import meta.spi.testkit.EmptyPlanStep;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private static final Attachment ATTACHMENT = Attachment.of("lan", "3f0c6a1d52b84e07", "eth0", "/run/netns/pod");
    private static final StepContext CALL =
            StepContext.of(ATTACHMENT, Given.given("").snapshot(), Addressing.NONE, StepOptions.defaults(List.of()));

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
        Pipeline pipeline = pipeline(new EmptyPlanStep("first"), new EmptyPlanStep("second"), new EmptyPlanStep("off"));

        pipeline.plan(CALL, enabled("first", "second"), timer);

        assertThat(timed).containsExactly("first", "second");
    }

    @Test
    void aStepWhosePlanningFailsIsTimedToo() {
        Pipeline pipeline = pipeline(new EmptyPlanStep("good"), new Unable("bad"), new EmptyPlanStep("never"));

        assertThatThrownBy(() -> pipeline.plan(CALL, enabled("good", "bad", "never"), timer))
                .hasMessageContaining("bad");

        assertThat(timed).containsExactly("good", "bad");
    }

    @Test
    void eachEnabledStepIsTimedWhenItReturnsItsQuestions() {
        Pipeline pipeline = pipeline(new EmptyPlanStep("first"), new EmptyPlanStep("second"));

        pipeline.questions(CALL, enabled("second"), timer);

        assertThat(timed).containsExactly("second");
    }

    /** Even if third-party steps use up the time limit, the steps of the image must name their links, because a DEL needs these links. */
    @Test
    void allThirdPartyStepsTogetherHaveOneTimeLimitForTheNamesOfTheirLinks() {
        List<StepWithOrigin> steps = new ArrayList<>();
        for (String name : List.of("stuck1", "stuck2", "stuck3")) {
            steps.add(StepWithOrigin.ofThirdParty(StepDeclaration.of(new Stuck(name), "A step."), name + ".jar"));
        }
        steps.add(StepWithOrigin.ofImage(StepDeclaration.of(new Linking("ours"), "A step.")));
        TimeBudget budget = new TimeBudget(Duration.ofMillis(300));

        List<Question> links = new Pipeline(new TypeWithoutSteps("lan"), steps, List.of())
                .linkQuestions(ATTACHMENT, CALL.snapshot(), timer, budget);

        assertThat(links).containsExactly(new Question.HostLink("ours"));
        assertThat(budget.isSpent()).isTrue();
        assertThat(timed).containsExactly("stuck1", "ours");
    }

    private record Linking(String name) implements Step {
        @Override
        public List<Question> questions(StepContext context) {
            return List.of(new Question.HostLink(name));
        }

        @Override
        public Plan plan(StepContext context) {
            return Plan.NOTHING;
        }
    }

    /** A step whose method {@code questions} returns only when its thread is interrupted. */
    private record Stuck(String name) implements Step {
        @Override
        public List<Question> questions(StepContext context) {
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park();
            }
            return List.of(new Question.HostLink(name));
        }

        @Override
        public Plan plan(StepContext context) {
            return Plan.NOTHING;
        }
    }

    private static Pipeline pipeline(Step... steps) {
        return new Pipeline(
                new TypeWithoutSteps("lan"),
                List.of(steps).stream()
                        .map(step -> StepWithOrigin.ofImage(StepDeclaration.of(step, "A step of this test.")))
                        .toList(),
                List.of());
    }

    private static OptionValues enabled(String... steps) {
        Map<String, StepConfig> on = new HashMap<>();
        for (String step : steps) {
            on.put(step, new StepConfig(true, StepOptions.defaults(List.of())));
        }
        return new OptionValues(false, StepOptions.defaults(List.of(Declarations.STEP_TIME_LIMIT)), on, List.of());
    }

    private record Unable(String name) implements Step {
        @Override
        public Plan plan(StepContext context) {
            throw new PlanningException("no plan");
        }
    }
}
