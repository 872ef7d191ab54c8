package meta.core.cni;

import static org.assertj.core.api.Assertions.assertThat;

import meta.core.cni.CniResult.Interface;
import meta.netlink.IpAddress;
import meta.spi.PrevResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interfaces and addresses can be added to a result of any version without losing other members. */
class CniResultTest {
    private static final Interface HOST_END = new Interface("veth3f0c", "0a:00:00:00:00:01", "", 1450);
    private static final Interface POD_END = new Interface("veth0", "0a:00:00:00:00:02", "/run/netns/blue", 1450);

    @Test
    void anInterfaceIsAppendedSoThatIndexesStayValid() {
        CniResult result = result("""
                        {'cniVersion': '1.1.0', 'interfaces': [{'name': 'eth0', 'sandbox': '/run/netns/blue', 'own': 1}],
                         'ips': [{'address': '10.1.0.5/16', 'interface': 0}]}""").withInterface(HOST_END).withInterface(POD_END);

        assertThat(result.json()).isEqualTo(Json.object("""
                {'cniVersion': '1.1.0', 'interfaces': [
                   {'name': 'eth0', 'sandbox': '/run/netns/blue', 'own': 1},
                   {'name': 'veth3f0c', 'mac': '0a:00:00:00:00:01', 'mtu': 1450},
                   {'name': 'veth0', 'mac': '0a:00:00:00:00:02', 'sandbox': '/run/netns/blue', 'mtu': 1450}],
                 'ips': [{'address': '10.1.0.5/16', 'interface': 0}]}"""));
    }

    @Test
    void anInterfaceThatIsAlreadyListedIsUpdatedInPlace() {
        CniResult once =
                result("{'cniVersion': '1.1.0'}").withInterface(HOST_END).withInterface(POD_END);
        Interface changed = new Interface("veth3f0c", "0a:00:00:00:00:09", "", 1450);

        assertThat(once.withInterface(HOST_END).withInterface(POD_END)).isEqualTo(once);
        assertThat(once.withInterface(changed).json().elements("interfaces"))
                .containsExactly(
                        Json.object("{'name': 'veth3f0c', 'mac': '0a:00:00:00:00:09', 'mtu': 1450}"),
                        once.json().elements("interfaces").getLast());
    }

    @Test
    void twoDevicesWithOneNameInDifferentNamespacesAreTwoInterfaces() {
        Interface elsewhere = new Interface("veth0", "", "/run/netns/red", 0);

        assertThat(result("{'cniVersion': '1.0.0'}")
                        .withInterface(POD_END)
                        .withInterface(elsewhere)
                        .json()
                        .elements("interfaces"))
                .hasSize(2);
    }

    @Test
    void anAddressRefersToItsInterfaceInEveryVersion() {
        PrevResult.Ip vip =
                PrevResult.Ip.of(IpAddress.parse("203.0.113.7"), 32, IpAddress.parse("203.0.113.1"), "veth0");
        PrevResult.Ip outside = PrevResult.Ip.of(IpAddress.parse("fd00::7"), 64, IpAddress.parse("::"), "veth3f0c");
        CniResult listed = result("""
                        {'cniVersion': '1.1.0', 'interfaces': [{'name': 'veth0'}, {'name': 'eth0', 'sandbox': '/run/netns/blue'}],
                         'ips': [{'address': '10.1.0.5/16', 'interface': 1}]}""").withInterface(HOST_END).withInterface(POD_END);

        CniResult result = listed.withIp(vip, "/run/netns/blue").withIp(outside, "");

        assertThat(result.json().elements("ips"))
                .containsExactly(
                        Json.object("{'address': '10.1.0.5/16', 'interface': 1}"),
                        Json.object("{'interface': 3, 'address': '203.0.113.7/32', 'gateway': '203.0.113.1'}"),
                        Json.object("{'interface': 2, 'address': 'fd00::7/64'}"));
        assertThat(result.withIp(vip, "/run/netns/blue").withIp(outside, "")).isEqualTo(result);
        assertThat(result.in(CniVersion.V0_4_0).json().elements("ips"))
                .contains(Json.object(
                        "{'interface': 3, 'address': '203.0.113.7/32', 'gateway': '203.0.113.1', 'version': '4'}"));
        assertThat(listed.in(CniVersion.V0_4_0).withIp(outside, "").json().elements("ips"))
                .contains(Json.object("{'version': '6', 'interface': 2, 'address': 'fd00::7/64'}"));
        assertThat(result("{'cniVersion': '0.2.0'}")
                        .withInterface(POD_END)
                        .withIp(vip, "/run/netns/blue")
                        .in(CniVersion.V0_2_0)
                        .json())
                .isEqualTo(Json.object(
                        "{'cniVersion': '0.2.0', 'ip4': {'ip': '203.0.113.7/32', 'gateway': '203.0.113.1'}}"));
    }

    @Test
    void theMtuIsLeftOutBeforeVersion1Dot1() {
        assertThat(result("{'cniVersion': '1.0.0'}").withInterface(HOST_END).json())
                .isEqualTo(Json.object("""
                {'cniVersion': '1.0.0', 'interfaces': [{'name': 'veth3f0c', 'mac': '0a:00:00:00:00:01'}]}"""));
    }

    @Test
    void anInterfaceAddedToAResultWithoutInterfacesShowsInLaterVersions() {
        CniResult result =
                result("{'cniVersion': '0.2.0', 'ip4': {'ip': '10.1.0.5/16'}}").withInterface(HOST_END);

        assertThat(result.in(CniVersion.V1_0_0).json().elements("interfaces"))
                .containsExactly(Json.object("{'name': 'veth3f0c', 'mac': '0a:00:00:00:00:01'}"));
        assertThat(result.in(CniVersion.V0_2_0).json())
                .isEqualTo(Json.object("{'cniVersion': '0.2.0', 'ip4': {'ip': '10.1.0.5/16'}}"));
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyResultIsEmptyInEveryVersion(CniVersion version) {
        assertThat(CniResult.EMPTY.in(version).json()).isEqualTo(Json.object("{'cniVersion': '" + version + "'}"));
    }

    @Test
    void anUnknownVersionIsReplacedByTheDefault() {
        assertThat(CniResult.of(Json.object("{'cniVersion': '9.9.9'}"), CniVersion.V0_4_0)
                        .version())
                .isEqualTo(CniVersion.V0_4_0);
    }

    private static CniResult result(String json) {
        return CniResult.of(Json.object(json), CniVersion.LATEST);
    }
}
