package meta.spi.net;

import static meta.spi.net.Netns.HOST;
import static meta.spi.net.Netns.POD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.netlink.AddressFlags;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.Prefix;
import meta.netlink.RoutePreference;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteScope;
import meta.netlink.RouteTable;
import meta.netlink.RouteType;
import meta.netlink.RuleAction;
import org.junit.jupiter.api.Test;

class IpCommandTest {
    private static final MacAddress ONE = MacAddress.parse("0a:00:00:00:00:01");
    private static final MacAddress TWO = MacAddress.parse("0a:00:00:00:00:02");
    private static final Route SERVICES =
            Route.to(Prefix.parse("10.96.0.0/12"), POD, "veth0").via(ip("172.18.0.2"));
    private static final Route DEFAULT6 =
            Route.to(Prefix.all(Family.IPV6), POD, "eth0").via(ip("fe80::1"));

    @Test
    void aPlanLineNamesTheNamespaceFirst() {
        Neighbor neighbor = Neighbor.permanent(HOST, "vethabc", ip("10.6.0.9"), TWO);
        assertThat(IpCommand.ensure(neighbor).lines())
                .containsExactly("host ip neigh replace 10.6.0.9 dev vethabc lladdr 0a:00:00:00:00:02"
                        + " nud permanent protocol 109");
    }

    @Test
    void aShellCommandSelectsThePodsNamespaceByAnOptionOfIp() {
        assertThat(IpCommand.create(SERVICES))
                .hasToString("ip -n pod route add 10.96.0.0/12 via 172.18.0.2 dev veth0 proto 109");
        assertThat(IpCommand.create(SERVICES).inShell("cni-1f"))
                .isEqualTo("ip -n cni-1f route add 10.96.0.0/12 via 172.18.0.2 dev veth0 proto 109");
        assertThat(IpCommand.ensure(Route.to(Prefix.parse("10.6.0.9/32"), HOST, "vethabc")))
                .hasToString("ip route replace 10.6.0.9 dev vethabc scope link proto 109");
    }

    @Test
    void aRouteCommandLeavesOutTheDefaultsOfIp() {
        Route route = SERVICES.withSource(ip("10.6.0.9")).withMtu(1400).withTable(RouteTable.of(200));
        assertThat(ensure(route))
                .isEqualTo("ip -n pod route replace 10.96.0.0/12 via 172.18.0.2 dev veth0 src 10.6.0.9 mtu 1400"
                        + " table 200 proto 109");
        assertThat(ensure(DEFAULT6)).isEqualTo("ip -n pod -6 route replace default via fe80::1 dev eth0 proto 109");
        assertThat(ensure(Route.to(Prefix.parse("fd00::/64"), POD, "eth0")))
                .isEqualTo("ip -n pod route replace fd00::/64 dev eth0 proto 109");
    }

    @Test
    void aRouteIsDeletedByTheWordsThatIdentifyIt() {
        assertThat(IpCommand.remove(SERVICES.withMtu(1400)))
                .hasToString("ip -n pod route del 10.96.0.0/12 via 172.18.0.2 dev veth0 proto 109");
    }

    @Test
    void aRouteCommandContainsAllAttributes() {
        Route.Key key = Route.Key.of(HOST, RouteTable.MAIN, Prefix.parse("10.0.0.0/8"), 16, 7);
        Hop first = Hop.of("eth0", ip("10.6.0.1"), 1, true, List.of());
        Hop second = Hop.of("eth1", ip("fe80::1"), 3, false, List.of(new Attribute(22, new byte[] {1, 2})));
        RouteMetrics metrics = RouteMetrics.of(1400, List.of(Attribute.ofInt(8, 1360), Attribute.ofInt(1, 4)));
        Route route = Route.of(
                key,
                RouteType.UNICAST,
                RouteScope.SITE,
                RouteProtocol.STATIC,
                ip("10.6.0.9"),
                List.of(first, second),
                RoutePreference.HIGH,
                metrics,
                List.of(new Attribute(30, new byte[] {5, 0, 0, 0})));
        assertThat(ensure(route))
                .isEqualTo("ip route replace 10.0.0.0/8 tos 0x10 scope site src 10.6.0.9 metric 7 mtu 1400 advmss 1360"
                        + " metric attribute 1 0x04000000 pref high attribute 30 0x05000000 proto static"
                        + " nexthop via 10.6.0.1 dev eth0 onlink"
                        + " nexthop via inet6 fe80::1 dev eth1 weight 3 attribute 22 0x0102");
    }

    @Test
    void theCommandOfARouteThatDropsPacketsHasNoHop() {
        Route.Key key = Route.Key.of(POD, RouteTable.of(200), Prefix.all(Family.IPV4), 0, 0);
        Route route = Route.of(
                key,
                RouteType.UNREACHABLE,
                RouteScope.UNIVERSE,
                RouteProtocol.BOOT,
                IpAddress.unspecified(Family.IPV4),
                List.of(),
                RoutePreference.MEDIUM,
                RouteMetrics.NONE,
                List.of());
        assertThat(ensure(route)).isEqualTo("ip -n pod route replace unreachable default table 200");
    }

    @Test
    void anObjectThatTheKernelCannotReplaceIsRemovedFirst() {
        Rule rule = Rule.to(Prefix.all(Family.IPV4), HOST, RouteTable.of(500), 1000);
        assertThat(IpCommand.change(rule, Rule.of(rule.key(), RouteProtocol.KERNEL)))
                .hasToString("ip rule del lookup 500 priority 1000 protocol 109"
                        + " && ip rule add lookup 500 priority 1000 protocol kernel");
        Neighbor ours =
                Neighbor.permanent(POD, "veth0", IpAddress.parse("172.18.0.2"), MacAddress.parse("0a:00:00:00:00:0f"));
        Neighbor without = Neighbor.of(
                POD, "veth0", ours.address(), ours.lladdr(), ours.state(), ours.flags(), RouteProtocol.UNSPEC);
        assertThat(IpCommand.change(ours, without))
                .hasToString("ip -n pod neigh del 172.18.0.2 dev veth0 && ip -n pod neigh replace 172.18.0.2 dev veth0"
                        + " lladdr 0a:00:00:00:00:0f nud permanent");
        assertThat(IpCommand.change(without, ours))
                .hasToString("ip -n pod neigh replace 172.18.0.2 dev veth0"
                        + " lladdr 0a:00:00:00:00:0f nud permanent protocol 109");
    }

    @Test
    void aRuleCommandContainsSelectorsTableAndPriority() {
        RouteTable table = RouteTable.of(200);
        assertThat(ensure(Rule.from(Prefix.parse("10.6.0.9/32"), POD, table, 1100)))
                .isEqualTo("ip -n pod rule add from 10.6.0.9 lookup 200 priority 1100 protocol 109");
        assertThat(IpCommand.remove(Rule.to(Prefix.parse("fd00:96::/112"), POD, table, 1000)))
                .hasToString("ip -n pod -6 rule del to fd00:96::/112 lookup 200 priority 1000 protocol 109");
        assertThat(ensure(Rule.to(Prefix.all(Family.IPV6), HOST, RouteTable.of(500), 1000)))
                .isEqualTo("ip -6 rule add lookup 500 priority 1000 protocol 109");
        Rule.Key prohibit = Rule.Key.of(
                POD,
                5,
                Prefix.all(Family.IPV4),
                Prefix.parse("10.0.0.0/8"),
                RuleAction.PROHIBIT,
                RouteTable.UNSPEC,
                RuleSelectors.NONE);
        assertThat(ensure(Rule.of(prohibit, RouteProtocol.UNSPEC)))
                .isEqualTo("ip -n pod rule add to 10.0.0.0/8 prohibit priority 5");
    }

    @Test
    void anAddressCommandContainsTheFlags() {
        Address address = Address.of(POD, "eth0", ip("fd00::9"), 64).withoutDad();
        assertThat(ensure(address)).isEqualTo("ip -n pod addr replace fd00::9/64 dev eth0 nodad");
        assertThat(IpCommand.create(Address.of(POD, "eth0", ip("10.6.0.9"), 16)))
                .hasToString("ip -n pod addr add 10.6.0.9/16 dev eth0");
        assertThat(IpCommand.remove(address)).hasToString("ip -n pod addr del fd00::9/64 dev eth0");
        Address learnt = Address.of(
                POD,
                "eth0",
                ip("fe80::9"),
                64,
                RouteScope.LINK,
                AddressFlags.MANAGE_TEMPORARY.with(AddressFlags.NODAD));
        assertThat(ensure(learnt))
                .isEqualTo("ip -n pod addr replace fe80::9/64 dev eth0 scope link dynamic nodad mngtmpaddr");
    }

    @Test
    void aNeighborWithoutALinkLayerAddressAndWithTwoStatesIsPrintedUnchanged() {
        NudState mixed = NudState.PROBE.with(NudState.STALE);
        Neighbor neighbor =
                Neighbor.of(HOST, "eth0", ip("10.6.0.9"), MacAddress.NONE, mixed, 0x82, RouteProtocol.UNSPEC);
        assertThat(ensure(neighbor)).isEqualTo("ip neigh replace 10.6.0.9 dev eth0 nud 0x14 router flags 0x2");
        assertThat(IpCommand.remove(neighbor)).hasToString("ip neigh del 10.6.0.9 dev eth0");
    }

    @Test
    void aVethPairIsCreatedBeforeItsEndsAreSetUp() {
        VethPair plain = VethPair.of("vethabc", ONE, "veth0", TWO, 1400);
        VethPair pair = VethPair.of(plain.host().withAlias("made for eth0"), plain.pod());
        assertThat(IpCommand.ensure(pair).lines())
                .containsExactly(
                        "host ip link add vethabc address 0a:00:00:00:00:01 mtu 1400 type veth"
                                + " peer name veth0 netns pod address 0a:00:00:00:00:02 mtu 1400",
                        "host ip link set vethabc alias 'made for eth0' up",
                        "pod  ip link set veth0 up");
        assertThat(IpCommand.ensure(pair).inShell("cni-1f"))
                .contains(" netns cni-1f ", "&& ip -n cni-1f link set veth0 up");
        assertThat(IpCommand.remove(pair)).hasToString("ip link del vethabc type veth");
    }

    @Test
    void theCommandOfAChangedLinkContainsOnlyTheDifference() {
        Link link = Link.of(POD, "eth0", "macvlan", ONE, 1500);
        assertThat(IpCommand.change(link, link.withMtu(9000))).hasToString("ip -n pod link set eth0 mtu 9000");
        assertThat(IpCommand.change(link, link.withTxqueuelen(5000)))
                .hasToString("ip -n pod link set eth0 txqueuelen 5000");
        assertThat(IpCommand.change(link.withAlias("a"), link)).hasToString("ip -n pod link set eth0 alias ''");
        assertThat(ensure(link))
                .isEqualTo("ip -n pod link set eth0 address 0a:00:00:00:00:01 mtu 1500 txqueuelen 1000 alias '' up");
        assertThat(IpCommand.create(Link.of(HOST, "dummy1", "dummy", ONE, 1500).withAlias("it's")))
                .hasToString("ip link add dummy1 address 0a:00:00:00:00:01 mtu 1500 txqueuelen 1000 up type dummy"
                        + " && ip link set dummy1 alias 'it'\\''s'");
    }

    @Test
    void aSysctlOfADeviceWithADotIsWrittenWithSlashes() {
        assertThat(ensure(SysctlValue.of(HOST, SysctlValue.ipv4("all", "rp_filter"), "2")))
                .isEqualTo("sysctl -w net.ipv4.conf.all.rp_filter=2");
        assertThat(ensure(SysctlValue.of(POD, SysctlValue.ipv4("eth0.100", "rp_filter"), "2")))
                .isEqualTo("ip netns exec pod sysctl -w net/ipv4/conf/eth0.100/rp_filter=2");
        assertThat(ensure(SysctlValue.of(HOST, "net/ipv4/ip_local_port_range", "1024\t2048")))
                .isEqualTo("sysctl -w 'net.ipv4.ip_local_port_range=1024 2048'");
    }

    @Test
    void aLinkCommandContainsTheDataOfTheKind() {
        assertThat(IpCommand.create(Link.of(POD, "eth0.5", LinkData.vlan("eth0", 5))))
                .hasToString("ip -n pod link add eth0.5 link eth0 up type vlan id 5");
        assertThat(IpCommand.create(
                        Link.of(HOST, "blue", LinkData.vrf(RouteTable.of(700))).withAlias("a vrf")))
                .hasToString("ip link add blue up type vrf table 700 && ip link set blue alias 'a vrf'");
        assertThat(IpCommand.create(Link.of(POD, "mv0", LinkData.macvlan("eth0", MacvlanMode.VEPA))
                        .withMtu(1300)
                        .withMaster("br0")
                        .withUp(false)))
                .hasToString("ip -n pod link add mv0 link eth0 mtu 1300 master br0 type macvlan mode vepa");
        Link dummy = Link.of(POD, "d0", "dummy");
        assertThat(IpCommand.change(dummy, dummy.withMaster("blue"))).hasToString("ip -n pod link set d0 master blue");
        assertThat(IpCommand.change(dummy.withMaster("blue"), dummy)).hasToString("ip -n pod link set d0 nomaster");
    }

    private static String ensure(NetworkObject object) {
        return IpCommand.ensure(object).toString();
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text);
    }

    @Test
    void aShellCommandContainsTheNameOrThePathOfTheNamespace() {
        SysctlValue sysctl = SysctlValue.of(POD, "net/ipv4/conf/all/rp_filter", "2");
        for (String pod : List.of("web", "/run/netns/web", "/var/run/netns/web")) {
            assertThat(IpCommand.create(SERVICES).inShell(pod)).startsWith("ip -n web route add ");
            assertThat(IpCommand.ensure(sysctl).inShell(pod)).startsWith("ip netns exec web sysctl -w ");
        }
        assertThat(IpCommand.create(SERVICES).inShell("/proc/12/ns/net"))
                .startsWith("nsenter --net=/proc/12/ns/net ip route add ");
        assertThat(IpCommand.ensure(sysctl).inShell("/proc/12/ns/net"))
                .startsWith("nsenter --net=/proc/12/ns/net sysctl -w ");
        assertThat(IpCommand.create(SERVICES).inShell("/tmp/a b")).startsWith("nsenter --net='/tmp/a b' ip route add ");
    }

    @Test
    void theFlagsOfANeighborAreWordsThatIpAccepts() {
        Neighbor neighbor =
                Neighbor.of(HOST, "eth0", ip("10.6.0.9"), MacAddress.NONE, NudState.STALE, 0x99, RouteProtocol.UNSPEC);

        assertThat(ensure(neighbor))
                .isEqualTo("ip neigh replace proxy 10.6.0.9 dev eth0 nud stale router use extern_learn");
        assertThat(IpCommand.remove(neighbor)).hasToString("ip neigh del proxy 10.6.0.9 dev eth0");
    }
}
