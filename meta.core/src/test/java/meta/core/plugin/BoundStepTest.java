package meta.core.plugin;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.RouteScope;
import meta.spi.Claim;
import meta.spi.Effect;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.Question;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.SysctlValue;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundStepTest {
    private static final StepContext POD = given("""
                    host link veth1 lladdr 0a:00:00:00:00:01
                    pod  link eth0 lladdr 0a:00:00:00:00:02
                    """).context();

    private static final IpAddress ADDRESS = IpAddress.parse("10.6.0.9");

    @Test
    void aValidPlanIsReturned() {
        Plan plan = Plan.ensure(Route.to(ADDRESS.asPrefix(), Netns.POD, "eth0"));

        assertThat(thirdParty(context -> plan).plan(POD, TimeBudget.DEFAULT_LIMIT))
                .isEqualTo(plan);
    }

    @Test
    void aPlanMayUseADeviceThatItCreates() {
        Link made = Link.of(Netns.POD, "made0", "bridge", MacAddress.NONE, 1500);
        Plan plan = Plan.ensure(made).then(Plan.ensure(Route.to(ADDRESS.asPrefix(), Netns.POD, "made0")));

        assertThat(thirdParty(context -> plan).plan(POD, TimeBudget.DEFAULT_LIMIT))
                .isEqualTo(plan);
    }

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

        assertThat(thirdParty(planned -> plan).plan(context, TimeBudget.DEFAULT_LIMIT))
                .isEqualTo(Plan.ensure(assigned)
                        .then(Plan.ensure(virtual.withOfStep(true)).because("a virtual address"))
                        .then(Plan.ensure(onHost)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x08, 0x40, 0x800})
    void aFlagThatOnlyTheKernelSetsIsRejectedForANewAddressButNotForAnExistingOne(int bits) {
        AddressFlags flags = AddressFlags.PERMANENT.with(new AddressFlags(bits));
        Address address = Address.of(Netns.POD, "eth0", IpAddress.parse("fd00::9"), 64, RouteScope.UNIVERSE, flags);
        assertFails(context -> Plan.ensure(address), "asks for an address fd00::9 with the flags ");
        StepContext existing =
                given("pod link eth0\npod addr fd00::9/64 dev eth0 tentative").context();

        assertThat(thirdParty(context -> Plan.ensure(address)).plan(existing, TimeBudget.DEFAULT_LIMIT))
                .isEqualTo(Plan.ensure(address.withOfStep(true)));
    }

    @Test
    void aPlanMayNameADeviceOfTheHostThatIsNotInTheSnapshot() {
        Plan plan = Plan.ensure(Route.to(ADDRESS.asPrefix(), Netns.HOST, "bond0"));

        assertThat(thirdParty(context -> plan).plan(POD, TimeBudget.DEFAULT_LIMIT))
                .isEqualTo(plan);
    }

    /** The agent then ends the call. Other calls of the process continue. */
    @Test
    void anOutOfMemoryErrorIsThrownAgainWithStepAndOrigin() {
        BoundStep hungry = thirdParty(context -> {
            throw new OutOfMemoryError("all gone");
        });
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> hungry.plan(POD, TimeBudget.DEFAULT_LIMIT))
                .withMessage("step scripted: all gone (of good.jar)");
    }

    @Test
    void anOutOfMemoryErrorThatIsTheCauseOfAnotherErrorIsFound() {
        BoundStep hungry = thirdParty(context -> {
            throw new ServiceConfigurationError(
                    "Provider", new ExceptionInInitializerError(new OutOfMemoryError("all gone")));
        });
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> hungry.plan(POD, TimeBudget.DEFAULT_LIMIT))
                .withMessage("step scripted: all gone (of good.jar)");
    }

    @Test
    void anExceptionIsReportedWithItsPlaceInTheCode() {
        assertFails(
                context -> {
                    throw new IllegalStateException("no luck");
                },
                "threw java.lang.IllegalStateException: no luck at ");
        assertFails(
                context -> {
                    throw new StackOverflowError();
                },
                "threw java.lang.StackOverflowError");
        assertFails(
                context -> {
                    throw new NoSuchMethodError("Plan.formerMethod()");
                },
                "was built for another version of meta.spi than ");
    }

    @Test
    void theMessageOfAPlanningExceptionIsKept() {
        assertFails(
                context -> {
                    throw new PlanningException("the pod has no eth7");
                },
                "the pod has no eth7 (of good.jar)");
    }

    @Test
    void anExceptionWhoseMessageThrowsIsReportedByItsClass() {
        assertFails(
                context -> {
                    throw new Unspeakable();
                },
                "threw meta.core.plugin.BoundStepTest$Unspeakable");
    }

    @Test
    void aStepThatNeverReturnsIsAbandonedAfterTheTimeout() {
        CountDownLatch never = new CountDownLatch(1);
        BoundStep step = thirdParty(context -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Plan.NOTHING;
        });

        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> step.plan(POD, Duration.ofSeconds(2)))
                .withMessageStartingWith("did not return within 2000 ms; it is at ")
                .withMessageEndingWith("(of good.jar)");
    }

    @Test
    void aStepOfTheImageRunsOnTheCallingThreadAndItsPlanIsNotReviewed() {
        List<Thread> threads = new ArrayList<>();
        Step step = new Scripted(
                context -> {
                    threads.add(Thread.currentThread());
                    return Plan.ensure(eth0().withTxqueuelen(-2));
                },
                List.of());
        BoundStep bound = BoundStep.ofImage(StepDeclaration.of(step, "A step of this test."));

        assertThat(bound.plan(POD, Duration.ofNanos(1)).items()).hasSize(1);
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void twoOptionsWithTheSameKeyAreRejected() {
        Option<Boolean> on = Option.of("on", OptionType.flag(), true, "");
        Option<Boolean> enabled = Option.of("enabled", OptionType.flag(), true, "");
        StepDeclaration step = StepDeclaration.of(new Scripted(context -> Plan.NOTHING, List.of()), "A step.");

        for (List<Option<?>> options : List.<List<Option<?>>>of(List.of(on, on), List.of(enabled))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BoundStep.ofThirdParty(step.withOptions(options), "good.jar"))
                    .withMessageStartingWith("step \"scripted\" declares the option");
        }
    }

    @Test
    void anInvalidPlanIsRejected() {
        assertFails(context -> null, "threw java.lang.NullPointerException");
        assertFails(context -> Plan.ensure(null), "threw java.lang.NullPointerException");
        assertFails(context -> new Plan(List.of(new Plan.Ensure(eth0(), null))), "asks for an item without a reason");
        assertFails(
                context -> Plan.ensure(Link.of(Netns.POD, "much-too-long-a-name", "veth", MacAddress.NONE, 1500)),
                "asks for a device \"much-too-long-a-name\"");
        assertFails(
                context -> Plan.remove(Link.of(Netns.POD, "../eth0", "", MacAddress.NONE, 1500)),
                "asks for a device \"../eth0\"");
        assertFails(
                context -> Plan.ensure(eth0().withAlias("x".repeat(256))), "asks for an alias of more than 255 bytes");
        assertFails(context -> Plan.ensure(eth0().withTxqueuelen(-2)), "asks for a link eth0 with an mtu of 1500");
        assertFails(
                context -> Plan.ensure(Address.of(Netns.POD, "eth0", ADDRESS, 33)), "asks for an address 10.6.0.9/33");
        assertFails(
                context -> Plan.ensure(SysctlValue.of(Netns.HOST, "kernel/core_pattern", "|/bin/sh")),
                "asks for the sysctl /proc/sys/kernel/core_pattern, which is not below /proc/sys/net/");
        assertFails(
                context -> Plan.ensure(SysctlValue.of(Netns.HOST, "net/../kernel/core_pattern", "|/bin/sh")),
                "asks for the sysctl /proc/sys/net/../kernel/core_pattern");
    }

    @Test
    void aDeviceThatOnlyTheHostHasIsReportedIfThePlanNeedsItInThePod() {
        assertFails(
                context -> Plan.ensure(Neighbor.permanent(Netns.POD, "veth1", ADDRESS, MacAddress.NONE)),
                "but the pod has no device veth1; the host has one");
    }

    @Test
    void aPlanThatRemovesTheNicOfTheCallIsRejected() {
        assertFails(
                context -> Plan.remove(eth0()), "asks for the removal of eth0: this is the NIC that the call is about");
    }

    @Test
    void anInvalidQuestionIsRejected() {
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> asking(new Question.HostLink("a/b")).questions(POD, TimeBudget.DEFAULT_LIMIT))
                .withMessageContaining("asks for a device \"a/b\"");
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> asking(new Question.Sysctls(Netns.HOST, "net/../vm/swappiness"))
                        .questions(POD, TimeBudget.DEFAULT_LIMIT))
                .withMessageContaining("which is not below");
        for (String path : List.of("net/*/conf/*/rp_filter", "net/*/*/rp_filter", "net/ipv4/conf/*")) {
            assertThatExceptionOfType(PlanningException.class)
                    .isThrownBy(() ->
                            asking(new Question.Sysctls(Netns.POD, path)).questions(POD, TimeBudget.DEFAULT_LIMIT))
                    .withMessageContaining("asks for the sysctls /proc/sys/" + path
                            + "; \"*\" can stand for the name of one folder only");
        }
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> asking((Question) null).questions(POD, TimeBudget.DEFAULT_LIMIT))
                .withMessageContaining("threw java.lang.NullPointerException");
    }

    @Test
    void aPlanIsLimitedInSizeAndTime() {
        Link link = eth0();
        assertFails(
                context -> new Plan(Collections.nCopies(50_001, new Plan.Ensure(link, ""))),
                "has 50001 items in its plan; the maximum is 50000");
        assertFails(
                context -> new Plan(Collections.nCopies(1001, new Plan.Remove(link, ""))),
                "has 1001 links, sysctls, reports, probes, expected answers and announcements in its plan; the maximum is 1000");
        Plan.Item effect = new Plan.Perform(Effect.of("webhook", "a"), "");
        assertFails(
                context -> new Plan(Collections.nCopies(101, effect)),
                "has 101 effects in its plan; the maximum is 100");
        assertFails(
                context -> Plan.expectAnswer(Claim.of(Netns.POD, "eth0", ADDRESS), 61, Duration.ofSeconds(1)),
                "61 requests every 1000 ms, which take longer than 60 s");
        assertFails(
                context -> Plan.undo(Effect.of("webhook", "a")),
                "asks for the undo of an effect (webhook: a), which can be planned by a release only");
        assertFails(context -> Plan.perform(null), "threw java.lang.NullPointerException: an effect");
        assertFails(
                context -> Plan.warning("x".repeat(5000)), "asks for a reason of 5000 characters; the maximum is 4096");
        assertFails(
                context -> Plan.ensure(SysctlValue.of(Netns.POD, "net/ipv4/ip_forward", "1".repeat(5000))),
                "the value of a sysctl of 5000 characters");
        assertFails(context -> Plan.conflict(ADDRESS, "o".repeat(5000)), "the owner of an address of 5000 characters");
        assertFails(
                context -> Plan.probe(
                        Claim.of(Netns.POD, "eth0", ADDRESS), Integer.MAX_VALUE, Duration.ofHours(1), List.of()),
                "probes every 3600000 ms, which take longer than 60 s");
    }

    @Test
    void theQuestionsOfAStepAreLimited() {
        List<Question> many = new ArrayList<>();
        for (int i = 0; i < 1001; i++) {
            many.add(new Question.HostLink("veth" + i));
        }
        List<Question> wide = List.of(new Question.HostNeighbors(Collections.nCopies(50_001, ADDRESS)));

        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() ->
                        bound(new Scripted(context -> Plan.NOTHING, many)).questions(POD, TimeBudget.DEFAULT_LIMIT))
                .withMessage("has 1001 questions; the maximum is 1000 (of good.jar)");
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() ->
                        bound(new Scripted(context -> Plan.NOTHING, wide)).questions(POD, TimeBudget.DEFAULT_LIMIT))
                .withMessage("has 50001 addresses in its questions; the maximum is 50000 (of good.jar)");
    }

    @Test
    void aLongMessageIsCutAndStillNamesTheOrigin() {
        assertFails(
                context -> {
                    throw new PlanningException("x".repeat(100_000));
                },
                "x… and 96500 characters more (of good.jar)");
    }

    @Test
    void aDeclarationThatWouldMakeAllCallsFailIsRejected() {
        StepDeclaration step = StepDeclaration.of(new Scripted(context -> Plan.NOTHING, List.of()), "A step.");
        Option<Boolean> required = Option.required("on", OptionType.flag(), "");
        Option<Boolean> last = Option.of("last", OptionType.flag(), true, "");

        assertRejected(step.withOptions(List.of(required)), "is on by default and requires the option \"on\"");
        assertThat(BoundStep.ofThirdParty(step.withOptions(List.of(required)).offByDefault(), "good.jar")
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
                .isThrownBy(() -> BoundStep.ofThirdParty(declaration, "good.jar"))
                .withMessageContaining(text);
    }

    private static Link eth0() {
        return POD.snapshot().pod().link("eth0").orElseThrow();
    }

    private static void assertFails(Function<StepContext, Plan> planning, String text) {
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> thirdParty(planning).plan(POD, TimeBudget.DEFAULT_LIMIT))
                .withMessageContaining(text)
                .withMessageEndingWith(" (of good.jar)");
    }

    private static BoundStep thirdParty(Function<StepContext, Plan> planning) {
        return bound(new Scripted(planning, List.of()));
    }

    private static BoundStep asking(Question question) {
        List<Question> questions = new ArrayList<>();
        questions.add(question);
        return bound(new Scripted(context -> Plan.NOTHING, questions));
    }

    private static BoundStep bound(Step step) {
        return BoundStep.ofThirdParty(StepDeclaration.of(step, "A step of this test."), "good.jar");
    }

    private record Scripted(Function<StepContext, Plan> planning, List<Question> asked) implements Step {
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

    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw this;
        }
    }
}
