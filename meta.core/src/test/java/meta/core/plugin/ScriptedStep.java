package meta.core.plugin;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.Question;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import meta.spi.net.Link;
import org.jspecify.annotations.Nullable;

/** A third-party step from {@code good.jar}. A test decides which plan and which questions it returns. */
record ScriptedStep(Function<StepContext, Plan> planning, List<Question> asked) implements Step {
    /** A pod with the NIC eth0 on a host with the device veth1. */
    static final StepContext POD = given("""
                    host link veth1 lladdr 0a:00:00:00:00:01
                    pod  link eth0 lladdr 0a:00:00:00:00:02
                    """).context();

    static StepWithOrigin planning(Function<StepContext, Plan> planning) {
        return new ScriptedStep(planning, List.of()).bound();
    }

    static StepWithOrigin asking(List<Question> questions) {
        return new ScriptedStep(context -> Plan.NOTHING, new ArrayList<>(questions)).bound();
    }

    /** {@return a step that returns a list with this one element, which can be null} */
    static StepWithOrigin asking(@Nullable Question question) {
        return asking(Collections.singletonList(question));
    }

    /** Asserts that the planning of a step fails, and that the message contains the text and the jar. */
    static void assertFails(Function<StepContext, Plan> planning, String text) {
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> planning(planning).plan(POD, TimeBudget.DEFAULT_LIMIT))
                .withMessageContaining(text)
                .withMessageEndingWith(" (of good.jar)");
    }

    static Link eth0() {
        return POD.snapshot().pod().link("eth0").orElseThrow();
    }

    private StepWithOrigin bound() {
        return StepWithOrigin.ofThirdParty(StepDeclaration.of(this, "A step of this test."), "good.jar");
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Plan plan(StepContext context) {
        return planning.apply(context);
    }

    @Override
    public List<Question> questions(StepContext context) {
        return asked;
    }
}
