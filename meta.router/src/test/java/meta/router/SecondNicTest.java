package meta.router;

import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import meta.netlink.Family;
import meta.netlink.RouteTable;
import meta.router.AddChainedIpRoute.HostRoute;
import meta.spi.NicTables.Migration;
import meta.spi.NicTables.OwnTable;
import meta.spi.Question;
import meta.spi.Step;
import meta.spi.routing.HostTable;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

/** The plans for a NIC that a pod has in addition to the overlay NIC. */
class SecondNicTest {
    @Test
    void nodeAndPodReachEachOtherAndTheClusterThroughTheOverlayNic() {
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

    /** If the node masquerades a request to the pod, the request comes from the address that the kernel picks for the host end. */
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
                .as("on the LAN of the new NIC, another host may have the address")
                .isPlan("""
                pod  ip route replace 172.18.0.2 dev eth0 scope link src 10.244.0.5 proto 109
                pod  ip route replace 172.18.0.2 dev eth0 scope link src 10.244.0.5 table 199 proto 109
                """);
    }

    @Test
    void theNodesRouteHasNoSourceIfTheKernelPicksAnAddressOfTheNode() {
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
    void aRuleWithProtocol109GetsTheProtocolKernel() {
        Given pod = Pods.ipv4().and("host rule lookup 500 priority 1000 protocol 109");
        Given after = pod.after(pod.plan(new AddChainedIpRoute()));
        assertThat(after.snapshot().host().rules())
                .containsExactly(new HostTable(RouteTable.of(500)).rule(Family.IPV4));
    }

    @Test
    void ifTheRuleIsMissingTheStepAsksForTheRoutesOfTheHostEnd() {
        Given pod = Pods.ipv4().and("host rule lookup main priority 32766 protocol kernel");
        assertThat(new AddChainedIpRoute().questions(pod.context()))
                .containsExactly(new Question.HostRules(), new Question.HostRoutes("cali1"));
        Given ruled = pod.and("host rule lookup 500 priority 1000 protocol kernel");
        assertThat(new AddChainedIpRoute().questions(ruled.context())).containsExactly(new Question.HostRules());
    }

    @Test
    void theSubnetOfTheNewNicIsExemptFromAHijackedSubnetThatContainsIt() {
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

    /** The node reaches the NIC through a router on the LAN. The pod's replies must also leave through the LAN. */
    @Test
    void aNicThatTheNodeReachesThroughARouterGetsNoRouteToTheNodeInItsTable() {
        Given routed = Pods.ipv4().and("host lookup 172.18.24.11 via 172.18.0.1 dev eth0 src 172.18.0.2");
        assertThat(routed.tables(Pods.tables(routed, Migration.BY_NAME)).plan(new AddHostIpRoute()))
                .isPlan("pod ip route replace 172.18.0.2 dev eth0 scope link src 10.244.0.5 proto 109");
    }

    @Test
    void anAddressThatTheNodeReachesThroughARouterGetsARouteOnlyWithHostRouteAlways() {
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
    void theOutdatedNeighborOfAReusedPodAddressIsRemoved() {
        Given pod = Pods.ipv4().and("host neigh 172.18.24.11 dev eth0 lladdr 0a:00:00:00:00:0f nud stale");
        assertThat(pod.plan(new SetupNeighborhood())).isPlan("""
                pod  ip neigh replace 172.18.0.2 dev eth0 lladdr 0a:00:00:00:00:c1 nud permanent protocol 109
                host ip neigh del 172.18.24.11 dev eth0 # because another pod may have had the address before
                host ip neigh replace 172.18.24.11 dev cali1 lladdr 0a:00:00:00:00:e0 nud permanent protocol 109
                """);
    }

    /**
     * If ADD deleted the neighbour on the node's own device, the node would learn the neighbour again, and every later CHECK would report a
     * difference.
     */
    @Test
    void anAddressToWhichTheNodeGetsNoRouteKeepsItsNeighborOnTheOtherDevice() {
        Given pod = Pods.ipv4()
                .and("host neigh 172.18.24.11 dev eth0 lladdr 0a:00:00:00:00:11 nud reachable")
                .option(AddChainedIpRoute.Options.WHEN, HostRoute.NEVER);
        assertThat(pod.plan(new SetupNeighborhood())).isPlan("""
                pod  ip neigh replace 172.18.0.2 dev eth0 lladdr 0a:00:00:00:00:c1 nud permanent protocol 109
                host ip neigh replace 172.18.24.11 dev cali1 lladdr 0a:00:00:00:00:e0 nud permanent protocol 109
                """);
        Given withoutIpv6 = Pods.ipv4().and("""
                        host lookup fd00:18::b dev eth0 src fd00:18::2
                        host neigh fd00:18::b dev eth0 lladdr 0a:00:00:00:00:11 nud reachable
                        pod  addr fd00:18::b/64 dev net1
                        """).assigned("172.18.24.11/16", "fd00:18::b/64");
        assertThat(withoutIpv6.plan(new SetupNeighborhood()))
                .as("the overlay NIC has no IPv6 address")
                .isPlan("""
                pod  ip neigh replace 172.18.0.2 dev eth0 lladdr 0a:00:00:00:00:c1 nud permanent protocol 109
                host ip neigh replace 172.18.24.11 dev cali1 lladdr 0a:00:00:00:00:e0 nud permanent protocol 109
                """);
    }

    @Test
    void withSriovTheOverlayNicGetsNeitherNeighborsNorRoutes() {
        Given pod = Pods.ipv4().option(OverlayNic.SRIOV, true);
        assertThat(pod.plan(new SetupNeighborhood(), new AddChainedIpRoute(), new AddHostIpRoute()))
                .isPlan("");
    }

    @Test
    void aFamilyInWhichTheOverlayNicHasNoAddressGetsNeitherNeighborsNorRoutes() {
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
    void aRepeatedAddOfTheSecondNicChangesNothing() {
        Given pod = Pods.ipv4();
        Given after = pod.after(Pods.plan(pod));
        assertThat(Pods.plan(after)).changesNothingIn(after.snapshot());
    }
}
