package meta.spi.testkit;

import static meta.spi.net.Netns.HOST;
import static meta.spi.net.Netns.POD;
import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import meta.netlink.AddressFlags;
import meta.netlink.Errno;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteScope;
import meta.netlink.RouteTable;
import meta.spi.RouteLookup;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.VethPair;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenTest {
    @Test
    void aLinkIsUpAndHasAnMtuOf1500ByDefault() {
        var given = given("""
                host link eth0 lladdr 0a:00:00:00:00:01
                pod  link eth0 kind macvlan mtu 9000 alias 'made by hand' down   # comments are for readers
                """);
        assertThat(given.snapshot().host().link("eth0"))
                .contains(Link.of(HOST, "eth0", "", MacAddress.parse("0a:00:00:00:00:01"), 1500));
        assertThat(given.snapshot().pod().link("eth0"))
                .contains(Link.of(POD, "eth0", "macvlan", MacAddress.NONE, 9000)
                        .withAlias("made by hand")
                        .withUp(false));
    }

    @Test
    void thePeerIsSetAtBothEndsIfOneEndNamesIt() {
        var given = given("""
                host link vethabc lladdr 0a:00:00:00:00:01 peer veth0 netns pod
                pod  link veth0 lladdr 0a:00:00:00:00:02
                """);
        assertThat(VethPair.find(
                        "veth0", given.snapshot().host(), given.snapshot().pod()))
                .contains(VethPair.of(
                        "vethabc",
                        MacAddress.parse("0a:00:00:00:00:01"),
                        "veth0",
                        MacAddress.parse("0a:00:00:00:00:02"),
                        1500));
    }

    @Test
    void anAddressHasTheFlagsThatIpNames() {
        var state = given("""
                pod addr 10.6.0.9/16 dev eth0
                pod addr fd00::9/64 dev eth0 dynamic mngtmpaddr
                pod addr fe80::9/64 dev eth0 scope link tentative
                pod addr 127.0.0.1/8 dev lo
                """).snapshot().pod();
        assertThat(state.addresses().get(0)).isEqualTo(Address.of(POD, "eth0", ip("10.6.0.9"), 16));
        assertThat(state.addresses().get(1).flags()).isEqualTo(AddressFlags.MANAGE_TEMPORARY);
        assertThat(state.addresses().get(2).scope()).isEqualTo(RouteScope.LINK);
        assertThat(state.addresses().get(2).flags()).isEqualTo(AddressFlags.PERMANENT.with(AddressFlags.TENTATIVE));
        assertThat(state.addresses().get(3).scope()).isEqualTo(RouteScope.HOST);
    }

    @Test
    void omittedWordsOfARouteHaveTheDefaultsOfIp() {
        var routes = given("""
                pod route default via 10.6.0.1 dev eth0 proto static
                pod route default via fd00::1 dev eth0 metric 100
                pod route 10.6.0.0/16 dev eth0 proto kernel src 10.6.0.9
                pod route 10.7.0.0/16 table 200 nexthop via 10.6.0.1 dev eth0 weight 2 nexthop via 10.6.0.2 dev eth0
                pod route unreachable 10.8.0.0/16
                """).snapshot().pod().routes();
        assertThat(routes.get(0).scope()).isEqualTo(RouteScope.UNIVERSE);
        assertThat(routes.get(0).protocol()).isEqualTo(RouteProtocol.STATIC);
        assertThat(routes.get(1).destination()).isEqualTo(Prefix.parse("::/0"));
        assertThat(routes.get(1).key().metric()).isEqualTo(100);
        assertThat(routes.get(2).scope()).isEqualTo(RouteScope.LINK);
        assertThat(routes.get(2).source()).isEqualTo(ip("10.6.0.9"));
        assertThat(routes.get(3).table()).isEqualTo(RouteTable.of(200));
        assertThat(routes.get(3).hops())
                .containsExactly(
                        Hop.of("eth0", ip("10.6.0.1"), 2, false, List.of()),
                        Hop.of("eth0", ip("10.6.0.2"), 1, false, List.of()));
        assertThat(routes.get(4).hops()).isEmpty();
    }

    @Test
    void objectsWithOurProtocolNumberAreOurs() {
        var pod = given("""
                pod route 10.96.0.0/12 via 172.18.0.2 dev veth0 proto 109
                pod rule  from 10.6.0.9 lookup 200 priority 1100 protocol 109
                pod neigh 172.18.0.2 dev veth0 lladdr 0a:00:00:00:00:01 nud permanent protocol 109
                """).snapshot().pod();
        assertThat(pod.routes())
                .containsExactly(
                        Route.to(Prefix.parse("10.96.0.0/12"), POD, "veth0").via(ip("172.18.0.2")));
        assertThat(pod.rules()).containsExactly(Rule.from(Prefix.parse("10.6.0.9/32"), POD, RouteTable.of(200), 1100));
        assertThat(pod.neighbors())
                .containsExactly(
                        Neighbor.permanent(POD, "veth0", ip("172.18.0.2"), MacAddress.parse("0a:00:00:00:00:01")));
    }

    @Test
    void aRouteIsReplacedOnlyByARouteWithTheSameNextHop() {
        var routes = given("""
                pod route fe80::/64 dev eth0 proto kernel metric 256
                pod route fe80::/64 dev veth0 proto kernel metric 256
                pod route fe80::/64 dev veth0 proto kernel metric 256 mtu 1400
                """).snapshot().pod().routes();
        assertThat(routes).extracting(route -> route.key().rank()).containsExactly(0, 1);
        assertThat(routes.get(1).metrics().mtu()).isEqualTo(1400);
    }

    @Test
    void aNeighborCanHaveAnyState() {
        var host =
                given("host neigh 10.6.0.9 dev calidead nud failed").snapshot().host();
        assertThat(host.neighbors(ip("10.6.0.9")))
                .singleElement()
                .returns(NudState.FAILED, Neighbor::state)
                .returns(MacAddress.NONE, Neighbor::lladdr);
    }

    @Test
    void aSysctlIsWrittenWithDotsOrSlashes() {
        var pod = given("""
                pod sysctl net.ipv6.conf.all.disable_ipv6=1
                pod sysctl net/ipv4/conf/eth0.100/rp_filter=2
                """).snapshot().pod();
        assertThat(pod.sysctl("net/ipv6/conf/all/disable_ipv6")).contains("1");
        assertThat(pod.sysctl("net/ipv4/conf/eth0.100/rp_filter")).contains("2");
    }

    @Test
    void aLookupWithoutAnMtuHasTheMtuOfTheDevice() {
        var snapshot = given("""
                host link eth1 mtu 1400
                host lookup 10.6.0.9 dev eth1 src 172.18.0.2
                host lookup 10.96.0.0 dev eth1 src 172.18.0.2 via 172.18.0.1 mtu 1300
                host lookup fd00::9 unreachable
                """).snapshot();
        IpAddress none = IpAddress.unspecified(ip("10.6.0.9").family());
        assertThat(snapshot.lookups())
                .containsExactly(
                        new RouteLookup.Found(ip("10.6.0.9"), "eth1", ip("172.18.0.2"), none, 1400),
                        new RouteLookup.Found(ip("10.96.0.0"), "eth1", ip("172.18.0.2"), ip("172.18.0.1"), 1300),
                        new RouteLookup.Unreachable(ip("fd00::9"), Errno.ENETUNREACH));
    }

    @Test
    void theContextHasTheOtherInputsOfTheStep() {
        Option<Long> mtu = Option.of("mtu", OptionType.wholeNumber(68, 65535), 1500L, "The MTU.");
        Option<Boolean> fast = Option.of("fast", OptionType.flag(), false, "Whether it is fast.");
        var context = given("")
                .attachment("net", "cafe", "net1")
                .assigned("10.6.0.9/16", "fd00::9/64")
                .nodeAddresses("172.18.0.2")
                .hijacked("10.96.0.0/12")
                .gateways("172.18.0.2")
                .declared(List.of(mtu, fast))
                .option(mtu, 9000L)
                .context();
        assertThat(context.attachment().mark()).isEqualTo("meta-plugins network=net container=cafe ifname=net1");
        assertThat(context.addressing().assigned())
                .containsExactly(
                        Address.of(POD, "net1", ip("10.6.0.9"), 16), Address.of(POD, "net1", ip("fd00::9"), 64));
        assertThat(context.addressing().pod()).containsExactly(ip("10.6.0.9"), ip("fd00::9"));
        assertThat(context.addressing().node()).containsExactly(ip("172.18.0.2"));
        assertThat(context.addressing().hijacked()).containsExactly(Prefix.parse("10.96.0.0/12"));
        assertThat(context.addressing().gateways()).containsExactly(ip("172.18.0.2"));
        assertThat(context.options().get(mtu)).isEqualTo(9000);
        assertThat(context.options().get(fast)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            eth0 link                            | "eth0" is no namespace; a line begins with host or pod
            pod                                  | ends where a kind of object is expected
            pod lnik eth0                        | "lnik" is no word of a state; accepted: link addr route rule neigh sysctl, and lookup on the host
            pod lookup 10.6.0.9                  | "lookup" is no word of a state
            pod link eth0 mtu big                | "big" is not an MTU
            pod link eth0 speed 10               | "speed" is no word of a link; accepted: lladdr mtu
            host link veth1 peer veth0 netns host| the peer must be in the other namespace: peer veth0 netns pod
            pod link eth0 lladdr 0a:00           | "0a:00" is not a MAC address: "0a:00" is not a MAC address such as
            pod addr 10.6.0.9 dev eth0           | expected: pod addr ADDRESS/LENGTH dev NAME
            pod addr 10.6.0.9/16 dev eth0 noddad | "noddad" is no word of an address
            pod route 10.0.0.0/8 vai 10.6.0.1    | "vai" is no word of a route; accepted: via dev
            pod route 10.6.0.9/16 dev eth0       | 10.6.0.9/16 has host bits set
            pod route unicats 10.6.0.0/16        | "unicats" is no word of a route; accepted: a destination, default, or a type
            pod route 10.0.0.0/8 via 10.6.0      | "10.6.0" is not a gateway: "10.6.0" is not an IP address
            pod rule form 10.6.0.9 lookup 200    | "form" is no word of a rule; accepted: from to lookup
            pod neigh 10.6.0.9 lladdr 0a:00      | expected: pod neigh ADDRESS dev NAME [lladdr MAC] [nud STATE]
            pod neigh 10.6.0.9 dev e nud stael   | "stael" is not a state
            pod sysctl net.ipv4.ip_forward 1     | expected: pod sysctl NAME=VALUE
            host lookup 10.6.0.9 unreachable?    | "unreachable?" is no word of a lookup; accepted: unreachable, or dev src via mtu
            """)
    void theErrorForAnInvalidLineShowsTheLineAndTheAcceptedWords(String line, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> given("host link eth0\n" + line))
                .withMessageStartingWith("line 2: " + line)
                .withMessageContaining(message);
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text);
    }
}
