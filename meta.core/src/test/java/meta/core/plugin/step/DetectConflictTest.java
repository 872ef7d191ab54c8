package meta.core.plugin.step;

import static meta.spi.testkit.Given.given;
import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatList;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import meta.core.plugin.step.DetectConflict.Options;
import meta.netlink.IpAddress;
import meta.spi.PlanningException;
import meta.spi.Question;
import meta.spi.Step;
import meta.spi.option.GoDuration;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

class DetectConflictTest {
    private static final Step STEP = new DetectConflict();
    private static final Options ON = new Options(true, new GoDuration(Duration.ofSeconds(1)), 3);

    private static final Given POD =
            given("""
            pod link eth0 lladdr 0a:00:00:00:00:09 kind macvlan
            """).podAddresses("172.18.24.120", "fd00:18::120").option(Options.CHOICE, ON);

    @Test
    void everyAddressIsProbed() {
        assertThat(POD.plan(STEP)).isPlan("""
                pod probe 172.18.24.120 dev eth0 times 3 interval 1s
                pod probe fd00:18::120 dev eth0 times 3 interval 1s
                """);
    }

    @Test
    void theNumberAndIntervalOfProbesAreConfigurable() {
        var twice = new Options(true, GoDuration.parse("50ms"), 2);
        assertThat(POD.podAddresses("172.18.24.120")
                        .option(Options.CHOICE, twice)
                        .plan(STEP))
                .isPlan("pod probe 172.18.24.120 dev eth0 times 2 interval 50ms");
    }

    @Test
    void noHostIsProbedUnlessTheConfigurationEnablesIt() {
        assertThat(POD.declared(Options.DECLARED).plan(STEP)).isPlan("");
    }

    @Test
    void theNodesOwnAddressIsAConflict() {
        Given taken = POD.podAddresses("172.18.0.2").and("host addr 172.18.0.2/16 dev docker0");
        assertThat(taken.plan(STEP)).isPlan("""
                pod conflict 172.18.0.2 owner 'the node itself, on docker0,'
                pod probe 172.18.0.2 dev eth0 times 3 interval 1s
                """);
    }

    @Test
    void anAddressOfTheNodeOnAHostEndIsNoConflict() {
        Given again = POD.podAddresses("172.18.24.120").and("""
                host link vethown lladdr 0a:00:00:00:00:01 peer veth0 netns pod
                pod  link veth0 lladdr 0a:00:00:00:00:02
                host addr 172.18.24.120/32 dev vethown
                host addr 172.18.24.120/32 dev veth0123456789a
                """);
        assertThat(again.plan(STEP)).isPlan("pod probe 172.18.24.120 dev eth0 times 3 interval 1s");
    }

    @Test
    void theGatewayOfTheNicIsAConflict() {
        Given taken = POD.podAddresses("172.18.0.1").routers("172.18.0.1", "fd00:18::1");
        assertThat(taken.plan(STEP)).isPlan("""
                pod conflict 172.18.0.1 owner 'the gateway of eth0'
                pod probe 172.18.0.1 dev eth0 times 3 interval 1s
                """);
    }

    @Test
    void anAddressOfAnotherPodWithOurNeighborIsAConflict() {
        Given taken = POD.podAddresses("172.18.24.120").and("""
                host link calidead lladdr 0a:00:00:00:00:01
                host neigh 172.18.24.120 dev calidead lladdr 0a:00:00:00:00:0e nud permanent protocol 109
                """);
        assertThat(taken.plan(STEP)).isPlan("""
                pod conflict 172.18.24.120 owner 'the pod behind calidead'
                pod probe 172.18.24.120 dev eth0 times 3 interval 1s
                """);
        assertThatList(STEP.questions(taken.context()))
                .containsExactly(new Question.HostNeighbors(List.of(IpAddress.parse("172.18.24.120"))));
    }

    @Test
    void anAddressOfAnotherPodWithOurRouteIsAConflict() {
        Given taken = POD.podAddresses("172.18.24.120").and("""
                host link vethother lladdr 0a:00:00:00:00:01 alias 'meta-plugins network=lan container=c0ffee ifname=eth0'
                host route 172.18.24.120 dev vethother scope link proto 109
                """);
        assertThat(taken.plan(STEP)).isPlan("""
                pod conflict 172.18.24.120 owner \
                'the pod behind vethother (meta-plugins network=lan container=c0ffee ifname=eth0)'
                pod probe 172.18.24.120 dev eth0 times 3 interval 1s
                """);
    }

    @Test
    void anAddressBehindAnOverlayDeviceIsAConflict() {
        Given taken = POD.podAddresses("fd00:18::120").and("""
                host link calidead lladdr 0a:00:00:00:00:01
                host route fd00:18::120 dev calidead proto 109 table 500
                """);
        assertThat(taken.plan(STEP)).isPlan("""
                pod conflict fd00:18::120 owner 'the pod behind calidead'
                pod probe fd00:18::120 dev eth0 times 3 interval 1s
                """);
    }

    @Test
    void routesOfThisPodAndRoutesOfOtherProgramsAreNoConflict() {
        Given again = POD.podAddresses("172.18.24.120").and("""
                host link vethown lladdr 0a:00:00:00:00:01 peer veth0 netns pod
                pod  link veth0 lladdr 0a:00:00:00:00:02
                host route 172.18.24.120 dev vethown scope link proto 109
                host link eth1 lladdr 0a:00:00:00:00:03
                host route 172.18.24.121 dev eth1 scope link proto 109
                host route 172.18.24.120 dev eth1 metric 7 scope link proto static
                """);
        assertThat(again.plan(STEP)).isPlan("pod probe 172.18.24.120 dev eth0 times 3 interval 1s");
    }

    @Test
    void aRouteOfThisAttachmentFromAnEarlierNamespaceIsNoConflict() {
        Given recreated = POD.podAddresses("172.18.24.120")
                .and("host link vethold lladdr 0a:00:00:00:00:01 alias '"
                        + POD.attachment().mark() + "'\nhost route 172.18.24.120 dev vethold scope link proto 109");
        assertThat(recreated.plan(STEP)).isPlan("pod probe 172.18.24.120 dev eth0 times 3 interval 1s");
    }

    @Test
    void anAddressThatFailedDuplicateAddressDetectionIsAlsoProbedToFindItsOwner() {
        Given duplicate = POD.and("pod addr fd00:18::120/64 dev eth0 tentative dadfailed")
                .assigned("172.18.24.120/16", "fd00:18::120/64")
                .podAddresses("172.18.24.120");
        assertThat(duplicate.plan(STEP)).isPlan("""
                pod probe 172.18.24.120 dev eth0 times 3 interval 1s
                pod probe fd00:18::120 dev eth0 times 3 interval 1s
                """);
    }

    @Test
    void aMissingNicAndANicWithoutAMacAddressAreErrors() {
        assertThatThrownBy(() -> POD.attachment("lan", "c0ffee", "net1").plan(STEP))
                .isInstanceOf(PlanningException.class)
                .hasMessage("no device net1 in the pod");
        Given tun = given("pod link eth0 kind tun").podAddresses("10.6.0.9").option(Options.CHOICE, ON);
        assertThatThrownBy(() -> tun.plan(STEP))
                .isInstanceOf(PlanningException.class)
                .hasMessageContaining("eth0 has no MAC address");
    }
}
