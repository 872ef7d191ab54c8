package meta.veth;

import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.Question;
import meta.spi.Step;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.net.VethPair;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetupVethTest {
    private static final Step STEP = new SetupVeth();
    private static final String OTHERS = "meta-plugins network=lan container=0123456789abcdee ifname=eth0";

    @Test
    void thePairHasTheMtuOfTheNic() {
        Given pod = Pods.ipv4().and("pod link eth0 lladdr 0a:00:00:00:00:09 kind macvlan mtu 9000");
        assertThat(madeBy(pod))
                .returns(9000, pair -> pair.host().mtu())
                .returns(9000, pair -> pair.pod().mtu());
    }

    @Test
    void thePairHasTheConfiguredMtu() {
        Given pod = Pods.ipv4().option(SetupVeth.Options.MTU, 1400);
        assertThat(madeBy(pod))
                .returns(1400, pair -> pair.host().mtu())
                .returns(1400, pair -> pair.pod().mtu());
    }

    @Test
    void anExistingPairGetsTheConfiguredMtu() {
        Given pod = Pods.withVeth(Pods.ipv4()).option(SetupVeth.Options.MTU, 1400);
        assertThat(madeBy(pod))
                .returns(1400, pair -> pair.host().mtu())
                .returns(1400, pair -> pair.pod().mtu());
    }

    @Test
    void anMtuThatIsTooSmallForIpv6IsRefused() {
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(
                        () -> Pods.ipv6().option(SetupVeth.Options.MTU, 1279).plan(STEP))
                .withMessage(
                        "an MTU of 1279 bytes is too small for the IPv6 addresses of the NIC: the minimum is 1280");
        assertThat(madeBy(Pods.ipv6().option(SetupVeth.Options.MTU, 1280))).isNotNull();
        assertThat(madeBy(Pods.ipv4().option(SetupVeth.Options.MTU, 68))).isNotNull();
    }

    @Test
    void theLinkLayerAddressesAreLocalUnicastAndDifferForEachAttachment() {
        VethPair one = madeBy(Pods.ipv4());
        VethPair other = madeBy(
                Pods.ipv4().attachment("lan", "0123456789abcdef", "eth00").and("pod link eth00"));
        assertThat(List.of(one.host(), one.pod(), other.host(), other.pod()))
                .extracting(Link::lladdr)
                .doesNotHaveDuplicates()
                .allSatisfy(lladdr -> assertThat(lladdr.bytes()[0] & 0x03).isEqualTo(0x02));
    }

    @Test
    void acceptRaIsNotSetOnANodeWithoutIpv6() {
        Given ipv4Only = Pods.ipv4();
        Given node = ipv4Only.after(Plan.remove(ipv4Only.snapshot().host().sysctls()));
        assertThat(node.plan(STEP)).isPlan("""
                host ip link add veth0123456789a address … mtu 1500 type veth peer name veth0 netns pod address … mtu 1500
                host ip link set veth0123456789a alias 'meta-plugins network=lan container=0123456789abcdef ifname=eth0' up
                pod  ip link set veth0 up
                pod  ip addr replace 169.254.100.1/32 dev veth0 scope host
                host report veth0123456789a address … mtu 1500
                pod  report veth0 address … mtu 1500
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0123456789", "0123456789a"})
    void theNameOfTheHostEndContainsAWholeShortContainerId(String containerId) {
        Given pod = Pods.ipv4().attachment("lan", containerId, "eth0");
        assertThat(madeBy(pod).host().name()).isEqualTo("veth" + containerId);
    }

    @Test
    void theNameOfTheHostEndContainsTheFirst11CharactersOfALongContainerId() {
        Given pod = Pods.ipv4().attachment("lan", "0123456789abcdef".repeat(4), "eth0");
        assertThat(madeBy(pod).host().name()).isEqualTo("veth0123456789a");
    }

    @Test
    void theFallbackNameIsUsedIfAnotherAttachmentHasThePreferredOne() {
        Given node = Pods.ipv4().and("host link veth0123456789a kind veth alias '" + OTHERS + "'");
        // printf 0123456789abcdef | sha256sum
        assertThat(madeBy(node).host().name()).isEqualTo("veth9f9f5111f7b");
        Given after = node.after(node.plan(STEP));
        assertThat(after.plan(STEP)).changesNothingIn(after.snapshot());
        assertThat(after.snapshot().host().link("veth0123456789a"))
                .isEqualTo(node.snapshot().host().link("veth0123456789a"));
    }

    @Test
    void theStepFailsIfOtherDevicesHaveBothNames() {
        Given node = Pods.ipv4()
                .and("host link veth0123456789a kind veth alias '" + OTHERS + "'")
                .and("host link veth9f9f5111f7b kind dummy");
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> node.plan(STEP))
                .withMessage(
                        "the node already has devices veth0123456789a and veth9f9f5111f7b, which do not belong to this attachment");
    }

    @Test
    void aHostEndThatLeadsToAnotherNamespaceIsRemovedFirst() {
        Given node = Pods.ipv4()
                .and(
                        "host link veth0123456789a kind veth alias 'meta-plugins network=lan container=0123456789abcdef ifname=eth0'");
        assertThat(node.plan(STEP)).isPlan("""
                host ip link del veth0123456789a # because its pod end is not in this pod
                host ip link add veth0123456789a address … mtu 1500 type veth peer name veth0 netns pod address … mtu 1500
                host ip link set veth0123456789a alias 'meta-plugins network=lan container=0123456789abcdef ifname=eth0' up
                pod  ip link set veth0 up
                host sysctl -w net.ipv6.conf.veth0123456789a.accept_ra=0
                pod  ip addr replace 169.254.100.1/32 dev veth0 scope host
                host report veth0123456789a address … mtu 1500
                pod  report veth0 address … mtu 1500
                """);
    }

    @Test
    void thePairOfTheGoPluginStaysAndGetsAnAlias() {
        Given pod = Pods.ipv4().and("""
                host link veth0123456789a lladdr 0a:00:00:00:00:01 peer veth0 netns pod
                pod  link veth0 lladdr 0a:00:00:00:00:02
                """);
        assertThat(pod.plan(STEP)).isPlan("""
                host ip link add veth0123456789a address 0a:00:00:00:00:01 mtu 1500 type veth peer name veth0 netns pod address 0a:00:00:00:00:02 mtu 1500
                host ip link set veth0123456789a alias 'meta-plugins network=lan container=0123456789abcdef ifname=eth0' up
                pod  ip link set veth0 up
                host sysctl -w net.ipv6.conf.veth0123456789a.accept_ra=0
                pod  ip addr replace 169.254.100.1/32 dev veth0 scope host
                host report veth0123456789a address 0a:00:00:00:00:01 mtu 1500
                pod  report veth0 address 0a:00:00:00:00:02 mtu 1500
                """);
    }

    @Test
    void anEndThatIsDownIsSetUp() {
        Given pod = Pods.withVeth(Pods.ipv4())
                .and("pod link veth0 lladdr 0a:00:00:00:00:02 peer veth0123456789a netns host down");
        assertThat(madeBy(pod).pod().up()).isTrue();
    }

    @Test
    void theVeth0OfAnotherAttachmentIsRefused() {
        Given pod = Pods.ipv4()
                .and("host link veth0123456789a peer veth0 netns pod alias '" + OTHERS + "'\npod link veth0");
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> pod.plan(STEP))
                .withMessage(
                        "the pod's veth0 was not created by this plugin: its peer veth0123456789a has the alias \""
                                + OTHERS
                                + "\"; the expected alias is \"meta-plugins network=lan container=0123456789abcdef ifname=eth0\"");
    }

    @Test
    void theVeth0OfAnotherProgramIsRefused() {
        Given pod = Pods.ipv4().and("host link vethmine peer veth0 netns pod\npod link veth0");
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> pod.plan(STEP))
                .withMessageStartingWith(
                        "the pod's veth0 was not created by this plugin: its peer vethmine has no alias");
    }

    @Test
    void aVeth0ThatDoesNotLeadToTheNodeIsRefused() {
        Given pod = Pods.ipv4().and("pod link veth0 kind dummy");
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> pod.plan(STEP))
                .withMessage("the pod has a veth0 (of kind dummy) that does not lead to this node;"
                        + " another program has created it");
    }

    @Test
    void aPodWithoutTheNicIsRefused() {
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> Pods.ipv4()
                        .attachment("lan", "0123456789abcdef", "net1")
                        .plan(STEP))
                .withMessage("no device net1 in the pod");
    }

    @Test
    void theStepAsksForTheDevicesWithThePossibleNamesAndForTheirSysctls() {
        Given node = Pods.ipv4();
        assertThat(STEP.questions(node.context()))
                .contains(
                        new Question.HostLink("veth0123456789a"),
                        new Question.Sysctls(Netns.HOST, "net/ipv6/conf/default/accept_ra"),
                        new Question.Sysctls(Netns.HOST, "net/ipv6/conf/veth0123456789a/accept_ra"));
        Given taken = node.and("host link veth0123456789a kind veth alias '" + OTHERS + "'");
        assertThat(STEP.questions(taken.context()))
                .contains(
                        new Question.HostLink("veth9f9f5111f7b"),
                        new Question.Sysctls(Netns.HOST, "net/ipv6/conf/veth9f9f5111f7b/accept_ra"));
    }

    @Test
    void theExistingPairIsQueriedAlsoWhenItsPreferredNameIsFreeAgain() {
        Given taken = Pods.ipv4().and("host link veth0123456789a kind veth alias '" + OTHERS + "'");
        Given made = taken.after(taken.plan(STEP));
        Given free = made.after(
                Plan.remove(made.snapshot().host().link("veth0123456789a").orElseThrow()));
        assertThat(STEP.questions(free.context()))
                .contains(new Question.Sysctls(Netns.HOST, "net/ipv6/conf/veth9f9f5111f7b/accept_ra"));
    }

    private static VethPair madeBy(Given given) {
        Given after = given.after(given.plan(STEP));
        return VethPair.find("veth0", after.snapshot().host(), after.snapshot().pod())
                .orElseThrow();
    }
}
