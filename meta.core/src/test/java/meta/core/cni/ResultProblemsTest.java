package meta.core.cni;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultProblemsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'cniVersion': '9.9.9'}                   | p.cniVersion: "9.9.9": 0.1.0, 0.2.0, 0.3.0, 0.3.1, 0.4.0, 1.0.0 or 1.1.0
            {'cniVersion': 1}                         | p.cniVersion: 1: 0.1.0, 0.2.0, 0.3.0, 0.3.1, 0.4.0, 1.0.0 or 1.1.0
            {'interfaces': {}}                        | p.interfaces: {}: an array of objects
            {'interfaces': ['eth0']}                  | p.interfaces[0]: "eth0": an object
            {'interfaces': [{'name': 7}]}             | p.interfaces[0].name: 7: a string
            {'interfaces': [{}, {'sandbox': []}]}     | p.interfaces[1].sandbox: []: a string
            {'ips': [{'gateway': '10.1.0.1'}]}        | p.ips[0].address: missing; an address and its prefix length, such as "10.1.0.5/16"
            {'ips': [{'address': '10.1.0.5/33'}]}     | p.ips[0].address: "10.1.0.5/33": an address and its prefix length, such as "10.1.0.5/16"
            {'ips': [{'address': 'fd00::1/64', 'gateway': 'x'}]} | p.ips[0].gateway: "x": an IP address
            {'interfaces': [{}], 'ips': [{'address': 'fd00::1/64', 'interface': '0'}]} | p.ips[0].interface: "0": an index into interfaces
            {'interfaces': [{}], 'ips': [{'address': 'fd00::1/64', 'interface': 0.5}]} | p.ips[0].interface: 0.5: an index into interfaces
            {'routes': [{'dst': 'default'}]}          | p.routes[0].dst: "default": an address and its prefix length, such as "10.1.0.5/16"
            {'routes': [{'dst': '::/0', 'gw': 1}]}    | p.routes[0].gw: 1: an IP address
            """)
    void aResultThatListsIsCheckedMemberByMember(String json, String problem) {
        assertThat(problems(json, CniVersion.V1_0_0)).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'ip4': []}                               | p.ip4: []: an object
            {'ip4': {}}                               | p.ip4.ip: missing; an address and its prefix length, such as "10.1.0.5/16"
            {'ip6': {'ip': 'fd00::5'}}                | p.ip6.ip: "fd00::5": an address and its prefix length, such as "10.1.0.5/16"
            {'ip6': {'ip': 'fd00::5/64', 'routes': [{}]}} | p.ip6.routes[0].dst: missing; an address and its prefix length, such as "10.1.0.5/16"
            """)
    void aResultWithOneAddressOfAFamilyIsCheckedMemberByMember(String json, String problem) {
        assertThat(problems(json, CniVersion.V0_2_0)).containsExactly(problem);
    }

    @Test
    void everyProblemIsFoundAtOnce() {
        assertThat(problems("{'cniVersion': 'x', 'interfaces': 1, 'ips': [2, {}], 'routes': 3}", CniVersion.V1_1_0))
                .hasSize(5);
    }

    @Test
    void nullAndEmptyAreAsGoodAsAbsent() {
        String json = """
                {'cniVersion': null, 'interfaces': null, 'routes': null, 'dns': null,
                 'ips': [{'address': '10.1.0.5/16', 'gateway': '', 'interface': null}]}""";

        assertThat(problems(json, CniVersion.V1_0_0)).isEmpty();
    }

    @Test
    void anIndexThatPointsAtNoInterfaceIsAsGoodAsAbsent() {
        String json = """
                {'interfaces': [{'name': 'eth0', 'sandbox': '/x'}],
                 'ips': [{'address': '10.1.0.5/16', 'interface': -1}, {'address': '10.1.0.6/16', 'interface': 1}]}""";

        assertThat(problems(json, CniVersion.V1_0_0)).isEmpty();
    }

    private static List<String> problems(String json, CniVersion version) {
        return ResultProblems.in(new CniResult(version, Json.object(json)), "p").stream()
                .map(Object::toString)
                .toList();
    }
}
