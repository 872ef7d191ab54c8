package meta.core.cni;

import static meta.core.cni.CniVersion.V0_1_0;
import static meta.core.cni.CniVersion.V0_2_0;
import static meta.core.cni.CniVersion.V0_3_0;
import static meta.core.cni.CniVersion.V0_3_1;
import static meta.core.cni.CniVersion.V0_4_0;
import static meta.core.cni.CniVersion.V1_0_0;
import static meta.core.cni.CniVersion.V1_1_0;
import static org.assertj.core.api.Assertions.assertThat;

import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A result is converted from one version of the CNI specification to another. {@code FLAT} and {@code LISTED} are the result of the bridge
 * example in the specification, extended by a member that no version defines.
 */
class ResultConversionTest {
    private static final String FLAT = """
            {'cniVersion': '0.2.0',
             'ip4': {'ip': '10.1.0.5/16', 'gateway': '10.1.0.1', 'routes': [{'dst': '0.0.0.0/0'}]},
             'ip6': {'ip': 'fd00::5/64', 'routes': [{'dst': '::/0', 'gw': 'fd00::1'}]},
             'dns': {'nameservers': ['10.1.0.1'], 'domain': 'lan', 'search': ['lan'], 'options': ['ndots:5']},
             'vendor': {'id': 7}}""";

    private static final String LISTED = """
            {'cniVersion': '0.4.0',
             'interfaces': [
               {'name': 'cni0', 'mac': '00:11:22:33:44:55'},
               {'name': 'veth3243', 'mac': '55:44:33:22:11:11'},
               {'name': 'eth0', 'mac': '99:88:77:66:55:44', 'sandbox': '/var/run/netns/blue'}],
             'ips': [
               {'version': '4', 'address': '10.1.0.5/16', 'gateway': '10.1.0.1', 'interface': 2},
               {'version': '6', 'address': 'fd00::5/64', 'interface': 2}],
             'routes': [{'dst': '0.0.0.0/0'}, {'dst': '::/0', 'gw': 'fd00::1'}],
             'dns': {'nameservers': ['10.1.0.1'], 'domain': 'lan', 'search': ['lan'], 'options': ['ndots:5']},
             'vendor': {'id': 7}}""";

    private static final String WITHOUT_IP_VERSION =
            LISTED.replace("'version': '4', ", "").replace("'version': '6', ", "");

    private static final String WITH_ATTRIBUTES = """
            {'cniVersion': '1.1.0',
             'interfaces': [
               {'name': 'eth0', 'mac': '99:88:77:66:55:44', 'mtu': 1500, 'sandbox': '/var/run/netns/blue',
                'socketPath': '/run/vhost.sock', 'pciID': '0000:00:1f.6', 'vendor': 1}],
             'ips': [{'address': '10.1.0.5/16', 'interface': 0}],
             'routes': [{'dst': '10.2.0.0/16', 'gw': '10.1.0.1', 'mtu': 1400, 'advmss': 1360, 'priority': 100,
                         'table': 50, 'scope': 253}]}""";

    @ParameterizedTest
    @EnumSource
    void inItsOwnVersionAResultIsUnchanged(CniVersion version) {
        for (String example : new String[] {FLAT, LISTED, WITHOUT_IP_VERSION, WITH_ATTRIBUTES}) {
            assertThat(in(version, example, version)).isEqualTo(of(version, example));
        }
    }

    @Test
    void theVersionIsTheFirstMember() {
        assertThat(in(V1_0_0, "{'ips': [], 'cniVersion': '1.0.0'}", V0_4_0).toString())
                .startsWith("{\"cniVersion\":\"0.4.0\",");
    }

    @Test
    void ip4AndIp6AreConvertedToLists() {
        String expected = """
                {'cniVersion': '0.4.0',
                 'ips': [{'version': '4', 'address': '10.1.0.5/16', 'gateway': '10.1.0.1'},
                         {'version': '6', 'address': 'fd00::5/64'}],
                 'routes': [{'dst': '0.0.0.0/0'}, {'dst': '::/0', 'gw': 'fd00::1'}],
                 'dns': {'nameservers': ['10.1.0.1'], 'domain': 'lan', 'search': ['lan'], 'options': ['ndots:5']},
                 'vendor': {'id': 7}}""";

        assertThat(in(V0_1_0, FLAT, V0_3_0)).isEqualTo(of(V0_3_0, expected));
        assertThat(in(V0_2_0, FLAT, V0_3_1)).isEqualTo(of(V0_3_1, expected));
        assertThat(in(V0_2_0, FLAT, V0_4_0)).isEqualTo(of(V0_4_0, expected));
    }

    @Test
    void listsAreConvertedToIp4AndIp6() {
        assertThat(in(V0_4_0, LISTED, V0_2_0)).isEqualTo(of(V0_2_0, FLAT));
        assertThat(in(V1_1_0, WITHOUT_IP_VERSION, V0_1_0)).isEqualTo(of(V0_1_0, FLAT));
    }

    @Test
    void ip4IsTheFirstOfSeveralIpv4Addresses() {
        assertThat(in(V1_0_0, "{'ips': [{'address': '10.1.0.5/16'}, {'address': '10.1.0.6/16'}]}", V0_2_0))
                .isEqualTo(of(V0_2_0, "{'ip4': {'ip': '10.1.0.5/16'}}"));
    }

    @Test
    void fromVersion1OnAnAddressHasNoIpVersion() {
        assertThat(in(V0_4_0, LISTED, V1_0_0)).isEqualTo(of(V1_0_0, WITHOUT_IP_VERSION));
        assertThat(in(V0_3_0, LISTED, V1_1_0)).isEqualTo(of(V1_1_0, WITHOUT_IP_VERSION));
    }

    @Test
    void beforeVersion1AnAddressHasAnIpVersion() {
        assertThat(in(V1_0_0, WITHOUT_IP_VERSION, V0_4_0)).isEqualTo(of(V0_4_0, LISTED));
        assertThat(in(V1_1_0, WITHOUT_IP_VERSION, V0_3_1)).isEqualTo(of(V0_3_1, LISTED));
    }

    @Test
    void membersAddedInVersion1Dot1AreLeftOutOfOlderVersions() {
        assertThat(in(V1_1_0, WITH_ATTRIBUTES, V1_0_0)).isEqualTo(of(V1_0_0, """
                {'interfaces': [{'name': 'eth0', 'mac': '99:88:77:66:55:44', 'sandbox': '/var/run/netns/blue', 'vendor': 1}],
                 'ips': [{'address': '10.1.0.5/16', 'interface': 0}],
                 'routes': [{'dst': '10.2.0.0/16', 'gw': '10.1.0.1'}]}"""));
        assertThat(in(V1_1_0, WITH_ATTRIBUTES, V0_2_0)).isEqualTo(of(V0_2_0, """
                {'ip4': {'ip': '10.1.0.5/16', 'routes': [{'dst': '10.2.0.0/16', 'gw': '10.1.0.1'}]}}"""));
    }

    @Test
    void invalidMembersArePassedOnUnchanged() {
        String odd = "{'interfaces': 7, 'ips': ['x', {'address': 'y'}], 'routes': [null]}";

        assertThat(in(V1_1_0, odd, V0_4_0)).isEqualTo(of(V0_4_0, odd));
    }

    private static JsonObject in(CniVersion from, String json, CniVersion to) {
        return CniResult.of(of(from, json), from).in(to).json();
    }

    private static JsonObject of(CniVersion version, String json) {
        return Json.object(json).with("cniVersion", new JsonString(version.toString()));
    }
}
