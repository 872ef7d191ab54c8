package meta.core.cni;

import static org.assertj.core.api.Assertions.assertThat;

import meta.core.cni.CniResult.Interface;
import meta.core.cni.CniResult.Ip;
import meta.netlink.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CniResultTest {
    private static final Interface HOST_END = new Interface("veth3f0c", "0a:00:00:00:00:01", "", 1450);
    private static final Interface POD_END = new Interface("veth0", "0a:00:00:00:00:02", "/run/netns/blue", 1450);

    @Test
    void anAddressBelongsToTheInterfaceThatItsIndexPointsAt() {
        CniResult result = result("""
                {'cniVersion': '1.0.0',
                 'interfaces': [{'name': 'cni0'}, {'name': 'eth0', 'mac': '99:88:77:66:55:44', 'sandbox': '/run/netns/blue'}],
                 'ips': [{'address': '10.1.0.5/16', 'gateway': '10.1.0.1', 'interface': 1},
                         {'address': 'fd00::5/64'}]}""");

        assertThat(result.interfaces())
                .containsExactly(
                        new Interface("cni0", "", "", 0),
                        new Interface("eth0", "99:88:77:66:55:44", "/run/netns/blue", 0));
        assertThat(result.ips())
                .containsExactly(
                        new Ip(IpAddress.parse("10.1.0.5"), 16, IpAddress.parse("10.1.0.1"), "eth0", "/run/netns/blue"),
                        new Ip(IpAddress.parse("fd00::5"), 64, IpAddress.parse("::"), "", ""));
    }

    @Test
    void beforeInterfacesExistedAddressesBelongToNone() {
        CniResult result = result("""
                {'cniVersion': '0.2.0', 'ip4': {'ip': '10.1.0.5/16'}, 'ip6': {'ip': 'fd00::5/64'}}""");

        assertThat(result.interfaces()).isEmpty();
        assertThat(result.ips())
                .containsExactly(
                        new Ip(IpAddress.parse("10.1.0.5"), 16, IpAddress.parse("0.0.0.0"), "", ""),
                        new Ip(IpAddress.parse("fd00::5"), 64, IpAddress.parse("::"), "", ""));
    }

    @Test
    void anAddressIsTheNicsWhereItsInterfaceIsThatOfThePodOrNotKnown() {
        CniResult result = result("""
                {'cniVersion': '1.0.0',
                 'interfaces': [{'name': 'eth0'}, {'name': 'eth0', 'sandbox': '/run/netns/blue'}],
                 'ips': [{'address': '10.1.0.5/16', 'interface': 1}, {'address': '10.1.0.6/16'},
                         {'address': '10.1.0.7/16', 'interface': -1}, {'address': '10.1.0.8/16', 'interface': 2},
                         {'address': '10.1.0.1/16', 'interface': 0}]}""");

        assertThat(result.ips().stream().filter(ip -> ip.isOf("eth0")))
                .extracting(ip -> ip.address().toString())
                .containsExactly("10.1.0.5", "10.1.0.6", "10.1.0.7", "10.1.0.8");
        assertThat(result.ips().stream().filter(ip -> ip.isOf("net1")))
                .extracting(ip -> ip.address().toString())
                .containsExactly("10.1.0.6", "10.1.0.7", "10.1.0.8");
    }

    @Test
    void anInterfaceIsAppendedSoThatIndexesStayRight() {
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
    void anInterfaceThatIsListedAlreadyIsBroughtUpToDateInItsPlace() {
        CniResult once =
                result("{'cniVersion': '1.1.0'}").withInterface(HOST_END).withInterface(POD_END);
        Interface changed = new Interface("veth3f0c", "0a:00:00:00:00:09", "", 1450);

        assertThat(once.withInterface(HOST_END).withInterface(POD_END)).isEqualTo(once);
        assertThat(once.withInterface(changed).interfaces()).containsExactly(changed, POD_END);
    }

    @Test
    void aDeviceOfThatNameInAnotherNamespaceIsAnotherInterface() {
        Interface elsewhere = new Interface("veth0", "", "/run/netns/red", 0);

        assertThat(result("{'cniVersion': '1.0.0'}")
                        .withInterface(POD_END)
                        .withInterface(elsewhere)
                        .interfaces())
                .hasSize(2);
    }

    @Test
    void theMtuIsLeftOutBeforeVersion11() {
        assertThat(result("{'cniVersion': '1.0.0'}").withInterface(HOST_END).json())
                .isEqualTo(Json.object("""
                {'cniVersion': '1.0.0', 'interfaces': [{'name': 'veth3f0c', 'mac': '0a:00:00:00:00:01'}]}"""));
    }

    @Test
    void anInterfaceAddedToAResultWithoutInterfacesShowsInLaterVersions() {
        CniResult result =
                result("{'cniVersion': '0.2.0', 'ip4': {'ip': '10.1.0.5/16'}}").withInterface(HOST_END);

        assertThat(result.in(CniVersion.V1_0_0).interfaces())
                .containsExactly(new Interface("veth3f0c", "0a:00:00:00:00:01", "", 0));
        assertThat(result.in(CniVersion.V0_2_0).json())
                .isEqualTo(Json.object("{'cniVersion': '0.2.0', 'ip4': {'ip': '10.1.0.5/16'}}"));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsNothingInEveryVersion(CniVersion version) {
        assertThat(CniResult.NOTHING.in(version).json()).isEqualTo(Json.object("{'cniVersion': '" + version + "'}"));
    }

    @Test
    void aVersionThatWeDoNotKnowIsTakenForTheDefault() {
        assertThat(CniResult.of(Json.object("{'cniVersion': '9.9.9'}"), CniVersion.V0_4_0)
                        .version())
                .isEqualTo(CniVersion.V0_4_0);
    }

    private static CniResult result(String json) {
        return CniResult.of(Json.object(json), CniVersion.LATEST);
    }
}
