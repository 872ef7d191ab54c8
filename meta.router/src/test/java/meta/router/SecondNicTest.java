package meta.router;

import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.router.AddChainedIpRoute.HostRoute;
import meta.spi.NicTables;
import meta.spi.NicTables.Migration;
import meta.spi.NicTables.OwnTable;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.Question;
import meta.spi.Step;
import meta.spi.routing.HostTable;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A NIC beside the overlay NIC. */
class SecondNicTest {
    private static OwnTable own(String nic, String address, int table) {
        return new OwnTable(nic, List.of(IpAddress.parse(address)), RouteTable.of(table));
    }

    private static OwnTable keeper(String nic, String address, int table) {
        return new OwnTable(nic, List.of(IpAddress.parse(address)), RouteTable.of(table), true);
    }

    @Test
    void nodeAndPodReachEachOtherAndTheClusterByTheOverlayNic() {
        assertThat(Pods.plan(Pods.ipv4())).isPlan("""
                pod  ip neigh replace 172.18.0.2 dev eth0 lladdr 0a:00:00:00:00:c1 nud permanent protocol 109
                host ip neigh replace 172.18.24.11 dev cali1 lladdr 0a:00:00:00:00:e0 nud permanent protocol 109
                host ip rule add lookup 500 priority 1000 protocol kernel
                host ip route replace 172.18.24.11 dev cali1 scope link src 172.18.0.2 table 500 proto 109
                pod  ip route replace 172.18.0.2 dev eth0 scope link src 10.244.0.5 proto 109
                pod  ip route replace 172.18.0.2 dev eth0 scope link src 10.244.0.5 table 199 proto 109
                pod  ip rule add to 10.244.0.0/16 lookup 200 priority 1000 protocol 109
                pod  ip rule add to 10.96.0.0/12 lookup 200 priority 1000 protocol 109
                pod  ip route replace 10.244.0.0/16 via 172.18.0.2 dev eth0 src 10.244.0.5 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev eth0 src 10.244.0.5 proto 109
                """);
    }

    /** A masquerading rule takes the address that the kernel picks for the host end; the pod answers it by the overlay NIC. */
    @Test
    void thePodReachesTheAddressThatTheKernelPicksForTheHostEnd() {
        Given docker = Pods.ipv4()
                .and("host lookup 224.0.0.1 dev cali1 src 172.17.0.1")
                .tables(Pods.tables(
                        Pods.ipv4().and("host lookup 224.0.0.1 dev cali1 src 172.17.0.1"), Migration.BY_NAME));
        assertThat(docker.plan(new AddHostIpRoute())).isPlan("""
                pod  ip route replace 172.18.0.2 dev eth0 scope link src 10.244.0.5 proto 109
                pod  ip route replace 172.18.0.2 dev eth0 scope link src 10.244.0.5 table 199 proto 109
                pod  ip route replace 172.17.0.1 dev eth0 scope link src 10.244.0.5 proto 109
                pod  ip route replace 172.17.0.1 dev eth0 scope link src 10.244.0.5 table 199 proto 109
                """);
        Given onLan = Pods.ipv4().and("host lookup 224.0.0.1 dev cali1 src 172.18.0.77");
        assertThat(onLan.tables(Pods.tables(onLan, Migration.BY_NAME)).plan(new AddHostIpRoute()))
                .as("an address of the new NIC's own LAN is another host's there")
                .isPlan("""
                pod  ip route replace 172.18.0.2 dev eth0 scope link src 10.244.0.5 proto 109
                pod  ip route replace 172.18.0.2 dev eth0 scope link src 10.244.0.5 table 199 proto 109
                """);
    }

    @Test
    void theNodesRouteNamesNoSourceWhereTheKernelPicksOneOfTheNodes() {
        Given pod = Pods.ipv4().and("host lookup 224.0.0.1 dev cali1 src 172.18.0.2");
        assertThat(pod.plan(new AddChainedIpRoute())).isPlan("""
                host ip rule add lookup 500 priority 1000 protocol kernel
                host ip route replace 172.18.24.11 dev cali1 scope link table 500 proto 109
                """);
        Given docker = Pods.ipv4().and("host lookup 224.0.0.1 dev cali1 src 172.17.0.1");
        assertThat(docker.plan(new AddChainedIpRoute())).isPlan("""
                host ip rule add lookup 500 priority 1000 protocol kernel
                host ip route replace 172.18.24.11 dev cali1 scope link src 172.18.0.2 table 500 proto 109
                """);
    }

    @Test
    void aRuleOfOursOfAnEarlierVersionGetsTheProtocolThatNetworkdLeavesAlone() {
        Given pod = Pods.ipv4().and("host rule lookup 500 priority 1000 protocol 109");
        Given after = pod.after(pod.plan(new AddChainedIpRoute()));
        assertThat(after.snapshot().host().rules())
                .containsExactly(new HostTable(RouteTable.of(500)).rule(Family.IPV4));
    }

    @Test
    void whereTheRuleIsGoneTheRoutesAreLookedForInTheTable() {
        Given pod = Pods.ipv4().and("host rule lookup main priority 32766 protocol kernel");
        assertThat(new AddChainedIpRoute().questions(pod.context()))
                .containsExactly(new Question.HostRules(), new Question.HostRoutes("cali1"));
        Given ruled = pod.and("host rule lookup 500 priority 1000 protocol kernel");
        assertThat(new AddChainedIpRoute().questions(ruled.context())).containsExactly(new Question.HostRules());
    }

    @Test
    void theOverlayNicMakesWayForTheOneThatSortsAfterIt() {
        assertThat(Pods.tables(Pods.ipv4(), Migration.BY_NAME).own())
                .containsExactly(
                        keeper("eth0", "10.244.0.5", 200),
                        own("net1", "172.18.24.11", 199)); // main has no other default
        Given both = Pods.ipv4().and("pod route default via 172.18.0.1 dev net1 metric 5");
        assertThat(Pods.tables(both, Migration.BY_NAME).own())
                .containsExactly(keeper("net1", "172.18.24.11", 199), own("eth0", "10.244.0.5", 200));
    }

    @Test
    void aNicThatSortsBeforeItMakesWayItself() {
        Given ens5 = Pods.ipv4()
                .and("pod link ens5\npod addr 172.18.24.15/16 dev ens5")
                .attachment("lan", "0123456789abcdef", "ens5")
                .assigned("172.18.24.15/16");
        ens5 = ens5.after(Plan.remove(ens5.snapshot().pod().link("net1").orElseThrow()));
        assertThat(Pods.tables(ens5, Migration.BY_NAME).own())
                .containsExactly(keeper("eth0", "10.244.0.5", 199), own("ens5", "172.18.24.15", 204));
        assertThat(Pods.tables(ens5, Migration.ALWAYS).own())
                .containsExactly(keeper("ens5", "172.18.24.15", 199), own("eth0", "10.244.0.5", 204));
        assertThat(ens5.tables(Pods.tables(ens5, Migration.BY_NAME)).plan(new HijackCustomSubnet()))
                .isPlan("""
                pod  ip rule add to 10.244.0.0/16 lookup 199 priority 1000 protocol 109
                pod  ip rule add to 10.96.0.0/12 lookup 199 priority 1000 protocol 109
                pod  ip route replace 10.244.0.0/16 via 172.18.0.2 dev eth0 src 10.244.0.5 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev eth0 src 10.244.0.5 proto 109
                """);
    }

    @Test
    void whereNothingMovesTheClusterHasATableAllTheSameAndKeepsIt() {
        Given pod = Pods.ipv4();
        Given decided = pod.tables(Pods.tables(pod, Migration.NEVER));
        assertThat(decided.plan(new HijackCustomSubnet())).isPlan("""
                pod  ip route replace 172.18.0.2 dev eth0 scope link src 10.244.0.5 table 200 proto 109
                pod  ip route replace 10.244.0.0/16 via 172.18.0.2 dev eth0 src 10.244.0.5 table 200 proto 109
                pod  ip rule add to 10.244.0.0/16 lookup 200 priority 1000 protocol 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev eth0 src 10.244.0.5 table 200 proto 109
                pod  ip rule add to 10.96.0.0/12 lookup 200 priority 1000 protocol 109
                """);
        Given after = decided.after(decided.plan(new HijackCustomSubnet()));
        assertThat(Pods.tables(after, Migration.NEVER)).isEqualTo(Pods.tables(pod, Migration.NEVER));
    }

    /** As Multus takes it away where another NIC has {@code default-route}. */
    @Test
    void withoutADefaultOfTheOverlayNicItsTableGetsOneByTheNode() {
        Given pod = Pods.ipv4().after(Plan.remove(Pods.ipv4().snapshot().pod().routes()));
        assertThat(pod.tables(Pods.tables(pod, Migration.BY_NAME)).plan(new HijackCustomSubnet()))
                .isPlan("""
                pod  ip route replace 172.18.0.2 dev eth0 scope link src 10.244.0.5 table 200 proto 109
                pod  ip route replace 10.244.0.0/16 via 172.18.0.2 dev eth0 src 10.244.0.5 table 200 proto 109
                pod  ip rule add to 10.244.0.0/16 lookup 200 priority 1000 protocol 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev eth0 src 10.244.0.5 table 200 proto 109
                pod  ip rule add to 10.96.0.0/12 lookup 200 priority 1000 protocol 109
                pod  ip route replace default via 172.18.0.2 dev eth0 src 10.244.0.5 table 200 proto 109
                pod  ip route replace 10.244.0.0/16 via 172.18.0.2 dev eth0 src 10.244.0.5 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev eth0 src 10.244.0.5 proto 109
                """);
    }

    /** Multus has given the default to net1 and takes that of net2 away after the call. */
    @Test
    void aDefaultThatAnotherToolHasGivenToANicStaysThere() {
        Given pod = Pods.ipv4()
                .after(Plan.remove(Pods.ipv4().snapshot().pod().routes()))
                .and("""
                pod link net2 kind macvlan
                pod addr 172.19.24.12/16 dev net2
                pod route default via 172.18.0.1 dev net1
                pod route default via 172.19.0.1 dev net2 metric 5
                """)
                .attachment("lan2", "0123456789abcdef", "net2")
                .assigned("172.19.24.12/16");
        NicTables decided = Pods.tables(pod, Migration.BY_NAME);
        assertThat(decided.own().getFirst().nic()).isEqualTo("net1");
        Given moved = pod.and("pod rule from 172.19.24.12 lookup 199 priority 1100 protocol 109")
                .after(Plan.remove(pod.snapshot().pod().routes().stream()
                        .filter(route -> route.on("net2"))
                        .toList()));
        assertThat(Pods.tables(moved, Migration.BY_NAME).own().getFirst().nic()).isEqualTo("net1");
    }

    @Test
    void aSubnetOfTheNewNicWinsOverAHijackedOneThatContainsIt() {
        Given pod = Pods.ipv4().hijacked("172.16.0.0/12", "172.18.0.0/16", "172.18.128.0/17", "10.96.0.0/12");
        assertThat(pod.tables(Pods.tables(pod, Migration.BY_NAME)).plan(new HijackCustomSubnet()))
                .isPlan("""
                pod  ip rule add to 172.16.0.0/12 lookup 200 priority 1000 protocol 109
                pod  ip rule add to 172.18.0.0/16 lookup 200 priority 1000 protocol 109
                pod  ip rule add to 172.18.128.0/17 lookup 200 priority 1000 protocol 109
                pod  ip rule add to 10.96.0.0/12 lookup 200 priority 1000 protocol 109
                pod  ip rule add to 172.18.0.0/16 goto 1100 priority 900 protocol 109
                pod  ip route replace 172.16.0.0/12 via 172.18.0.2 dev eth0 src 10.244.0.5 proto 109
                pod  ip route replace 172.18.128.0/17 via 172.18.0.2 dev eth0 src 10.244.0.5 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev eth0 src 10.244.0.5 proto 109
                """);
    }

    /** What the node asks such a NIC comes and goes by the LAN, not by the overlay NIC. */
    @Test
    void aNicThatTheNodeRoutesToAnswersItself() {
        Given routed = Pods.ipv4().and("host lookup 172.18.24.11 via 172.18.0.1 dev eth0 src 172.18.0.2");
        assertThat(routed.tables(Pods.tables(routed, Migration.BY_NAME)).plan(new AddHostIpRoute()))
                .isPlan("pod ip route replace 172.18.0.2 dev eth0 scope link src 10.244.0.5 proto 109");
    }

    @Test
    void anAddressThatTheNodeRoutesToGetsNoRouteOfItsOwn() {
        Given routed = Pods.ipv4().and("host lookup 172.18.24.11 via 172.18.0.1 dev eth0 src 172.18.0.2");
        Step step = new AddChainedIpRoute();
        assertThat(routed.plan(step)).isPlan("");
        assertThat(routed.option(AddChainedIpRoute.Options.WHEN, HostRoute.ALWAYS)
                        .plan(step))
                .isPlan("""
                host ip rule add lookup 500 priority 1000 protocol kernel
                host ip route replace 172.18.24.11 dev cali1 scope link src 172.18.0.2 table 500 proto 109
                """);
        assertThat(Pods.ipv4()
                        .option(AddChainedIpRoute.Options.WHEN, HostRoute.NEVER)
                        .plan(step))
                .isPlan("");
    }

    @Test
    void theNodesTableIsTheConfiguredOneAndItsRulesAreAskedFor() {
        Step step = new AddChainedIpRoute();
        Given pod = Pods.ipv4().option(HostTable.NUMBER, 501L);
        assertThat(pod.plan(step)).isPlan("""
                host ip rule add lookup 501 priority 1000 protocol kernel
                host ip route replace 172.18.24.11 dev cali1 scope link src 172.18.0.2 table 501 proto 109
                """);
        assertThat(step.questions(pod.context())).containsExactly(new Question.HostRules());
    }

    @Test
    void aReusedPodAddressLosesTheNeighborOfItsFormerOwner() {
        Given pod = Pods.ipv4().and("host neigh 172.18.24.11 dev eth0 lladdr 0a:00:00:00:00:0f nud stale");
        assertThat(pod.plan(new SetupNeighborhood())).isPlan("""
                pod  ip neigh replace 172.18.0.2 dev eth0 lladdr 0a:00:00:00:00:c1 nud permanent protocol 109
                host ip neigh del 172.18.24.11 dev eth0 # because another pod may have had the address before
                host ip neigh replace 172.18.24.11 dev cali1 lladdr 0a:00:00:00:00:e0 nud permanent protocol 109
                """);
    }

    @Test
    void withSriovTheOverlayNicIsLeftAlone() {
        Given pod = Pods.ipv4().option(Overlay.SRIOV, true);
        assertThat(pod.plan(new SetupNeighborhood(), new AddChainedIpRoute(), new AddHostIpRoute()))
                .isPlan("");
    }

    @Test
    void aFamilyThatTheOverlayNicLacksIsLeftAlone() {
        Given dual = Pods.ipv4()
                .and("pod addr fd00:18::11/64 dev net1")
                .assigned("172.18.24.11/16", "fd00:18::11/64")
                .nodeAddresses("172.18.0.2", "fd00:18::2");
        assertThat(dual.plan(new SetupNeighborhood(), new AddHostIpRoute())).isPlan("""
                pod  ip neigh replace 172.18.0.2 dev eth0 lladdr 0a:00:00:00:00:c1 nud permanent protocol 109
                host ip neigh replace 172.18.24.11 dev cali1 lladdr 0a:00:00:00:00:e0 nud permanent protocol 109
                pod  ip route replace 172.18.0.2 dev eth0 scope link src 10.244.0.5 proto 109
                """);
        assertThat(Pods.tables(dual, Migration.BY_NAME).own())
                .extracting(OwnTable::family)
                .containsOnly(Family.IPV4);
    }

    @Test
    void anotherTimeNothingChanges() {
        Given pod = Pods.ipv4();
        Given after = pod.after(Pods.plan(pod));
        assertThat(Pods.plan(after)).changesNothingIn(after.snapshot());
    }

    @Test
    void anOverlayNicThatDoesNotLeadToTheNodeIsRefused() {
        Given pod = Pods.ipv4().and("pod link mv0 kind macvlan").option(Overlay.INTERFACE, "mv0");
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> Pods.plan(pod))
                .withMessage("the overlay NIC mv0 (of kind macvlan) has no peer on this node, as a veth or netkit"
                        + " device has; if pod and node reach each other through the new NIC, set \"sriov\": true");
    }

    @Test
    void aPodWithoutTheOverlayNicIsRefused() {
        Given pod = Pods.ipv4().option(Overlay.INTERFACE, "eth7");
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> Pods.plan(pod))
                .withMessage("the pod has no overlay NIC eth7; is \"overlay_interface\" right?");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPodOfThePluginVethIsRefused(boolean sriov) {
        Given pod = Pods.ipv4().and("""
                        host link veth0123456789a peer veth0 netns pod alias 'meta-plugins network=lan container=0123456789abcdef ifname=net1'
                        pod  link veth0
                        """).option(Overlay.SRIOV, sriov);
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> Pods.plan(pod))
                .withMessage(
                        "the pod has a veth0 that the plugin veth has created; one pod uses either veth or router");
    }

    /** It leaves no mark, but both of its names. */
    @Test
    void aPodOfTheGoPluginVethIsRefused() {
        Given pod = Pods.ipv4().attachment("lan", "0123456789abcdef", "net1").and("""
                        host link veth0123456789a peer veth0 netns pod
                        pod  link veth0
                        """);
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> Pods.plan(pod))
                .withMessage(
                        "the pod has a veth0 that the plugin veth has created; one pod uses either veth or router");
    }

    @Test
    void aVeth0OfAnotherNameOnTheNodeIsAnotherTools() {
        Given pod = Pods.ipv4().attachment("lan", "0123456789abcdef", "net1").and("""
                        host link foo0 peer veth0 netns pod
                        pod  link veth0
                        """);
        assertThatCode(() -> Pods.plan(pod)).doesNotThrowAnyException();
    }

    @Test
    void theOverlayNicItselfIsRefused() {
        Given pod = Pods.ipv4().attachment("lan", "0123456789abcdef", "eth0");
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> pod.plan(new SetupNeighborhood()))
                .withMessage("eth0 is the overlay NIC itself; router is for the other NICs");
    }
}
