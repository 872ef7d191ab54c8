package meta.core.plugin;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.concurrent.CountDownLatch;
import meta.netlink.IpAddress;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import meta.spi.net.Address;
import meta.spi.net.Netns;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import org.junit.jupiter.api.Test;

class StepWithOriginTest {
    private static final IpAddress ADDRESS = IpAddress.parse("10.6.0.9");

    @Test
    void anAddressThatAStepAddsToThePodIsMarkedAndAnAssignedAddressIsNot() {
        Address assigned = Address.of(Netns.POD, "eth0", ADDRESS, 16);
        Address virtual = Address.of(Netns.POD, "eth0", IpAddress.parse("10.6.0.10"), 32);
        Address onHost = Address.of(Netns.HOST, "veth1", IpAddress.parse("10.6.0.11"), 32);
        StepContext context =
                given("host link veth1\npod link eth0").assigned("10.6.0.9/16").context();
        Plan plan = Plan.ensure(assigned)
                .then(Plan.ensure(virtual).because("a virtual address"))
                .then(Plan.ensure(onHost));

        assertThat(ScriptedStep.planning(planned -> plan).plan(context, TimeBudget.DEFAULT_LIMIT))
                .isEqualTo(Plan.ensure(assigned)
                        .then(Plan.ensure(virtual.withOfStep(true)).because("a virtual address"))
                        .then(Plan.ensure(onHost)));
    }

    @Test
    void anOutOfMemoryErrorIsThrownAgainWithStepAndOrigin() {
        StepWithOrigin hungry = ScriptedStep.planning(context -> {
            throw new OutOfMemoryError("all gone");
        });
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> hungry.plan(ScriptedStep.POD, TimeBudget.DEFAULT_LIMIT))
                .withMessage("step scripted: all gone (of good.jar)");
    }

    @Test
    void anOutOfMemoryErrorThatIsTheCauseOfAnotherErrorIsFound() {
        StepWithOrigin hungry = ScriptedStep.planning(context -> {
            throw new ServiceConfigurationError(
                    "Provider", new ExceptionInInitializerError(new OutOfMemoryError("all gone")));
        });
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> hungry.plan(ScriptedStep.POD, TimeBudget.DEFAULT_LIMIT))
                .withMessage("step scripted: all gone (of good.jar)");
    }

    @Test
    void anExceptionIsReportedWithItsPlaceInTheCode() {
        ScriptedStep.assertFails(
                context -> {
                    throw new IllegalStateException("no luck");
                },
                "threw java.lang.IllegalStateException: no luck at ");
        ScriptedStep.assertFails(
                context -> {
                    throw new StackOverflowError();
                },
                "threw java.lang.StackOverflowError");
        ScriptedStep.assertFails(
                context -> {
                    throw new NoSuchMethodError("Plan.formerMethod()");
                },
                "was built for another version of meta.spi than ");
    }

    @Test
    void theMessageOfAPlanningExceptionIsKept() {
        ScriptedStep.assertFails(
                context -> {
                    throw new PlanningException("the pod has no eth7");
                },
                "the pod has no eth7 (of good.jar)");
    }

    @Test
    void anExceptionWhoseMessageThrowsIsReportedByItsClass() {
        ScriptedStep.assertFails(
                context -> {
                    throw new Unspeakable();
                },
                "threw meta.core.plugin.StepWithOriginTest$Unspeakable");
    }

    @Test
    void aStepThatNeverReturnsIsAbandonedAfterTheTimeout() {
        CountDownLatch never = new CountDownLatch(1);
        StepWithOrigin step = ScriptedStep.planning(context -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Plan.NOTHING;
        });

        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> step.plan(ScriptedStep.POD, Duration.ofSeconds(2)))
                .withMessageStartingWith("did not return within 2000 ms; it is at ")
                .withMessageEndingWith("(of good.jar)");
    }

    @Test
    void aStepOfTheImageRunsOnTheCallingThreadAndItsPlanIsNotReviewed() {
        List<Thread> threads = new ArrayList<>();
        Step step = new ScriptedStep(
                context -> {
                    threads.add(Thread.currentThread());
                    return Plan.ensure(ScriptedStep.eth0().withTxqueuelen(-2));
                },
                List.of());
        StepWithOrigin bound = StepWithOrigin.ofImage(StepDeclaration.of(step, "A step of this test."));

        assertThat(bound.plan(ScriptedStep.POD, Duration.ofNanos(1)).items()).hasSize(1);
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void twoOptionsWithTheSameKeyAreRejected() {
        Option<Boolean> on = Option.of("on", OptionType.flag(), true, "");
        Option<Boolean> enabled = Option.of("enabled", OptionType.flag(), true, "");
        StepDeclaration step = StepDeclaration.of(new ScriptedStep(context -> Plan.NOTHING, List.of()), "A step.");

        for (List<Option<?>> options : List.<List<Option<?>>>of(List.of(on, on), List.of(enabled))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> StepWithOrigin.ofThirdParty(step.withOptions(options), "good.jar"))
                    .withMessageStartingWith("step \"scripted\" declares the option");
        }
    }

    @Test
    void aLongMessageIsCutAndStillNamesTheOrigin() {
        ScriptedStep.assertFails(
                context -> {
                    throw new PlanningException("x".repeat(100_000));
                },
                "x… and 96500 characters more (of good.jar)");
    }

    @Test
    void aDeclarationThatWouldMakeAllCallsFailIsRejected() {
        StepDeclaration step = StepDeclaration.of(new ScriptedStep(context -> Plan.NOTHING, List.of()), "A step.");
        Option<Boolean> required = Option.required("on", OptionType.flag(), "");
        Option<Boolean> last = Option.of("last", OptionType.flag(), true, "");

        assertRejected(step.withOptions(List.of(required)), "is on by default and requires the option \"on\"");
        assertThat(StepWithOrigin.ofThirdParty(
                                step.withOptions(List.of(required)).offByDefault(), "good.jar")
                        .name())
                .isEqualTo("scripted");
        assertRejected(step.withOptions(List.of(last)).endingThePipelineIf(last), "ends the pipeline by the option");
        assertRejected(
                step.withOptions(List.of(Option.of("a\nb", OptionType.flag(), true, ""))),
                "an option has a key of 3 characters");
        assertRejected(
                step.withOptions(List.of(Option.of("a", OptionType.flag(), true, "d".repeat(5000)))),
                "the description of the option \"a\" has 5000 characters");
        assertRejected(
                step.withOptions(
                        List.of(Option.of("a", new OptionType.Choice<>(List.of("x", "y"), List.of(1)), 1, ""))),
                "2 choices and 1 values");
        assertRejected(step.after(null, "setupVeth"), "a place of the step has no type or no step");
    }

    private static void assertRejected(StepDeclaration declaration, String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepWithOrigin.ofThirdParty(declaration, "good.jar"))
                .withMessageContaining(text);
    }

    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw this;
        }
    }
}
