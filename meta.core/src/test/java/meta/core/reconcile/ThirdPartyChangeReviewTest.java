package meta.core.reconcile;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import meta.core.cni.CallFailedException;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.spi.Addressing;
import meta.spi.Plan;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.NamespaceState;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.VethPair;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

class ThirdPartyChangeReviewTest {
    private static final Given NODE = given("""
            host link eth0 lladdr 0a:00:00:00:00:09
            host link br0 kind bridge
            host link vetha kind veth peer veth0 netns pod alias 'meta-plugins network=lan container=0123456789abcdef ifname=eth0'
            host link vethb kind veth alias 'meta-plugins network=lan container=c0ffee ifname=eth0'
            host link made kind dummy alias 'meta-plugins network=lan container=0123456789abcdef ifname=net1'
            host addr 172.18.0.2/16 dev eth0
            host addr 203.0.113.1/32 dev made
            host route 10.0.0.0/8 via 172.18.0.1 dev eth0 proto static
            host route 203.0.113.9 dev vetha scope link proto 109
            host rule to 10.0.0.0/8 lookup 500 priority 500
            host neigh 172.18.0.1 dev eth0 lladdr 0a:00:00:00:00:01 nud permanent
            host neigh 172.18.0.7 dev eth0 lladdr 0a:00:00:00:00:07 nud stale
            pod  link eth0 kind macvlan
            pod  link net1 kind macvlan
            pod  link phys0
            pod  link veth0 kind veth
            pod  link dummy0 kind dummy
            pod  addr 172.18.24.120/16 dev eth0
            pod  addr 203.0.113.2/32 dev eth0
            pod  addr 10.9.0.2/24 dev net1
            pod  route default via 172.18.0.1 dev eth0 proto boot
            pod  rule to 10.0.0.0/8 lookup 500 priority 500
            """).assigned("172.18.24.120/16").routers("172.18.0.1");

    private static void check(Plan plan) {
        Changes changes = Difference.between(List.of(new StepPlan("acme", plan)), NODE.snapshot());
        ThirdPartyChangeReview.require(
                NODE.attachment(), NODE.addressing(), NODE.snapshot(), changes, Map.of("acme", "acme.jar"));
    }

    private static void assertRefused(Plan plan, String text) {
        assertThatExceptionOfType(CallFailedException.class)
                .as("%s", plan)
                .isThrownBy(() -> check(plan))
                .satisfies(failed -> assertThat(failed.failure().details())
                        .startsWith("acme: asks for ")
                        .contains(text)
                        .endsWith(" (of acme.jar)"));
    }

    private static void assertAccepted(Plan plan) {
        assertThatCode(() -> check(plan)).as("%s", plan).doesNotThrowAnyException();
    }

    private static Link link(Netns netns, String name) {
        return state(netns).link(name).orElseThrow();
    }

    private static NamespaceState state(Netns netns) {
        return NODE.snapshot().in(netns);
    }

    @Test
    void aLinkOfAnotherProgramIsNotRemoved() {
        assertRefused(
                Plan.remove(link(Netns.HOST, "eth0")), "asks for ip link del eth0: the link does not have the mark");
        assertRefused(Plan.remove(link(Netns.HOST, "br0")), "does not have the mark");
        assertRefused(Plan.remove(link(Netns.HOST, "vethb")), "does not have the mark of an attachment of this pod");
        assertRefused(
                Plan.remove(link(Netns.POD, "eth0")),
                "asks for ip -n pod link del eth0: this is the NIC that the call is about");
        assertRefused(Plan.remove(link(Netns.POD, "net1")), "another program has created the link");
        assertRefused(Plan.remove(link(Netns.POD, "phys0")), "another program has created the link");
    }

    @Test
    void aLinkOfThisPodMayBeRemovedWithTheObjectsOnIt() {
        assertAccepted(Plan.remove(link(Netns.HOST, "made")));
        assertAccepted(Plan.remove(link(Netns.POD, "dummy0")));
        assertAccepted(Plan.remove(
                VethPair.find("veth0", state(Netns.HOST), state(Netns.POD)).orElseThrow()));
    }

    @Test
    void aLinkMayBeChangedButNotItsKindOrItsOwner() {
        assertAccepted(Plan.ensure(link(Netns.POD, "eth0").withMtu(1400).withTxqueuelen(2001)));
        assertAccepted(Plan.ensure(link(Netns.HOST, "eth0").withTxqueuelen(2001)));
        assertRefused(
                Plan.ensure(Link.of(Netns.POD, "eth0", "dummy", MacAddress.NONE, 1500)),
                "a device's kind, its kind-specific attributes (IFLA_INFO_DATA) and its peer");
        assertRefused(
                Plan.ensure(link(Netns.HOST, "br0").withAlias(NODE.attachment().mark())),
                "DEL would remove a link with this mark");
    }

    @Test
    void aNewLinkOfTheHostNeedsTheMark() {
        Link bridge = Link.of(Netns.HOST, "br7", "bridge");
        assertRefused(Plan.ensure(bridge), "needs the mark of the attachment as its alias");
        assertAccepted(Plan.ensure(bridge.withAlias(NODE.attachment().mark())));
        assertAccepted(Plan.ensure(Link.of(Netns.POD, "br7", "bridge")));
    }

    @Test
    void aLinkOfAnotherProgramIsNotMadeAPort() {
        assertRefused(Plan.ensure(link(Netns.HOST, "eth0").withMaster("br0")), "DEL would not restore its master");
        assertAccepted(Plan.ensure(link(Netns.HOST, "vetha").withMaster("br0")));
        assertAccepted(Plan.ensure(link(Netns.POD, "net1").withMaster("dummy0")));
    }

    @Test
    void anAddressOfAnotherProgramIsNotRemoved() {
        assertRefused(remove(Netns.HOST, "eth0", "172.18.0.2", 16), "the address belongs to the node");
        assertAccepted(remove(Netns.HOST, "made", "203.0.113.1", 32));
        assertRefused(remove(Netns.POD, "eth0", "172.18.24.120", 16), "the address is assigned to the NIC");
        assertRefused(remove(Netns.POD, "net1", "10.9.0.2", 24), "another program, another plugin or the kernel");
        assertAccepted(remove(Netns.POD, "eth0", "203.0.113.2", 32));
    }

    @Test
    void aDeviceOfThePodGetsNoAddressOfTheNodeOrOfAGateway() {
        Address ofNode = Address.of(Netns.POD, "eth0", IpAddress.parse("172.18.0.2"), 16);
        assertRefused(Plan.ensure(ofNode), "the node has this address");
        assertRefused(
                Plan.ensure(Address.of(Netns.POD, "net1", IpAddress.parse("172.18.0.1"), 32)),
                "it is a gateway of eth0");
        assertAccepted(Plan.ensure(Address.of(Netns.POD, "lo", IpAddress.parse("172.18.0.2"), 32)));
        assertAccepted(Plan.ensure(Address.of(Netns.POD, "eth0", IpAddress.parse("172.18.0.3"), 16)));
    }

    /** The assigned addresses can be unknown in a DEL. */
    @Test
    void anAddressOfTheNicMayBeRemovedIfNoAssignedAddressIsKnown() {
        Changes changes = Difference.between(
                List.of(new StepPlan("acme", remove(Netns.POD, "eth0", "203.0.113.2", 32))), NODE.snapshot());

        assertThatCode(() -> ThirdPartyChangeReview.require(
                        NODE.attachment(), Addressing.NONE, NODE.snapshot(), changes, Map.of("acme", "acme.jar")))
                .doesNotThrowAnyException();
    }

    private static Plan remove(Netns netns, String device, String address, int length) {
        return Plan.remove(Address.of(netns, device, IpAddress.parse(address), length));
    }

    @Test
    void aRouteOfAnotherProgramIsNotRemovedButMayBeMovedToAnotherTableInThePod() {
        Route static8 = state(Netns.HOST).routes(Prefix.parse("10.0.0.0/8")).getFirst();
        Route byDefault = state(Netns.POD).routes(Prefix.parse("0.0.0.0/0")).getFirst();
        Plan moved = Plan.ensure(byDefault.withTable(RouteTable.of(100))).then(Plan.remove(byDefault));

        assertRefused(Plan.remove(static8), "the route does not have our protocol number");
        assertRefused(Plan.ensure(static8.withMtu(1400)), "the existing route does not have our protocol number");
        assertRefused(Plan.remove(byDefault), "is not moved to another table");
        assertAccepted(moved);
        assertAccepted(Plan.ensure(byDefault.withMtu(1400)));
        assertAccepted(Plan.remove(state(Netns.HOST).routes(Prefix.parse("203.0.113.9/32"))));
    }

    @Test
    void aRuleOrPermanentNeighborOfAnotherProgramIsNotRemoved() {
        for (Netns netns : Netns.values()) {
            Rule rule = state(netns).rules().getFirst();
            assertRefused(Plan.remove(rule), "the rule does not have our protocol number");
        }
        Neighbor permanent = neighbor("172.18.0.1");
        assertThat(permanent.state()).isEqualTo(NudState.PERMANENT);
        assertRefused(Plan.remove(permanent), "the existing neighbour is permanent");
        assertAccepted(Plan.remove(neighbor("172.18.0.7")));
    }

    private static Neighbor neighbor(String address) {
        return state(Netns.HOST).neighbors(IpAddress.parse(address)).getFirst();
    }

    @Test
    void thePlanOfAStepOfTheImageIsNotReviewed() {
        Changes changes = Difference.between(
                List.of(new StepPlan("migrateRoute", Plan.remove(link(Netns.POD, "eth0")))), NODE.snapshot());

        assertThatCode(() -> ThirdPartyChangeReview.require(
                        NODE.attachment(), NODE.addressing(), NODE.snapshot(), changes, Map.of("acme", "acme.jar")))
                .doesNotThrowAnyException();
    }
}
