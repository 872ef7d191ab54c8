package meta.veth;

import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import meta.spi.PlanningException;
import meta.spi.Step;
import meta.spi.net.Route;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

class SetupRoutesTest {
    private static final Step STEP = new SetupRoutes();

    @Test
    void theRouteToASubnetThatTheNodeReachesThroughATunnelHasTheMtuOfTheTunnel() {
        Given pod = Pods.withVeth(Pods.ipv4())
                .hijacked("10.244.0.0/16", "10.96.0.0/12", "10.32.0.0/16")
                .and("host lookup 10.244.0.0 dev vxlan.calico src 10.244.0.1 mtu 1450")
                .and("host lookup 10.96.0.0 dev eth0 src 172.18.0.2 via 172.18.0.1 mtu 1500")
                .and("host lookup 10.32.0.0 unreachable");
        assertThat(pod.plan(STEP)).isPlan("""
                pod  ip route replace 172.18.0.2 dev veth0 scope link src 172.18.24.120 proto 109
                pod  ip route replace 172.18.0.2 dev veth0 scope link metric 1 proto 109
                pod  ip route replace 10.244.0.0/16 via 172.18.0.2 dev veth0 src 172.18.24.120 mtu 1450 proto 109
                pod  ip route replace 10.244.0.0/16 via 172.18.0.2 dev veth0 metric 1 mtu 1450 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev veth0 src 172.18.24.120 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev veth0 metric 1 proto 109
                pod  ip route replace 10.32.0.0/16 via 172.18.0.2 dev veth0 src 172.18.24.120 proto 109
                pod  ip route replace 10.32.0.0/16 via 172.18.0.2 dev veth0 metric 1 proto 109
                host ip route replace 172.18.24.120 dev veth0123456789a scope link proto 109
                """);
    }

    @Test
    void aSubnetOfAFamilyWithoutGatewayIsLeftOut() {
        Given pod = Pods.withVeth(Pods.dualStack()).gateways("172.18.0.2");
        assertThat(pod.plan(STEP)).isPlan("""
                pod  ip route replace 172.18.0.2 dev veth0 scope link src 172.18.24.120 proto 109
                pod  ip route replace 172.18.0.2 dev veth0 scope link metric 1 proto 109
                pod  ip route replace fd00:18::2 dev veth0 src fd00:18::120 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev veth0 src 172.18.24.120 proto 109
                pod  ip route replace 10.96.0.0/12 via 172.18.0.2 dev veth0 metric 1 proto 109
                host ip route replace 172.18.24.120 dev veth0123456789a scope link proto 109
                host ip route replace fd00:18::120 dev veth0123456789a proto 109
                """);
    }

    @Test
    void aHijackedSubnetOfTheNicItselfGetsNoRoute() {
        Given pod = Pods.withVeth(Pods.ipv4()).hijacked("172.18.0.0/16");
        assertThat(pod.plan(STEP)).isPlan("""
                pod  ip route replace 172.18.0.2 dev veth0 scope link src 172.18.24.120 proto 109
                pod  ip route replace 172.18.0.2 dev veth0 scope link metric 1 proto 109
                host ip route replace 172.18.24.120 dev veth0123456789a scope link proto 109
                """);
    }

    @Test
    void theRouteOfTheGoPluginGetsProtocol109() {
        Given pod = Pods.withVeth(Pods.ipv4())
                .hijacked()
                .and("pod route 172.18.0.2 dev veth0")
                .and("host route 172.18.24.120 dev veth0123456789a");
        Given after = pod.after(pod.plan(STEP));
        assertThat(after.snapshot().pod().routes())
                .hasSize(3)
                .filteredOn(Route::isOurs)
                .hasSize(2);
        assertThat(after.snapshot().host().routes()).singleElement().matches(Route::isOurs);
    }

    @Test
    void anIpv6RouteThatHasLostItsSourceGetsTheSourceAgain() {
        Given pod = Pods.withVeth(Pods.ipv6()).and("""
                pod  route fd00:18::2 dev veth0 proto 109
                pod  route fd00:244::/56 via fd00:18::2 dev veth0 proto 109
                pod  route fd00:96::/112 via fd00:18::2 dev veth0 proto 109
                host route fd00:18::120 dev veth0123456789a proto 109
                """);
        assertThat(pod.plan(STEP)).isPlan("""
                pod  ip route replace fd00:18::2 dev veth0 src fd00:18::120 proto 109
                pod  ip route replace fd00:244::/56 via fd00:18::2 dev veth0 src fd00:18::120 proto 109
                pod  ip route replace fd00:96::/112 via fd00:18::2 dev veth0 src fd00:18::120 proto 109
                host ip route replace fd00:18::120 dev veth0123456789a src fd00:18::2 proto 109
                """);
    }

    @Test
    void anIpv4RouteThatHasLostItsSourceGetsTheSourceAgain() {
        Given pod = Pods.withVeth(Pods.ipv4()).hijacked().and("pod route 172.18.0.2 dev veth0 proto 109");
        assertThat(pod.plan(STEP)).isPlan("""
                pod  ip route replace 172.18.0.2 dev veth0 scope link src 172.18.24.120 proto 109
                pod  ip route replace 172.18.0.2 dev veth0 scope link metric 1 proto 109
                host ip route replace 172.18.24.120 dev veth0123456789a scope link proto 109
                """);
    }

    @Test
    void withSeveralAddressesTheFirstOfAFamilyIsTheSourceAndEachIsReached() {
        Given pod = Pods.withVeth(Pods.ipv4()).hijacked().podAddresses("172.18.24.120", "172.18.24.121");
        assertThat(pod.plan(STEP)).isPlan("""
                pod  ip route replace 172.18.0.2 dev veth0 scope link src 172.18.24.120 proto 109
                pod  ip route replace 172.18.0.2 dev veth0 scope link metric 1 proto 109
                host ip route replace 172.18.24.120 dev veth0123456789a scope link proto 109
                host ip route replace 172.18.24.121 dev veth0123456789a scope link metric 1 proto 109
                """);
    }

    @Test
    void withoutAPairTheStepCannotPlanRoutes() {
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(() -> Pods.ipv4().plan(STEP))
                .withMessageContaining("the pod has no veth0 that leads to the node");
    }
}
