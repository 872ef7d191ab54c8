package meta.core.plugin;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.Question;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.SysctlValue;
import org.junit.jupiter.api.Test;

class ThirdPartyStepTest {
    private static final StepContext POD = given("""
                    host link veth1 lladdr 0a:00:00:00:00:01
                    pod  link eth0 lladdr 0a:00:00:00:00:02
                    """).context();

    private static final IpAddress ADDRESS = IpAddress.parse("10.6.0.9");

    @Test
    void aGoodPlanPasses() {
        Plan plan = Plan.ensure(Route.to(ADDRESS.asPrefix(), Netns.POD, "eth0"));

        assertThat(foreign(context -> plan).plan(POD)).isEqualTo(plan);
    }

    @Test
    void aStepMayUseADeviceThatItPlansItself() {
        Link made = Link.of(Netns.POD, "made0", "bridge", MacAddress.NONE, 1500);
        Plan plan = Plan.ensure(made).then(Plan.ensure(Address.of(Netns.POD, "made0", ADDRESS, 24)));

        assertThat(foreign(context -> plan).plan(POD)).isEqualTo(plan);
    }

    @Test
    void aDeviceOfTheHostNeedNotBeInTheSnapshot() {
        Plan plan = Plan.ensure(Route.to(ADDRESS.asPrefix(), Netns.HOST, "bond0"));

        assertThat(foreign(context -> plan).plan(POD)).isEqualTo(plan);
    }

    /** The agent gives the call up then, and the others of its process go on. */
    @Test
    void thatItFindsNoMemoryIsSaidWithItsOrigin() {
        ThirdPartyStep hungry = foreign(context -> {
            throw new OutOfMemoryError("all gone");
        });
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> hungry.plan(POD))
                .withMessage("good.jar: all gone");
    }

    @Test
    void whatItThrowsIsSaidWithThePlaceInItsCode() {
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
                    throw new NoSuchMethodError("Plan.wish()");
                },
                "was built for another version of meta.spi than ");
    }

    @Test
    void whatItSaysItselfIsKept() {
        assertFails(
                context -> {
                    throw new PlanningException("the pod has no eth7");
                },
                "the pod has no eth7 (of good.jar)");
    }

    @Test
    void anExceptionWhoseTextThrowsIsNamed() {
        assertFails(
                context -> {
                    throw new Unspeakable();
                },
                "threw meta.core.plugin.ThirdPartyStepTest$Unspeakable");
    }

    @Test
    void aStepThatNeverReturnsIsGivenUp() {
        CountDownLatch never = new CountDownLatch(1);
        ThirdPartyStep step = foreign(context -> {
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
    void nonsenseIsNoPlan() {
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
        assertFails(context -> Plan.ensure(eth0().withTxqueuelen(-1)), "asks for a link eth0 with an mtu of 1500");
        assertFails(
                context -> Plan.ensure(Address.of(Netns.POD, "eth0", ADDRESS, 33)), "asks for an address 10.6.0.9/33");
        assertFails(
                context -> Plan.ensure(new SysctlValue(Netns.HOST, "kernel/core_pattern", "|/bin/sh")),
                "asks for the setting /proc/sys/kernel/core_pattern, which is not below /proc/sys/net/");
        assertFails(
                context -> Plan.ensure(new SysctlValue(Netns.HOST, "net/../kernel/core_pattern", "|/bin/sh")),
                "asks for the setting /proc/sys/net/../kernel/core_pattern");
    }

    @Test
    void aDeviceOfTheOtherNamespaceIsSaidToBeThere() {
        assertFails(
                context -> Plan.ensure(Neighbor.permanent(Netns.POD, "veth1", ADDRESS, MacAddress.NONE)),
                "where the pod has no device veth1; the host has one");
        assertFails(
                context -> Plan.ensure(Route.to(ADDRESS.asPrefix(), Netns.HOST, "eth0")),
                "where the host has no device eth0; the pod has one");
    }

    @Test
    void questionsAreReviewedToo() {
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> asking(new Question.HostLink("a/b")).questions(POD))
                .withMessageContaining("asks for a device \"a/b\"");
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> asking(new Question.Sysctls(Netns.HOST, "net/../vm/swappiness"))
                        .questions(POD))
                .withMessageContaining("which is not below");
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> asking((Question) null).questions(POD))
                .withMessageContaining("threw java.lang.NullPointerException");
    }

    private static Link eth0() {
        return POD.snapshot().pod().link("eth0").orElseThrow();
    }

    private static void assertFails(Function<StepContext, Plan> planning, String text) {
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> foreign(planning).plan(POD))
                .withMessageContaining(text)
                .withMessageEndingWith(" (of good.jar)");
    }

    private static ThirdPartyStep foreign(Function<StepContext, Plan> planning) {
        return new ThirdPartyStep(new Scripted(planning, List.of()), "scripted", "good.jar");
    }

    private static ThirdPartyStep asking(Question question) {
        List<Question> questions = new ArrayList<>();
        questions.add(question);
        return new ThirdPartyStep(new Scripted(context -> Plan.NOTHING, questions), "scripted", "good.jar");
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
