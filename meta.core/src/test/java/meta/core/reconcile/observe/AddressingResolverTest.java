package meta.core.reconcile.observe;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import java.util.stream.Stream;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.spi.Addressing;
import meta.spi.AddressingPolicy;
import meta.spi.Attachment;
import meta.spi.PlanningException;
import meta.spi.net.Address;
import meta.spi.net.Netns;
import org.junit.jupiter.api.Test;

class AddressingResolverTest {
    private static final String NODE = """
            host addr 172.18.0.2/16 dev eth0
            host addr fd00:18::2/64 dev eth0
            host lookup 192.0.2.1 dev eth0 src 172.18.0.2 mtu 1500
            host lookup 2001:db8::1 dev eth0 src fd00:18::2 mtu 1500
            """;
    private static final String POD = """
            pod addr 172.18.24.120/16 dev eth0
            pod addr fd00:18::78/64 dev eth0
            pod addr fe80::1/64 dev eth0
            host lookup 172.18.24.120 dev eth0 src 172.18.0.2 mtu 1500
            host lookup fd00:18::78 dev eth0 src fd00:18::2 mtu 1500
            """;

    @Test
    void linkLocalTemporaryAndDuplicateAddressesAreNotServed() {
        Addressing found = resolve(NODE + """
                pod addr fe80::9/64 dev eth0
                pod addr fd00:9::1/64 dev eth0 temporary
                pod addr fd00:9::2/64 dev eth0 dadfailed
                pod addr fd00:9::3/64 dev eth0
                """, "fd00:9::2/64");

        assertThat(found.remarks().warnings())
                .contains("fd00:9::2 was assigned to eth0, and another host has it (dadfailed)");

        assertThat(found.pod()).extracting(IpAddress::toString).containsExactly("fd00:9::3");
    }

    @Test
    void theNodesSourceAddressTowardsThePodComesFirst() {
        Addressing found = resolve("""
                host addr 10.0.0.1/24 dev eth1
                host addr 172.18.0.2/16 dev eth0
                pod  addr 172.18.24.120/16 dev eth0
                host lookup 172.18.24.120 dev eth0 src 172.18.0.2 mtu 1500
                """);

        assertThat(found.node()).extracting(IpAddress::toString).containsExactly("172.18.0.2", "10.0.0.1");
        assertThat(found.gateways()).extracting(IpAddress::toString).containsExactly("172.18.0.2");
    }

    @Test
    void theNodesSourceAddressesTowardsOtherNicsOfThePodAreIncluded() {
        Addressing found = resolve("""
                host addr 10.0.0.1/24 dev eth1
                host addr 172.18.0.2/16 dev eth0
                pod  addr 172.18.24.120/16 dev eth0
                pod  addr 10.0.0.99/24 dev net1
                host lookup 10.0.0.99 dev eth1 src 10.0.0.1 mtu 1500
                """);

        assertThat(found.node()).extracting(IpAddress::toString).containsExactly("10.0.0.1", "172.18.0.2");
    }

    @Test
    void addressesOfContainerNetworkDevicesAreNotChosen() {
        Addressing found = resolve(NODE + POD + """
                host addr 169.254.20.10/32 dev nodelocaldns
                host addr 10.96.0.10/32 dev nodelocaldns
                host addr 10.244.1.1/24 dev cni0
                host addr 172.17.0.1/16 dev docker0
                """);

        assertThat(found.node()).extracting(IpAddress::toString).containsExactly("172.18.0.2", "fd00:18::2");
    }

    @Test
    void anAddressOfAContainerNetworkDeviceIsNotChosenIfTheRouteToThePodUsesAnotherDevice() {
        Addressing found = resolve("""
                host addr 10.96.0.10/32 dev nodelocaldns
                host addr 172.18.0.2/16 dev eth0
                host lookup 192.0.2.1 dev eth0 src 172.18.0.2 mtu 1500
                pod  addr 172.18.24.120/16 dev eth0
                host lookup 172.18.24.120 dev vethabc src 10.96.0.10 mtu 1500
                """);

        assertThat(found.node()).extracting(IpAddress::toString).containsExactly("172.18.0.2");
        assertThat(found.gateways()).extracting(IpAddress::toString).containsExactly("172.18.0.2");
    }

    @Test
    void theNodesSourceAddressTowardsThePodIsChosenIfTheRouteToThePodUsesItsDevice() {
        Addressing found = resolve("""
                host addr 192.168.7.1/24 dev eth1
                host addr 172.18.0.2/16 dev eth0
                host addr 10.244.1.1/24 dev cni0
                host lookup 192.0.2.1 dev eth0 src 172.18.0.2 mtu 1500
                pod  addr 10.244.1.5/24 dev eth0
                host lookup 10.244.1.5 dev cni0 src 10.244.1.1 mtu 1500
                """);

        assertThat(found.gateways()).extracting(IpAddress::toString).containsExactly("10.244.1.1");
        assertThat(found.node())
                .extracting(IpAddress::toString)
                .containsExactly("10.244.1.1", "192.168.7.1", "172.18.0.2");
    }

    @Test
    void withoutADefaultRouteTheGatewayIsTheFirstOfTheNodesAddresses() {
        Addressing found = resolve("""
                host addr 192.168.7.1/24 dev eth1
                host lookup 192.0.2.1 unreachable
                """, "10.244.1.5/24");

        assertThat(found.gateways()).extracting(IpAddress::toString).containsExactly("192.168.7.1");
    }

    @Test
    void onARepeatedAddTheGatewayIsTheOneInUse() {
        Addressing found = resolve("""
                host addr 10.0.0.1/24 dev eth1
                host addr 172.18.0.2/16 dev eth0
                pod  addr 172.18.24.120/16 dev eth0
                pod  route 10.96.0.0/12 via 172.18.0.2 dev veth0 proto 109
                host lookup 172.18.24.120 dev vethabc src 10.0.0.1 mtu 1500
                """);

        assertThat(found.gateways()).extracting(IpAddress::toString).containsExactly("172.18.0.2");
    }

    @Test
    void aGatewayThatTheNodeHasLostIsReplaced() {
        Addressing found = resolve("""
                host addr 10.0.0.1/24 dev eth1
                pod  route 10.96.0.0/12 via 172.18.0.2 dev veth0 proto 109
                host lookup 172.18.24.120 dev vethabc src 10.0.0.1 mtu 1500
                """, "172.18.24.120/16");

        assertThat(found.gateways()).extracting(IpAddress::toString).containsExactly("10.0.0.1");
    }

    @Test
    void aLookupThatFailsIsNotedAndSkipped() {
        Addressing found = resolve("""
                host addr 172.18.0.2/16 dev eth0
                host lookup 10.9.0.9 unreachable
                """, "10.9.0.9/16");

        assertThat(found.node()).extracting(IpAddress::toString).containsExactly("172.18.0.2");
        assertThat(found.remarks().notes()).contains("the node has no route to 10.9.0.9 (ENETUNREACH)");
    }

    @Test
    void ifTheNicHasNoIpv6AddressNoIpv6AddressOrSubnetIsUsed() {
        Addressing found = resolve(NODE + """
                pod addr 172.18.24.120/16 dev eth0
                pod addr fe80::1/64 dev eth0
                pod addr fd00:77::1/64 dev net1
                """);

        assertThat(found.node()).extracting(IpAddress::toString).containsExactly("172.18.0.2");
        assertThat(found.hijacked()).extracting(Prefix::toString).containsExactly("10.244.0.0/16", "10.96.0.0/12");
        assertThat(found.remarks().notes()).contains("fd00:96::/112 is not hijacked: eth0 has no IPv6 address");
    }

    @Test
    void aFamilyWithoutAGatewayCausesAWarningThatListsTheAddressesLeftOut() {
        Addressing found = resolve("""
                host addr 172.18.0.2/16 dev eth0
                host addr fd00:17::1/64 dev docker0
                """, "172.18.24.120/16", "fd00:18::78/64");

        assertThat(found.gateways()).extracting(IpAddress::toString).containsExactly("172.18.0.2");
        assertThat(found.remarks().warnings())
                .containsExactly(
                        "the node has no IPv6 address by which eth0 can reach it; left out: fd00:17::1 on docker0:"
                                + " a device with this name probably belongs to a container network");
        assertThatNoException().isThrownBy(found::requireGateway);
    }

    @Test
    void withoutAGatewayOfAnyFamilyRequireGatewayThrows() {
        Addressing found = resolve("""
                host addr 172.17.0.1/16 dev docker0
                """, "172.18.24.120/16", "fd00:18::78/64");

        assertThat(found.remarks().warnings()).isEmpty();
        assertThatExceptionOfType(PlanningException.class)
                .isThrownBy(found::requireGateway)
                .withMessage("the node has no IPv4 address by which eth0 can reach it; left out: 172.17.0.1 on docker0:"
                        + " a device with this name probably belongs to a container network;"
                        + " the node has no IPv6 address by which eth0 can reach it");
    }

    @Test
    void theRoutersAreTheGatewaysOfTheRoutesOfTheNic() {
        Addressing found = resolve(NODE + POD + """
                pod route default via 172.18.0.1 dev eth0
                pod route default via 10.8.0.1 dev net1 metric 7
                """);

        assertThat(found.routers()).extracting(IpAddress::toString).containsExactly("172.18.0.1");
    }

    @Test
    void theHijackedSubnetsKeepTheirOrder() {
        assertThat(resolve(NODE + POD).hijacked())
                .extracting(Prefix::toString)
                .containsExactly("10.244.0.0/16", "10.96.0.0/12", "fd00:96::/112");
    }

    private static Addressing resolve(String state, String... assigned) {
        List<Address> addresses = Stream.of(assigned)
                .map(text -> Address.of(
                        Netns.POD,
                        "eth0",
                        IpAddress.parse(text.substring(0, text.indexOf('/'))),
                        Integer.parseInt(text.substring(text.indexOf('/') + 1))))
                .toList();
        AddressingPolicy policy = AddressingPolicy.of(
                Stream.of("10.244.0.0/16", "10.96.0.0/12", "fd00:96::/112")
                        .map(Prefix::parse)
                        .toList(),
                List.of(),
                false);
        Attachment attachment = Attachment.of("net", "abc", "eth0", "/run/netns/pod");
        return new AddressingResolver(
                        attachment,
                        new AssignedAddresses(addresses, List.of()),
                        policy,
                        given(state).snapshot(),
                        AddressAfterAddPolicy.ADOPTED)
                .resolve();
    }
}
