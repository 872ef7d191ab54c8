package meta.core.plugin;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteScope;
import meta.spi.Claim;
import meta.spi.Effect;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.Question;
import meta.spi.StepContext;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanReviewTest {
    private static final IpAddress ADDRESS = IpAddress.parse("10.6.0.9");

    private static void assertIsReturned(Plan plan) {
        assertThat(ScriptedStep.planning(context -> plan).plan(ScriptedStep.POD, TimeBudget.DEFAULT_LIMIT))
                .isEqualTo(plan);
    }

    @Test
    void aValidPlanIsReturned() {
        Plan plan = Plan.ensure(Route.to(ADDRESS.asPrefix(), Netns.POD, "eth0"));

        assertIsReturned(plan);
    }

    @Test
    void aPlanMayUseADeviceThatItCreates() {
        Link made = Link.of(Netns.POD, "made0", "bridge", MacAddress.NONE, 1500);
        Plan plan = Plan.ensure(made).then(Plan.ensure(Route.to(ADDRESS.asPrefix(), Netns.POD, "made0")));

        assertIsReturned(plan);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x08, 0x40, 0x800})
    void aFlagThatOnlyTheKernelSetsIsRejectedForANewAddressButNotForAnExistingOne(int bits) {
        AddressFlags flags = AddressFlags.PERMANENT.with(new AddressFlags(bits));
        Address address = Address.of(Netns.POD, "eth0", IpAddress.parse("fd00::9"), 64, RouteScope.UNIVERSE, flags);
        ScriptedStep.assertFails(context -> Plan.ensure(address), "asks for an address fd00::9 with the flags ");
        StepContext existing =
                given("pod link eth0\npod addr fd00::9/64 dev eth0 tentative").context();

        assertThat(ScriptedStep.planning(context -> Plan.ensure(address)).plan(existing, TimeBudget.DEFAULT_LIMIT))
                .isEqualTo(Plan.ensure(address.withOfStep(true)));
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.0/24, fe80::1", "2001:db8::/64, 10.6.0.1"})
    void aGatewayOfAnotherFamilyIsRejected(String destination, String gateway) {
        Route route = Route.to(Prefix.parse(destination), Netns.POD, "eth0").via(IpAddress.parse(gateway));

        ScriptedStep.assertFails(
                context -> Plan.ensure(route),
                "asks for a route to " + destination + " via " + gateway + ", an address of another family");
    }

    @Test
    void theNicIsNotRemovedAsAnEndOfAPair() {
        StepContext pod = given("""
                        host link cali1 lladdr 0a:00:00:00:00:01 kind veth peer eth0 netns pod
                        pod  link eth0 lladdr 0a:00:00:00:00:02 kind veth peer cali1 netns host
                        """).context();
        Link hostEnd = pod.snapshot().host().link("cali1").orElseThrow();
        Link nic = pod.snapshot().pod().link("eth0").orElseThrow();

        for (Plan plan : List.of(Plan.remove(hostEnd), Plan.remove(VethPair.of(hostEnd, nic)))) {
            assertThatExceptionOfType(PlanningException.class)
                    .isThrownBy(() -> ScriptedStep.planning(context -> plan).plan(pod, TimeBudget.DEFAULT_LIMIT))
                    .withMessageContaining("asks for the removal of eth0: this is the NIC that the call is about");
        }
    }

    @Test
    void aPlanMayNameADeviceOfTheHostThatIsNotInTheSnapshot() {
        Plan plan = Plan.ensure(Route.to(ADDRESS.asPrefix(), Netns.HOST, "bond0"));

        assertIsReturned(plan);
    }

    @Test
    void anInvalidPlanIsRejected() {
        ScriptedStep.assertFails(context -> null, "threw java.lang.NullPointerException");
        ScriptedStep.assertFails(context -> Plan.ensure(null), "threw java.lang.NullPointerException");
        ScriptedStep.assertFails(
                context -> new Plan(List.of(new Plan.Ensure(ScriptedStep.eth0(), null))),
                "asks for an item without a reason");
        ScriptedStep.assertFails(
                context -> Plan.ensure(Link.of(Netns.POD, "much-too-long-a-name", "veth", MacAddress.NONE, 1500)),
                "asks for a device \"much-too-long-a-name\"");
        ScriptedStep.assertFails(
                context -> Plan.remove(Link.of(Netns.POD, "../eth0", "", MacAddress.NONE, 1500)),
                "asks for a device \"../eth0\"");
        ScriptedStep.assertFails(
                context -> Plan.ensure(ScriptedStep.eth0().withAlias("x".repeat(256))),
                "asks for an alias of more than 255 bytes");
        ScriptedStep.assertFails(
                context -> Plan.ensure(ScriptedStep.eth0().withTxqueuelen(-2)),
                "asks for a link eth0 with an mtu of 1500");
        ScriptedStep.assertFails(
                context -> Plan.ensure(Address.of(Netns.POD, "eth0", ADDRESS, 33)), "asks for an address 10.6.0.9/33");
        ScriptedStep.assertFails(
                context -> Plan.ensure(SysctlValue.of(Netns.HOST, "kernel/core_pattern", "|/bin/sh")),
                "asks for the sysctl /proc/sys/kernel/core_pattern, which is not below /proc/sys/net/");
        ScriptedStep.assertFails(
                context -> Plan.ensure(SysctlValue.of(Netns.HOST, "net/../kernel/core_pattern", "|/bin/sh")),
                "asks for the sysctl /proc/sys/net/../kernel/core_pattern");
        for (String path : List.of("net/./ipv4/ip_forward", "net/ipv4/ip_forward/", "net/ipv4/ip_forward/.")) {
            ScriptedStep.assertFails(
                    context -> Plan.ensure(SysctlValue.of(Netns.HOST, path, "1")),
                    "asks for the sysctl /proc/sys/" + path + "; no part of the path can be empty or \".\"");
        }
        ScriptedStep.assertFails(
                context -> Plan.ensure(ScriptedStep.eth0().withAlias("a\0b")),
                "asks for an alias or a kind with a NUL for eth0");
    }

    @Test
    void aNullInAClaimOrAReportIsReportedWithTheJar() {
        Plan.Item withoutNamespace = new Plan.Announce(Claim.of(null, "eth0", ADDRESS), "");
        ScriptedStep.assertFails(
                context -> new Plan(List.of(withoutNamespace)),
                "threw java.lang.NullPointerException: the namespace of a claim");
        for (Plan plan : List.of(
                Plan.announce(Claim.of(Netns.POD, "eth0", null)),
                Plan.probe(Claim.of(Netns.POD, "eth0", null), 1, Duration.ofSeconds(1), List.of()),
                Plan.expectAnswer(Claim.of(Netns.POD, "eth0", null), 1, Duration.ofSeconds(1)))) {
            ScriptedStep.assertFails(context -> plan, "threw java.lang.NullPointerException: the address of a claim");
        }
        ScriptedStep.assertFails(
                context -> Plan.report(ScriptedStep.eth0().withLladdr(null)),
                "threw java.lang.NullPointerException: the link-layer address of a reported link");
        ScriptedStep.assertFails(
                context -> Plan.report(ScriptedStep.eth0(), Address.of(Netns.POD, "eth0", ADDRESS, 24), null),
                "threw java.lang.NullPointerException: the gateway in a report");
    }

    @Test
    void aDeviceThatOnlyTheHostHasIsReportedIfThePlanNeedsItInThePod() {
        ScriptedStep.assertFails(
                context -> Plan.ensure(Neighbor.permanent(Netns.POD, "veth1", ADDRESS, MacAddress.NONE)),
                "but the pod has no device veth1; the host has one");
        VethPair pair = VethPair.of("vethabc", MacAddress.NONE, "veth0", MacAddress.NONE, 1500);
        ScriptedStep.assertFails(
                context -> Plan.ensure(VethPair.of(pair.host(), pair.pod().withMaster("veth1"))),
                "but the pod has no device veth1; the host has one");
    }

    @Test
    void aPlanThatRemovesTheNicOfTheCallIsRejected() {
        ScriptedStep.assertFails(
                context -> Plan.remove(ScriptedStep.eth0()),
                "asks for the removal of eth0: this is the NIC that the call is about");
    }

    @Test
    void anInvalidQuestionIsRejected() {
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> ScriptedStep.asking(new Question.HostLink("a/b"))
                        .questions(ScriptedStep.POD, TimeBudget.DEFAULT_LIMIT))
                .withMessageContaining("asks for a device \"a/b\"");
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> ScriptedStep.asking(new Question.Sysctls(Netns.HOST, "net/../vm/swappiness"))
                        .questions(ScriptedStep.POD, TimeBudget.DEFAULT_LIMIT))
                .withMessageContaining("which is not below");
        for (String path : List.of("net/*/conf/*/rp_filter", "net/*/*/rp_filter", "net/ipv4/conf/*")) {
            assertThatExceptionOfType(PlanningException.class)
                    .isThrownBy(() -> ScriptedStep.asking(new Question.Sysctls(Netns.POD, path))
                            .questions(ScriptedStep.POD, TimeBudget.DEFAULT_LIMIT))
                    .withMessageContaining("asks for the sysctls /proc/sys/" + path
                            + "; \"*\" can stand for the name of one folder only");
        }
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> ScriptedStep.asking(new Question.Sysctls(Netns.HOST, "net/ipv4/conf/eth0/rp_filter/"))
                        .questions(ScriptedStep.POD, TimeBudget.DEFAULT_LIMIT))
                .withMessageContaining("asks for the sysctl /proc/sys/net/ipv4/conf/eth0/rp_filter/; no part")
                .withMessageEndingWith("(of good.jar)");
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> ScriptedStep.asking(new Question.HostTableOf(ADDRESS, null))
                        .questions(ScriptedStep.POD, TimeBudget.DEFAULT_LIMIT))
                .withMessageContaining("threw java.lang.NullPointerException")
                .withMessageEndingWith("(of good.jar)");
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> ScriptedStep.asking(new Question.HostTableOf(ADDRESS, IpAddress.parse("fd00::1")))
                        .questions(ScriptedStep.POD, TimeBudget.DEFAULT_LIMIT))
                .withMessage("asks for the routing table for a packet from fd00::1 to 10.6.0.9; both must be IPv4"
                        + " addresses, or both IPv6 addresses (of good.jar)");
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() ->
                        ScriptedStep.asking((Question) null).questions(ScriptedStep.POD, TimeBudget.DEFAULT_LIMIT))
                .withMessageContaining("threw java.lang.NullPointerException");
    }

    @Test
    void aPlanIsLimitedInSizeAndTime() {
        Link link = ScriptedStep.eth0();
        ScriptedStep.assertFails(
                context -> new Plan(Collections.nCopies(50_001, new Plan.Ensure(link, ""))),
                "has 50001 items in its plan; the maximum is 50000");
        ScriptedStep.assertFails(
                context -> new Plan(Collections.nCopies(1001, new Plan.Remove(link, ""))),
                "has 1001 links, sysctls, reports, probes, expected answers and announcements in its plan; the maximum is 1000");
        Plan.Item effect = new Plan.Perform(Effect.of("webhook", "a"), "");
        ScriptedStep.assertFails(
                context -> new Plan(Collections.nCopies(101, effect)),
                "has 101 effects in its plan; the maximum is 100");
        ScriptedStep.assertFails(
                context -> Plan.expectAnswer(Claim.of(Netns.POD, "eth0", ADDRESS), 61, Duration.ofSeconds(1)),
                "61 requests every 1000 ms, which take longer than 60 s");
        ScriptedStep.assertFails(
                context -> Plan.undo(Effect.of("webhook", "a")),
                "asks for the undo of an effect (webhook: a), but only release() can undo effects");
        ScriptedStep.assertFails(context -> Plan.perform(null), "threw java.lang.NullPointerException: an effect");
        ScriptedStep.assertFails(
                context -> Plan.warning("x".repeat(5000)), "asks for a reason of 5000 characters; the maximum is 4096");
        ScriptedStep.assertFails(
                context -> Plan.ensure(SysctlValue.of(Netns.POD, "net/ipv4/ip_forward", "1".repeat(5000))),
                "the value of a sysctl of 5000 characters");
        ScriptedStep.assertFails(
                context -> Plan.conflict(ADDRESS, "o".repeat(5000)), "the owner of an address of 5000 characters");
        ScriptedStep.assertFails(
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
                .isThrownBy(() -> ScriptedStep.asking(many).questions(ScriptedStep.POD, TimeBudget.DEFAULT_LIMIT))
                .withMessage("has 1001 questions; the maximum is 1000 (of good.jar)");
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> ScriptedStep.asking(wide).questions(ScriptedStep.POD, TimeBudget.DEFAULT_LIMIT))
                .withMessage("has 50001 addresses in its questions; the maximum is 50000 (of good.jar)");
    }
}
