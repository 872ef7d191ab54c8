package meta.spi.routing;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.netlink.Prefix;
import meta.spi.Question;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

class HijackMtuTest {
    private static final Prefix PODS = Prefix.parse("10.244.0.0/16");
    private static final Prefix SERVICES = Prefix.parse("10.96.0.0/12");
    private static final Question TUNNELS = new Question.HostTunnels();
    private static final Prefix PODS6 = Prefix.parse("fd00:244::/56");

    @Test
    void theMtuOfATunnelDeviceInTheSubnetIsUsed() {
        Given node = node("""
                host link flannel.1 mtu 1450 kind vxlan
                host addr 10.244.1.0/32 dev flannel.1
                """);
        assertThat(questions(node)).containsExactly(TUNNELS, new Question.HostDevice("flannel.1"));
        assertThat(mtu(node, PODS)).isEqualTo(1450);
        assertThat(mtu(node, SERVICES)).isZero();
    }

    @Test
    void theStepAsksForTheRoutesOfADeviceInTheSubnetThatIsNotATunnel() {
        Given node = node("""
                host link cilium_host mtu 1500 kind veth
                host addr 10.244.1.5/32 dev cilium_host
                """);
        assertThat(questions(node))
                .containsExactly(
                        TUNNELS, new Question.HostDevice("cilium_host"), new Question.HostRoutes("cilium_host"));
        assertThat(mtu(node, PODS)).isZero();
        Given answered = node.and("""
                host route 10.244.3.0/24 via 10.244.1.5 dev cilium_host mtu 1430
                host route 10.244.4.0/24 via 10.244.1.5 dev cilium_host mtu 1450
                host route 10.9.0.0/24 via 10.244.1.5 dev cilium_host mtu 1300
                """);
        assertThat(mtu(answered, PODS)).isEqualTo(1430);
    }

    /** kube-router and Kilo create such tunnels, one for each other node. */
    @Test
    void theMtuOfATunnelWithoutAnAddressIsUsedIfItHasARouteIntoTheSubnet() {
        Given node = node("""
                host link tun-a mtu 1480 kind ipip
                host link tun-b mtu 1480 kind ipip
                host link tun-c mtu 1460 kind ipip
                host link vpn mtu 1300 kind wireguard
                host link tun-big mtu 9000 kind vxlan
                """);
        assertThat(questions(node))
                .containsExactly(
                        TUNNELS,
                        new Question.HostRoutes("tun-a"),
                        new Question.HostRoutes("tun-c"),
                        new Question.HostRoutes("vpn"),
                        new Question.HostRoutes("tun-b"));
        Given answered = node.and("""
                host route 10.244.3.0/24 dev tun-a
                host route 192.168.0.0/16 dev vpn
                """);
        assertThat(mtu(answered, PODS)).isEqualTo(1480);
        assertThat(mtu(answered, SERVICES)).isZero();
        assertThat(mtu(answered.and("host route 10.244.4.0/24 dev tun-c mtu 1400"), PODS))
                .isEqualTo(1400);
    }

    @Test
    void devicesThatLeadToPodsOfTheNodeAreIgnored() {
        Given node = node("""
                host link veth1 mtu 1280 kind veth
                host link kube-ipvs0 mtu 1280 kind dummy
                host addr 10.244.1.1/32 dev veth1
                host addr 10.244.1.1/32 dev veth2
                host addr 10.96.0.1/32 dev kube-ipvs0
                host route 10.244.1.7 dev veth1 mtu 1280
                """);
        assertThat(mtu(node, PODS)).isZero();
        assertThat(mtu(node, SERVICES)).isZero();
        assertThat(questions(node)).doesNotContain(new Question.HostDevice("veth2"));
    }

    @Test
    void theMtuOfARouteToASingleAddressThroughAGatewayOfTheOtherFamilyIsUsed() {
        Given node = node("""
                host link tun-a mtu 1480 kind ipip
                host route 10.244.3.7 mtu 1400 nexthop dev tun-a attribute 18 0x0a00fe800000000000000000000000000001
                """);

        assertThat(mtu(node, PODS)).isEqualTo(1400);
    }

    @Test
    void theNodesOwnNicIsNotExamined() {
        Given node = node("host addr 10.244.0.2/16 dev eth0").nodeAddresses("10.244.0.2");
        assertThat(questions(node)).containsExactly(TUNNELS);
    }

    @Test
    void theMtuOfTheNodesRouteToTheSubnetIsUsed() {
        assertThat(mtu(node("host lookup 10.244.0.0 dev vxlan.calico mtu 1440"), PODS))
                .isEqualTo(1440);
        assertThat(mtu(node("host lookup 10.244.0.0 dev eth0 mtu 9000"), PODS)).isZero();
    }

    @Test
    void theConfiguredMtuIsUsedWithinTheLimitsOfDeviceAndFamily() {
        Given node = node("host lookup 10.244.0.0 dev vxlan.calico mtu 1440");
        assertThat(mtu(node.option(HijackMtu.GIVEN, 1400), PODS)).isEqualTo(1400);
        assertThat(mtu(node.option(HijackMtu.GIVEN, 9000), PODS))
                .as("the MTU of the device is smaller")
                .isZero();
        assertThat(mtu(node.option(HijackMtu.GIVEN, 1000), PODS6))
                .as("the minimum MTU of IPv6")
                .isEqualTo(1280);
    }

    private static Given node(String lines) {
        return given(lines)
                .hijacked("10.244.0.0/16", "10.96.0.0/12", "fd00:244::/56")
                .declared(List.of(HijackMtu.GIVEN));
    }

    private static List<Question> questions(Given node) {
        return new HijackMtu(node.context(), 1500).questions();
    }

    private static int mtu(Given node, Prefix subnet) {
        return new HijackMtu(node.context(), 1500).to(subnet);
    }
}
