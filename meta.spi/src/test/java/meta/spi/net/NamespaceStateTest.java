package meta.spi.net;

import static meta.spi.net.Netns.HOST;
import static meta.spi.net.Netns.POD;
import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import org.junit.jupiter.api.Test;

class NamespaceStateTest {
    private static final Link ETH0 = Link.of(POD, "eth0", "", MacAddress.NONE, 1500);
    private static final Link NET1 = Link.of(POD, "net1", "", MacAddress.NONE, 1500);

    private static final NamespaceState STATE = given("""
            pod link eth0
            pod addr 10.6.0.9/16 dev eth0
            pod addr 10.7.0.9/16 dev net1
            pod addr fd00::9/64 dev eth0
            pod neigh 10.6.0.1 dev eth0 nud stale
            pod neigh 10.6.0.1 dev net1 nud stale
            pod neigh 10.6.0.2 dev eth0 nud stale
            pod route default via 10.6.0.1 dev eth0
            pod rule from 10.6.0.9 lookup 200 priority 1100
            pod sysctl net.ipv4.conf.all.rp_filter=2
            """).snapshot().pod();

    @Test
    void anObjectIsFoundByNameOrAddress() {
        assertThat(STATE.link("eth0")).contains(ETH0);
        assertThat(STATE.link("net1")).isEmpty();
        assertThat(STATE.addresses("eth0"))
                .extracting(Address::address)
                .containsExactly(IpAddress.parse("10.6.0.9"), IpAddress.parse("fd00::9"));
        assertThat(STATE.neighbors(IpAddress.parse("10.6.0.1")))
                .extracting(Neighbor::device)
                .containsExactly("eth0", "net1");
        assertThat(STATE.sysctl("net/ipv4/conf/all/rp_filter")).contains("2");
        assertThat(STATE.sysctl("net/ipv4/conf/eth0/rp_filter")).isEmpty();
    }

    @Test
    void objectsAreListedByKind() {
        assertThat(STATE.links()).hasSize(1);
        assertThat(STATE.addresses()).hasSize(3);
        assertThat(STATE.neighbors()).hasSize(3);
        assertThat(STATE.routes()).hasSize(1);
        assertThat(STATE.rules()).hasSize(1);
        assertThat(STATE.sysctls()).hasSize(1);
        assertThat(STATE.objects()).hasSize(10);
    }

    @Test
    void ofTwoObjectsWithOneKeyTheLaterIsKept() {
        NamespaceState state = NamespaceState.of(POD, List.of(ETH0, ETH0.withMtu(9000)));
        assertThat(state.objects()).containsExactly(ETH0.withMtu(9000));
        assertThat(state.find(ETH0.key())).contains(ETH0.withMtu(9000));
    }

    @Test
    void aReplacedObjectKeepsItsPlace() {
        NamespaceState state = NamespaceState.of(POD, List.of(ETH0, NET1)).with(ETH0.withMtu(9000));
        assertThat(state.objects()).containsExactly(ETH0.withMtu(9000), NET1);
    }

    @Test
    void anObjectIsRemovedByItsKey() {
        NamespaceState state = NamespaceState.of(POD, List.of(ETH0, NET1));
        assertThat(state.without(ETH0.key()).objects()).containsExactly(NET1);
        assertThat(state.without(ETH0.key()).without(ETH0.key())).isEqualTo(NamespaceState.of(POD, List.of(NET1)));
    }

    @Test
    void statesWithTheSameObjectsInAnotherOrderAreEqual() {
        NamespaceState one = NamespaceState.of(POD, List.of(ETH0, NET1));
        NamespaceState other = NamespaceState.of(POD, List.of(NET1, ETH0));
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one).isNotEqualTo(one.with(ETH0.withMtu(9000)));
        assertThat(NamespaceState.of(POD, List.of())).isNotEqualTo(NamespaceState.of(HOST, List.of()));
    }

    @Test
    void pairsAndObjectsOfTheOtherNamespaceAreRejected() {
        VethPair pair = VethPair.of("vethabc", MacAddress.NONE, "veth0", MacAddress.NONE, 1500);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamespaceState.of(HOST, List.of(ETH0)))
                .withMessageStartingWith("the state of the host cannot contain this object: pod link eth0");
        assertThatIllegalArgumentException().isThrownBy(() -> NamespaceState.of(HOST, List.of(pair)));
        assertThatIllegalArgumentException().isThrownBy(() -> STATE.with(pair));
    }

    @Test
    void aDraftDoesNotChangeEarlierStates() {
        NamespaceState before = NamespaceState.of(POD, List.of(ETH0));
        NamespaceDraft draft = before.draft();
        draft.put(NET1);
        NamespaceState between = draft.state();
        draft.put(ETH0.withMtu(9000));
        draft.remove(NET1.key());

        assertThat(before.objects()).containsExactly(ETH0);
        assertThat(between.objects()).containsExactly(ETH0, NET1);
        assertThat(draft.state().objects()).containsExactly(ETH0.withMtu(9000));
    }

    @Test
    void aDraftAcceptsAnObjectAfterTheLastOfItsKindIsRemoved() {
        NamespaceDraft draft = NamespaceState.of(POD, List.of(ETH0)).draft();
        draft.remove(ETH0.key());
        assertThat(draft.state()).isEqualTo(NamespaceState.of(POD, List.of()));
        draft.put(NET1);
        assertThat(draft.state().objects()).containsExactly(NET1);
    }

    @Test
    void routesAreFoundByTableAndDestination() {
        Prefix lan = Prefix.parse("10.6.0.0/16");
        Route byEth0 = Route.to(lan, POD, "eth0");
        Route byNet1 = Route.to(lan, POD, "net1").withRank(1);
        Route inTable = byEth0.withTable(RouteTable.of(200));
        Route other = Route.to(Prefix.parse("10.7.0.0/16"), POD, "eth0");
        NamespaceState state = NamespaceState.of(POD, List.of(byEth0, inTable, other, byNet1));

        assertThat(state.routes(RouteTable.MAIN)).containsExactly(byEth0, other, byNet1);
        assertThat(state.routes(RouteTable.MAIN, lan)).containsExactly(byEth0, byNet1);
        assertThat(state.routes(RouteTable.of(201), lan)).isEmpty();
        assertThat(state.alike(byNet1.withRank(7))).contains(byNet1);
        assertThat(state.alike(byNet1.withMtu(1400))).isEmpty();
    }

    @Test
    void aRouteGetsTheFirstFreeRank() {
        Route route = Route.to(Prefix.parse("10.6.0.0/16"), POD, "eth0");
        NamespaceState state = NamespaceState.of(POD, List.of(route, route.withRank(2)));
        FreeRouteRanks ranks = FreeRouteRanks.in(state);

        assertThat(ranks.take(route)).isEqualTo(route.withRank(1));
        assertThat(ranks.take(route)).isEqualTo(route.withRank(3));
        assertThat(ranks.take(route.withTable(RouteTable.of(200)))).isEqualTo(route.withTable(RouteTable.of(200)));
        assertThat(FreeRouteRanks.all().take(route)).isEqualTo(route);
    }

    @Test
    void aStateCannotBeChanged() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> STATE.objects().clear());
    }
}
