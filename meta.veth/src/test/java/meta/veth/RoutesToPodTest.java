package meta.veth;

import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import meta.netlink.IpAddress;
import meta.spi.Plan;
import meta.spi.Question;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

/** The node has routes to the pod's addresses, and its packets to the pod have a source address that the pod can reach. */
class RoutesToPodTest {
    private static final String ROUTE =
            "host ip route replace 172.18.24.120 dev veth0123456789a scope link proto 109\n";
    private static final String ADDRESS = "host ip addr replace 172.18.0.2/32 dev veth0123456789a\n";

    @Test
    void theHostEndGetsNoAddressIfTheKernelPicksOneOfTheNode() {
        assertThat(plan(pod("host lookup 224.0.0.1 dev lo src 172.18.0.2"))).isPlan(ROUTE);
    }

    @Test
    void theHostEndGetsNoAddressIfTheKernelPicksAnyAddressOfTheNode() {
        Given pod = pod("host lookup 224.0.0.1 dev lo src 10.9.0.2").nodeAddresses("172.18.0.2", "10.9.0.2");
        assertThat(plan(pod)).isPlan(ROUTE);
    }

    @Test
    void theHostEndGetsTheNodesAddressIfTheKernelPicksThatOfDocker0() {
        Given pod = pod("host lookup 224.0.0.1 dev lo src 172.17.0.1");
        assertThat(plan(pod)).isPlan(ADDRESS + ROUTE);
        Given after = pod.after(plan(pod));
        assertThat(plan(after)).changesNothingIn(after.snapshot());
    }

    @Test
    void anAddressOfTheNodeOnTheHostEndStaysIfTheKernelPicksOneOfTheNode() {
        Given pod = pod("host lookup 224.0.0.1 dev lo src 172.18.0.2\nhost addr 172.18.0.2/32 dev veth0123456789a");
        assertThat(plan(pod)).isPlan(ROUTE);
    }

    @Test
    void aFormerAddressOfTheNodeIsReplacedOnTheHostEnd() {
        for (String picked : new String[] {"172.17.0.1", "172.18.0.2"}) {
            Given pod =
                    pod("host lookup 224.0.0.1 dev lo src " + picked + "\nhost addr 172.18.0.7/32 dev veth0123456789a");
            assertThat(plan(pod)).isPlan(ADDRESS + "host ip addr del 172.18.0.7/32 dev veth0123456789a\n" + ROUTE);
        }
    }

    @Test
    void anyAddressOfTheNodeOnTheHostEndIsSufficient() {
        Given pod = pod("host lookup 224.0.0.1 dev lo src 172.17.0.1\nhost addr 10.9.0.2/32 dev veth0123456789a")
                .nodeAddresses("172.18.0.2", "10.9.0.2");
        assertThat(plan(pod)).isPlan(ROUTE);
    }

    @Test
    void anIpv6RouteHasAPreferredSource() {
        Given pod = Pods.withVeth(Pods.ipv6());
        assertThat(plan(pod))
                .isPlan("host ip route replace fd00:18::120 dev veth0123456789a src fd00:18::2 proto 109\n");
    }

    @Test
    void theRoutesAreAlsoInTheHostTableIfARuleSelectsAnotherTable() {
        Given pod = pod("""
                host lookup 172.18.24.120 from 172.18.0.2 table main
                host lookup 172.18.24.120 from 192.168.7.2 table 10002
                """).nodeAddresses("172.18.0.2", "192.168.7.2");
        assertThat(plan(pod)).isPlan(ROUTE + """
                host ip rule add lookup 500 priority 1000 protocol kernel
                host ip route replace 172.18.24.120 dev veth0123456789a scope link table 500 proto 109
                """);
        Given after = pod.after(plan(pod));
        assertThat(plan(after)).changesNothingIn(after.snapshot());
    }

    @Test
    void theRoutesStayInTheHostTableIfTheLookupFindsThemThere() {
        Given pod = pod("host lookup 172.18.24.120 from 172.18.0.2 table 500");
        assertThat(plan(pod)).isPlan(ROUTE + """
                host ip rule add lookup 500 priority 1000 protocol kernel
                host ip route replace 172.18.24.120 dev veth0123456789a scope link table 500 proto 109
                """);
    }

    @Test
    void onlyTheFamilyWithARuleForAnotherTableIsInTheHostTable() {
        Given pod = Pods.withVeth(Pods.dualStack()).and("host lookup fd00:18::120 from fd00:18::2 table 10001");
        assertThat(plan(pod)).isPlan(ROUTE + """
                host ip route replace fd00:18::120 dev veth0123456789a src fd00:18::2 proto 109
                host ip -6 rule add lookup 500 priority 1000 protocol kernel
                host ip route replace fd00:18::120 dev veth0123456789a src fd00:18::2 table 500 proto 109
                """);
    }

    @Test
    void theStepAsksForTheRulesOnlyIfARuleSelectsAnotherTable() {
        Given pod = Pods.withVeth(Pods.ipv4()).nodeAddresses("172.18.0.2", "192.168.7.2");
        Question first = new Question.HostTableOf(IpAddress.parse("172.18.24.120"), IpAddress.parse("172.18.0.2"));
        Question second = new Question.HostTableOf(IpAddress.parse("172.18.24.120"), IpAddress.parse("192.168.7.2"));
        Question tunnels = new Question.HostTunnels();
        assertThat(new SetupRoutes().questions(pod.context())).containsExactly(first, second, tunnels);
        Given hidden = pod.and("host lookup 172.18.24.120 from 192.168.7.2 table 10002");
        assertThat(new SetupRoutes().questions(hidden.context()))
                .containsExactly(
                        first, second, new Question.HostRules(), new Question.HostRoutes("veth0123456789a"), tunnels);
    }

    private static Given pod(String lines) {
        return Pods.withVeth(Pods.ipv4()).and(lines);
    }

    private static Plan plan(Given pod) {
        return new RoutesToPod(PodVeth.in(pod.attachment(), pod.snapshot()).host(), pod.context()).plan();
    }
}
