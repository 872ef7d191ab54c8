package meta.core.cni;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.PreviousResult.Ip;
import meta.core.cni.PreviousResult.Route;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Violations of the spec in a previous result are reported, and its valid addresses and routes are read. */
class ResultReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'cniVersion': '9.9.9'}                   | p.cniVersion: "9.9.9": expected 0.1.0, 0.2.0, 0.3.0, 0.3.1, 0.4.0, 1.0.0 or 1.1.0
            {'cniVersion': 1}                         | p.cniVersion: 1: expected 0.1.0, 0.2.0, 0.3.0, 0.3.1, 0.4.0, 1.0.0 or 1.1.0
            {'interfaces': {}}                        | p.interfaces: {}: expected an array of objects
            {'interfaces': ['eth0']}                  | p.interfaces[0]: "eth0": expected an object
            {'interfaces': [{'name': 7}]}             | p.interfaces[0].name: 7: expected a string
            {'interfaces': [{}, {'sandbox': []}]}     | p.interfaces[1].sandbox: []: expected a string
            {'ips': [{'gateway': '10.1.0.1'}]}        | p.ips[0].address: missing; expected an address and prefix length, such as "10.1.0.5/16"
            {'ips': [{'address': '10.1.0.5/33'}]}     | p.ips[0].address: "10.1.0.5/33": expected an address and prefix length, such as "10.1.0.5/16"
            {'ips': [{'address': '10.1.0.5/+16'}]}    | p.ips[0].address: "10.1.0.5/+16": expected an address and prefix length, such as "10.1.0.5/16"
            {'ips': [{'address': 'fd00::1/64', 'gateway': 'x'}]} | p.ips[0].gateway: "x": expected an IP address
            {'interfaces': [{}], 'ips': [{'address': 'fd00::1/64', 'interface': '0'}]} | p.ips[0].interface: "0": expected an index into interfaces
            {'interfaces': [{}], 'ips': [{'address': 'fd00::1/64', 'interface': 0.5}]} | p.ips[0].interface: 0.5: expected an index into interfaces
            {'routes': [{'dst': 'default'}]}          | p.routes[0].dst: "default": expected an address and prefix length, such as "10.1.0.5/16"
            {'routes': [{'dst': '::/0', 'gw': 1}]}    | p.routes[0].gw: 1: expected an IP address
            """)
    void eachMemberOfTheListsIsChecked(String json, String problem) {
        assertThat(problems(json, CniVersion.V1_0_0)).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'ip4': []}                               | p.ip4: []: expected an object
            {'ip4': {}}                               | p.ip4.ip: missing; expected an address and prefix length, such as "10.1.0.5/16"
            {'ip6': {'ip': 'fd00::5'}}                | p.ip6.ip: "fd00::5": expected an address and prefix length, such as "10.1.0.5/16"
            {'ip6': {'ip': 'fd00::5/64', 'routes': [{}]}} | p.ip6.routes[0].dst: missing; expected an address and prefix length, such as "10.1.0.5/16"
            """)
    void eachMemberOfAFlatResultIsChecked(String json, String problem) {
        assertThat(problems(json, CniVersion.V0_2_0)).containsExactly(problem);
    }

    @Test
    void allProblemsAreReportedTogether() {
        assertThat(problems("{'cniVersion': 'x', 'interfaces': 1, 'ips': [2, {}], 'routes': 3}", CniVersion.V1_1_0))
                .hasSize(5);
    }

    @Test
    void nullAndEmptyCountAsAbsent() {
        String json = """
                {'cniVersion': null, 'interfaces': null, 'routes': null, 'dns': null,
                 'ips': [{'address': '10.1.0.5/16', 'gateway': '', 'interface': null}]}""";

        assertThat(problems(json, CniVersion.V1_0_0)).isEmpty();
    }

    @Test
    void anIndexOutOfRangeCountsAsAbsent() {
        String json = """
                {'interfaces': [{'name': 'eth0', 'sandbox': '/x'}],
                 'ips': [{'address': '10.1.0.5/16', 'interface': -1}, {'address': '10.1.0.6/16', 'interface': 1}]}""";

        assertThat(problems(json, CniVersion.V1_0_0)).isEmpty();
    }

    @Test
    void anAddressBelongsToTheInterfaceOfItsIndex() {
        PreviousResult result = read("""
                {'cniVersion': '1.0.0',
                 'interfaces': [{'name': 'cni0'}, {'name': 'eth0', 'mac': '99:88:77:66:55:44', 'sandbox': '/run/netns/blue'}],
                 'ips': [{'address': '10.1.0.5/16', 'gateway': '10.1.0.1', 'interface': 1},
                         {'address': 'fd00::5/64'}]}""");

        assertThat(result.ips())
                .containsExactly(
                        new Ip(IpAddress.parse("10.1.0.5"), 16, IpAddress.parse("10.1.0.1"), "eth0", "/run/netns/blue"),
                        new Ip(IpAddress.parse("fd00::5"), 64, IpAddress.parse("::"), "", ""));
    }

    @Test
    void theAddressesOfAFlatResultHaveNoInterface() {
        PreviousResult result = read("""
                {'cniVersion': '0.2.0', 'ip4': {'ip': '10.1.0.5/16'}, 'ip6': {'ip': 'fd00::5/64'}}""");

        assertThat(result.ips())
                .containsExactly(
                        new Ip(IpAddress.parse("10.1.0.5"), 16, IpAddress.parse("0.0.0.0"), "", ""),
                        new Ip(IpAddress.parse("fd00::5"), 64, IpAddress.parse("::"), "", ""));
    }

    @Test
    void theListsInAFlatResultAreUsedIfIp4AndIp6AreMissing() {
        assertThat(
                        read(
                                "{'cniVersion': '0.2.0', 'ips': [{'address': '10.1.0.5/16'}], 'routes': [{'dst': '10.2.0.0/16'}]}"))
                .satisfies(
                        result -> assertThat(result.ips()).hasSize(1),
                        result -> assertThat(result.routes()).hasSize(1));
        assertThat(read("{'cniVersion': '0.2.0', 'ip4': {'ip': '10.1.0.9/16'}, 'ips': [{'address': '10.1.0.5/16'}]}")
                        .ips())
                .extracting(Ip::address)
                .containsExactly(IpAddress.parse("10.1.0.9"));
    }

    @Test
    void anAddressMayBelongToANicIfItsInterfaceIsTheNicOrUnknown() {
        PreviousResult result = read("""
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
    void aRouteWithoutAGatewayGetsTheFirstGatewayOfItsFamily() {
        PreviousResult result = read("""
                {'cniVersion': '1.1.0',
                 'ips': [{'address': '10.1.0.5/16', 'gateway': '10.1.0.1'}, {'address': '10.1.0.6/16', 'gateway': '10.1.0.2'}],
                 'routes': [{'dst': '10.2.7.9/16'}, {'dst': '10.3.0.0/16', 'gw': '10.1.0.7', 'priority': 50, 'mtu': 1400},
                            {'dst': '::/0'}, {'dst': '10.4.0.0/16', 'table': 254}, {'dst': '10.5.0.0/16', 'table': 7}]}""");

        assertThat(result.routes())
                .containsExactly(
                        new Route(Prefix.parse("10.2.0.0/16"), IpAddress.parse("10.1.0.1"), 0, 0),
                        new Route(Prefix.parse("10.3.0.0/16"), IpAddress.parse("10.1.0.7"), 50, 1400),
                        new Route(Prefix.parse("::/0"), IpAddress.parse("::"), 0, 0),
                        new Route(Prefix.parse("10.4.0.0/16"), IpAddress.parse("10.1.0.1"), 0, 0));
    }

    private static List<String> problems(String json, CniVersion version) {
        List<InputProblem> problems = new ArrayList<>();
        ResultReader.read(new CniResult(version, Json.object(json)), "p", problems);
        return problems.stream().map(InputProblem::toString).toList();
    }

    private static PreviousResult read(String json) {
        return ResultReader.read(CniResult.of(Json.object(json), CniVersion.LATEST), "p", new ArrayList<>());
    }
}
