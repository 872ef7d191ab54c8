package meta.core.reconcile.observe;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.spi.AddressingPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Some devices in these tests belong to the node itself, but have a name that is typical of container networks, such as br-0123456789ab. The lookup
 * of 192.0.2.1 or 2001:db8::1 shows the node's default route.
 */
class NodeAddressChoiceTest {
    private static final String NAMES =
            "cnibond cbr0 br-0123456789ab vethlan dummybr podman-net lxcbr1 weavenet docker0 cni0 lo dummy0";

    private static String[] names() {
        return NAMES.split(" ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cnibond", "cbr0", "br-0123456789ab", "vethlan", "dummybr", "podman-net", "lxcbr1", "weavenet"})
    void theDeviceTowardsThePodIsEligibleWhateverItsName(String device) {
        Found found = found("""
                host addr 172.18.0.2/16 dev NAME
                host addr 172.18.0.3/16 dev NAME
                host addr 172.17.0.1/16 dev docker1
                host lookup 172.18.24.120 dev NAME src 172.18.0.2 mtu 1500
                """.replace("NAME", device));

        assertThat(found.gateway()).isEqualTo("172.18.0.2");
        assertThat(found.addresses()).containsExactly("172.18.0.2", "172.18.0.3");
    }

    @Test
    void theBridgeOfAContainerNetworkIsNotEligible() {
        Found found = found("""
                host addr 172.18.0.1/16 dev cni0
                host addr 10.0.0.2/24 dev eth0
                host lookup 172.18.24.120 dev cni0 src 172.18.0.1 mtu 1500
                host lookup 192.0.2.1 dev eth0 src 10.0.0.2 mtu 1500
                """);

        assertThat(found.gateway()).isEqualTo("10.0.0.2");
        assertThat(found.addresses()).containsExactly("10.0.0.2");
    }

    @Test
    void theBridgeOfAContainerNetworkIsChosenIfTheNodeHasNoOtherAddress() {
        Found found = found("""
                host addr 172.18.0.1/16 dev cni0
                host lookup 172.18.24.120 dev cni0 src 172.18.0.1 mtu 1500
                """);

        assertThat(found.gateway()).isEqualTo("172.18.0.1");
        assertThat(found.addresses()).containsExactly("172.18.0.1");
    }

    @Test
    void theDeviceOfTheDefaultRouteIsEligibleWhateverItsName() {
        for (String device : names()) {
            Found found = found("""
                    host addr 10.0.0.2/24 dev NAME
                    host lookup 192.0.2.1 dev NAME src 10.0.0.2 mtu 1500
                    host lookup 172.18.24.120 unreachable
                    """.replace("NAME", device));

            assertThat(found.gateway()).isEqualTo("10.0.0.2");
            assertThat(found.addresses()).containsExactly("10.0.0.2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lo", "dummy0"})
    void anAddressOnLoOrADummyIsChosenIfItIsTheSourceOfALookupAndTheNodeHasNoOther(String device) {
        Found found = found("""
                host addr 10.0.0.1/32 dev NAME
                host addr 10.0.0.9/32 dev NAME
                host lookup 172.18.24.120 dev eth0 src 10.0.0.1 mtu 1500
                host lookup 192.0.2.1 dev eth0 src 10.0.0.1 mtu 1500
                """.replace("NAME", device));

        assertThat(found.gateway()).isEqualTo("10.0.0.1");
        assertThat(found.addresses()).containsExactly("10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lo", "nodelocaldns", "docker0", "kube-ipvs0"})
    void aDeviceOfAContainerNetworkIsNoGatewayIfTheNodeHasAnotherAddress(String device) {
        Found found = found("""
                host addr 10.96.0.10/32 dev NAME
                host addr 172.18.0.2/16 dev eth0
                host lookup 172.18.24.120 dev cali1 src 10.96.0.10 mtu 1500
                host lookup 192.0.2.1 dev eth0 src 172.18.0.2 mtu 1500
                """.replace("NAME", device));

        assertThat(found.gateway()).isEqualTo("172.18.0.2");
        assertThat(found.addresses()).containsExactly("172.18.0.2");
    }

    @Test
    void onARepeatedAddTheLookupThroughOurOwnRouteIsIgnored() {
        Found found = found("""
                host addr 172.18.0.2/16 dev cnibond
                host addr 172.17.0.1/16 dev docker0
                host addr 172.18.0.2/32 dev vethabc
                host link vethabc lladdr 0a:00:00:00:00:01 peer veth0 netns pod
                pod  link veth0 lladdr 0a:00:00:00:00:02
                host route 172.18.24.120 dev vethabc scope link proto 109
                host lookup 172.18.24.120 dev vethabc src 172.17.0.1 mtu 1500
                """);

        assertThat(found.gateway()).isEqualTo("172.18.0.2");
        assertThat(found.addresses()).containsExactly("172.18.0.2");
    }

    @Test
    void theGatewayInUseIsKeptEvenIfNoLookupReturnsIt() {
        Found found = found("""
                host addr 10.0.0.1/32 dev lo
                host addr 10.0.0.9/32 dev lo
                host link vethabc lladdr 0a:00:00:00:00:01 peer veth0 netns pod
                pod  link veth0 lladdr 0a:00:00:00:00:02
                pod  route 10.96.0.0/12 via 10.0.0.9 dev veth0 proto 109
                host route 172.18.24.120 dev vethabc scope link proto 109
                host lookup 172.18.24.120 dev vethabc src 10.0.0.1 mtu 1500
                """);

        assertThat(found.gateway()).isEqualTo("10.0.0.9");
        assertThat(found.addresses()).containsExactly("10.0.0.9");
    }

    @Test
    void addressesOnHostEndsAreNotEligible() {
        Found found = found("""
                host addr 172.18.0.9/32 dev vethabc
                host addr 172.18.0.9/32 dev veth0123456789a
                host addr 172.18.0.2/16 dev eth0
                host link vethabc lladdr 0a:00:00:00:00:01 peer veth0 netns pod
                pod  link veth0 lladdr 0a:00:00:00:00:02
                pod  route 10.96.0.0/12 via 172.18.0.9 dev veth0 proto 109
                host lookup 172.18.24.120 dev vethabc src 172.18.0.9 mtu 1500
                """);

        assertThat(found.gateway()).isEqualTo("172.18.0.2");
        assertThat(found.addresses()).containsExactly("172.18.0.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"temporary", "tentative", "deprecated"})
    void aTransientAddressIsNotChosenIfThereIsAPermanentOne(String flag) {
        Found found = found("""
                host addr fd00:18::5/64 dev eth0 FLAG
                host addr fd00:18::2/64 dev eth0
                host lookup fd00:18::120 dev eth0 src fd00:18::5 mtu 1500
                host lookup 2001:db8::1 dev eth0 src fd00:18::5 mtu 1500
                """.replace("FLAG", flag));

        assertThat(found.gateway6()).isEqualTo("fd00:18::2");
        assertThat(found.addresses()).containsExactly("fd00:18::2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"temporary", "tentative", "deprecated"})
    void aTransientAddressIsChosenIfThereIsNoOther(String flag) {
        Found found = found("""
                host addr fd00:18::5/64 dev eth0 FLAG
                host lookup fd00:18::120 dev eth0 src fd00:18::5 mtu 1500
                """.replace("FLAG", flag));

        assertThat(found.gateway6()).isEqualTo("fd00:18::5");
        assertThat(found.addresses()).containsExactly("fd00:18::5");
    }

    @Test
    void excludedDevicesAreNeverEligible() {
        AddressingPolicy policy = AddressingPolicy.of(List.of(), List.of(Pattern.compile("^eth0$")), false);
        NodeAddressChoice choice = new NodeAddressChoice(
                List.of(IpAddress.parse("172.18.24.120")),
                List.of(),
                policy,
                given("""
                        host addr 172.18.0.2/16 dev eth0
                        host lookup 172.18.24.120 dev eth0 src 172.18.0.2 mtu 1500
                        host lookup 192.0.2.1 dev eth0 src 172.18.0.2 mtu 1500
                        """).snapshot());

        assertThat(choice.gateway(Family.IPV4)).isEmpty();
        assertThat(choice.addresses(List.of())).isEmpty();
        assertThat(choice.leftOut(Family.IPV4))
                .containsExactly("172.18.0.2 on eth0: exclude_node_interfaces leaves eth0 out");
    }

    private record Found(List<String> addresses, String gateway, String gateway6) {}

    private static Found found(String state) {
        List<IpAddress> pod = List.of(IpAddress.parse("172.18.24.120"), IpAddress.parse("fd00:18::120"));
        NodeAddressChoice choice = new NodeAddressChoice(
                pod,
                List.of(IpAddress.parse("172.18.0.1")),
                AddressingPolicy.of(List.of(), List.of(), false),
                given(state).snapshot());
        List<IpAddress> gateways = List.of(Family.IPV4, Family.IPV6).stream()
                .flatMap(family -> choice.gateway(family).stream())
                .toList();
        return new Found(
                choice.addresses(gateways).stream().map(IpAddress::toString).toList(),
                choice.gateway(Family.IPV4).map(IpAddress::toString).orElse(""),
                choice.gateway(Family.IPV6).map(IpAddress::toString).orElse(""));
    }
}
