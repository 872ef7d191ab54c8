package meta.veth;

import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import meta.spi.Plan;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

/** The plans of the steps that only {@code veth} has, for the first NIC of a pod. */
class FirstNicPlanTest {
    @Test
    void anIpv4PodGetsAPairNeighborsAndRoutes() {
        assertThat(Pods.plan(Pods.ipv4())).isPlan("""
                host ip link add veth0123456789a address 9e:91:9b:62:8c:a6 mtu 1500 type veth peer name veth0 netns pod address aa:a5:db:24:3b:8e mtu 1500
                host ip link set veth0123456789a alias 'meta-plugins network=lan container=0123456789abcdef ifname=eth0' up
                pod  ip link set veth0 up
                host sysctl -w net.ipv6.conf.veth0123456789a.accept_ra=0
                pod  ip addr replace 169.254.100.1/32 dev veth0 scope host
                host report veth0123456789a address 9e:91:9b:62:8c:a6 mtu 1500
                pod  report veth0 address aa:a5:db:24:3b:8e mtu 1500
                host ip neigh replace 172.18.24.120 dev veth0123456789a lladdr aa:a5:db:24:3b:8e nud permanent protocol 109
                pod  ip neigh replace 172.18.0.2 dev veth0 lladdr 9e:91:9b:62:8c:a6 nud permanent protocol 109
                pod  ip route replace 172.18.0.2 dev veth0 scope link src 172.18.24.120 proto 109
                pod  ip route replace 172.18.0.2 dev veth0 scope link metric 1 proto 109
                pod  ip route replace 10.244.0.0/16 via 172.18.0.2 dev veth0 src 172.18.24.120 proto 109
                pod  ip route replace 10.244.0.0/16 via 172.18.0.2 dev veth0 metric 1 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev veth0 src 172.18.24.120 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev veth0 metric 1 proto 109
                host ip route replace 172.18.24.120 dev veth0123456789a scope link proto 109
                """);
    }

    @Test
    void anIpv6PodGetsAPairNeighborsAndRoutes() {
        assertThat(Pods.plan(Pods.ipv6())).isPlan("""
                host ip link add veth0123456789a address … mtu 1500 type veth peer name veth0 netns pod address … mtu 1500
                host ip link set veth0123456789a alias 'meta-plugins network=lan container=0123456789abcdef ifname=eth0' up
                pod  ip link set veth0 up
                host sysctl -w net.ipv6.conf.veth0123456789a.accept_ra=0
                host report veth0123456789a address … mtu 1500
                pod  report veth0 address … mtu 1500
                host ip neigh replace fd00:18::120 dev veth0123456789a lladdr … nud permanent protocol 109
                pod  ip neigh replace fd00:18::2 dev veth0 lladdr … nud permanent protocol 109
                pod  ip route replace fd00:18::2 dev veth0 src fd00:18::120 proto 109
                pod  ip route replace fd00:244::/56 via fd00:18::2 dev veth0 src fd00:18::120 proto 109
                pod  ip route replace fd00:96::/112 via fd00:18::2 dev veth0 src fd00:18::120 proto 109
                host ip route replace fd00:18::120 dev veth0123456789a src fd00:18::2 proto 109
                """);
    }

    @Test
    void aDualStackPodGetsNeighborsAndRoutesOfBothFamilies() {
        assertThat(Pods.withVeth(Pods.dualStack()).plan(new SetupNeighborhood(), new SetupRoutes()))
                .isPlan("""
                host ip neigh replace 172.18.24.120 dev veth0123456789a lladdr 0a:00:00:00:00:02 nud permanent protocol 109
                host ip neigh replace fd00:18::120 dev veth0123456789a lladdr 0a:00:00:00:00:02 nud permanent protocol 109
                pod  ip neigh replace 172.18.0.2 dev veth0 lladdr 0a:00:00:00:00:01 nud permanent protocol 109
                pod  ip neigh replace fd00:18::2 dev veth0 lladdr 0a:00:00:00:00:01 nud permanent protocol 109
                pod  ip route replace 172.18.0.2 dev veth0 scope link src 172.18.24.120 proto 109
                pod  ip route replace 172.18.0.2 dev veth0 scope link metric 1 proto 109
                pod  ip route replace fd00:18::2 dev veth0 src fd00:18::120 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev veth0 src 172.18.24.120 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev veth0 metric 1 proto 109
                pod  ip route replace fd00:96::/112 via fd00:18::2 dev veth0 src fd00:18::120 proto 109
                host ip route replace 172.18.24.120 dev veth0123456789a scope link proto 109
                host ip route replace fd00:18::120 dev veth0123456789a src fd00:18::2 proto 109
                """);
    }

    @Test
    void aRepeatedAddChangesNothing() {
        for (Given pod : new Given[] {Pods.ipv4(), Pods.ipv6(), Pods.dualStack()}) {
            Given after = pod.after(Pods.plan(pod));
            assertThat(Pods.plan(after)).changesNothingIn(after.snapshot());
        }
    }

    @Test
    void aRepeatedAddCompletesAnInterruptedOne() {
        Plan whole = Pods.plan(Pods.dualStack());
        Given wanted = Pods.dualStack().after(whole);
        for (int done = 0; done < whole.items().size(); done++) {
            Given halfway = Pods.dualStack().after(new Plan(whole.items().subList(0, done)));
            assertThat(halfway.after(Pods.plan(halfway)).snapshot()).isEqualTo(wanted.snapshot());
        }
    }
}
