package meta.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.net.Link;
import meta.spi.net.LinkData;
import meta.spi.net.MacvlanMode;
import meta.spi.net.NamespaceState;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static final MacAddress OUTSIDE = MacAddress.parse("0a:00:00:00:00:01");
    private static final MacAddress INSIDE = MacAddress.parse("0a:00:00:00:00:02");
    private static final IpAddress POD = IpAddress.parse("10.6.0.9");
    private static final VethPair PAIR = VethPair.of("vethabc", OUTSIDE, "veth0", INSIDE, 1500);
    private static final Route TO_POD = Route.to(POD.asPrefix(), Netns.HOST, "vethabc");
    private static final Route SERVICES = Route.to(Prefix.parse("10.96.0.0/12"), Netns.POD, "veth0");
    private static final Neighbor KNOWN = Neighbor.permanent(Netns.HOST, "vethabc", POD, INSIDE);
    private static final Neighbor STALE = Neighbor.of(
            Netns.HOST,
            "calidead",
            POD,
            MacAddress.parse("0a:00:00:00:00:0f"),
            NudState.STALE,
            0,
            RouteProtocol.UNSPEC);

    private static Snapshot given(NetworkObject... objects) {
        Snapshot snapshot = Snapshot.of(
                NamespaceState.of(Netns.HOST, List.of()), NamespaceState.of(Netns.POD, List.of()), List.of());
        for (NetworkObject object : objects) {
            snapshot = snapshot.with(object);
        }
        return snapshot;
    }

    private static List<String> lines(Plan plan, Snapshot snapshot) {
        List<String> lines = new ArrayList<>();
        for (Change change : Difference.between(List.of(new StepPlan("step", plan)), snapshot)
                .list()) {
            lines.addAll(new ChangeCommands(change).lines());
        }
        return lines;
    }

    @Test
    void anObjectThatEqualsThePlannedOneCausesNoChange() {
        Plan plan = Plan.ensure(PAIR).then(Plan.ensure(TO_POD)).then(Plan.ensure(KNOWN));

        assertThat(lines(plan, given(PAIR, TO_POD, KNOWN))).isEmpty();
    }

    @Test
    void attributesThatThePlanLeavesToTheKernelCauseNoChange() {
        Link existing = Link.of(Netns.POD, "mv0", LinkData.macvlan("eth0", MacvlanMode.BRIDGE))
                .withLladdr(INSIDE)
                .withMtu(1450)
                .withMaster("br0");

        assertThat(lines(Plan.ensure(Link.of(Netns.POD, "mv0", "macvlan")), given(existing)))
                .isEmpty();
        assertThat(lines(Plan.ensure(Link.of(Netns.POD, "mv0", "macvlan").withMtu(1400)), given(existing)))
                .containsExactly("pod  ip link set mv0 mtu 1400");
        assertThat(given(existing).with(Plan.ensure(Link.of(Netns.POD, "mv0", "macvlan"))))
                .isEqualTo(given(existing));
    }

    @Test
    void thePortsAndUpperLinksOfALinkAreReleasedBeforeTheLinkIsRemoved() {
        Link bridge = Link.of(Netns.POD, "br0", "bridge");
        Link port = Link.of(Netns.POD, "eth1", "").withMaster("br0");
        Link upper = Link.of(Netns.POD, "br0.5", LinkData.vlan("br0", 5));
        Route route = Route.to(Prefix.parse("10.96.0.0/12"), Netns.POD, "br0.5");

        assertThat(lines(Plan.remove(bridge), given(bridge, port, upper, route)))
                .containsExactly(
                        "pod  ip route del 10.96.0.0/12 dev br0.5 proto 109",
                        "pod  ip link set eth1 nomaster",
                        "pod  ip link del br0.5",
                        "pod  ip link del br0");
        assertThat(given(bridge, port, upper, route).without(bridge)).isEqualTo(given(port.withMaster("")));
    }

    @Test
    void missingObjectsAreCreatedInTheOrderOfThePlan() {
        Plan plan = Plan.ensure(TO_POD).then(Plan.ensure(KNOWN)).then(Plan.ensure(SERVICES));

        assertThat(lines(plan, given(PAIR)))
                .containsExactly(
                        "host ip route add 10.6.0.9 dev vethabc scope link proto 109",
                        "host ip neigh replace 10.6.0.9 dev vethabc lladdr 0a:00:00:00:00:02 nud permanent protocol 109",
                        "pod  ip route add 10.96.0.0/12 dev veth0 scope link proto 109");
    }

    @Test
    void aRouteThroughAnotherDeviceIsReplaced() {
        Route elsewhere = Route.to(POD.asPrefix(), Netns.HOST, "calidead");

        assertThat(lines(Plan.ensure(TO_POD), given(PAIR, elsewhere)))
                .containsExactly("host ip route replace 10.6.0.9 dev vethabc scope link proto 109");
    }

    @Test
    void onlyTheEndOfAPairThatDiffersFromThePlanIsChanged() {
        VethPair marked = VethPair.of(PAIR.host().withAlias("the owner"), PAIR.pod());

        assertThat(lines(Plan.ensure(marked), given(PAIR)))
                .containsExactly("host ip link set vethabc alias 'the owner'");
    }

    @Test
    void theRemovalOfAMissingObjectCausesNoChange() {
        assertThat(lines(Plan.remove(STALE).then(Plan.remove(PAIR)), given())).isEmpty();
    }

    @Test
    void aLinkIsDeletedAfterTheObjectsOnIt() {
        Snapshot snapshot = given(PAIR, KNOWN, TO_POD, SERVICES);

        assertThat(lines(Plan.remove(PAIR.pod()), snapshot))
                .containsExactly(
                        "host ip route del 10.6.0.9 dev vethabc proto 109",
                        "pod  ip route del 10.96.0.0/12 dev veth0 proto 109",
                        "host ip neigh del 10.6.0.9 dev vethabc",
                        "host ip link del vethabc type veth");
    }

    @Test
    void thePodEndOfADeletedPairLeavesItsMasterFirstSoThatARollbackCreatesThePairWithoutIt() {
        Link bridge = Link.of(Netns.POD, "br0", "bridge");
        VethPair port = VethPair.of(PAIR.host(), PAIR.pod().withMaster("br0"));
        List<StepPlan> plans = List.of(new StepPlan("step", Plan.remove(port)));

        List<Change> changes =
                Difference.between(plans, given(bridge, port)).inverse().list();

        assertThat(changes)
                .extracting(Change::object)
                .containsExactly(PAIR, PAIR.pod().withMaster("br0"));
        assertThat(lines(Plan.remove(port), given(bridge, port)))
                .containsExactly("pod  ip link set veth0 nomaster", "host ip link del vethabc type veth");
    }

    @Test
    void aSysctlThatIsDeletedWithItsDeviceNeedsNoCommand() {
        SysctlValue setting = SysctlValue.of(Netns.HOST, SysctlValue.ipv6("vethabc", "accept_ra"), "0");

        assertThat(lines(Plan.remove(PAIR), given(PAIR, setting)))
                .containsExactly("host ip link del vethabc type veth");
    }

    @Test
    void planItemsThatUndoEachOtherCauseNoChange() {
        assertThat(lines(Plan.remove(STALE).then(Plan.ensure(STALE)), given(STALE)))
                .isEmpty();
        assertThat(lines(Plan.ensure(PAIR).then(Plan.ensure(TO_POD)).then(Plan.remove(PAIR)), given()))
                .isEmpty();
        assertThat(lines(Plan.ensure(KNOWN).then(Plan.remove(KNOWN)).then(Plan.remove(STALE)), given(PAIR, STALE)))
                .containsExactly("host ip neigh del 10.6.0.9 dev calidead");
    }

    @Test
    void eachChangeHasItsStepAndReason() {
        Plan plan = Plan.remove(STALE).because("reused pod address");

        assertThat(Difference.between(List.of(new StepPlan("setupNeighborhood", plan)), given(STALE))
                        .list())
                .containsExactly(new Change.Delete("setupNeighborhood", "reused pod address", STALE));
    }

    @Test
    void aVethWhoseOtherEndIsUnknownIsDeletedAsALink() {
        Link single = Link.of(Netns.HOST, "vethabc", "veth", OUTSIDE, 1500);

        assertThat(Difference.between(List.of(new StepPlan("step", Plan.remove(single))), given(single))
                        .list())
                .containsExactly(new Change.Delete("step", "", single));
    }
}
