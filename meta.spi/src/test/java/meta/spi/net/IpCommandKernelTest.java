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
import meta.netlink.testbed.RealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;

/** The installed iproute2 and the kernel take what is printed, and make of it what the object says. */
@RealKernel
class IpCommandKernelTest {
    private static final RouteTable TABLE = RouteTable.of(200);

    /** A host and a pod, and what is typed on the host. */
    private record Terminal(ScratchNamespaces net, String host, String pod) {
        static Terminal in(ScratchNamespaces net) {
            return new Terminal(net, net.make("host"), net.make("pod"));
        }

        static Terminal withVeth(ScratchNamespaces net) {
            Terminal terminal = in(net);
            terminal.type(IpCommand.create(veth()));
            terminal.type(IpCommand.create(Address.of(POD, "veth0", ip("10.6.0.9"), 16)));
            terminal.type(
                    IpCommand.create(Address.of(POD, "veth0", ip("fd00::9"), 64).withoutDad()));
            return terminal;
        }

        void type(IpCommand command) {
            net.exec(host, "sh", "-c", command.inShell(pod));
        }

        /** Makes the object, asks for it again, and looks what there is; then takes it away, and looks again. */
        void makes(NetworkObject object, String show, String expected) {
            type(IpCommand.create(object));
            assertThat(lines(object.netns(), show)).contains(expected);
            if (!(object instanceof Rule)) { // ip has no verb for a rule that may be there
                type(IpCommand.ensure(object));
                assertThat(lines(object.netns(), show)).contains(expected);
            }
            type(IpCommand.remove(object));
            assertThat(lines(object.netns(), show)).doesNotContain(expected);
        }

        private List<String> lines(Netns netns, String show) {
            String shown = net.ipLine("-n " + (netns == HOST ? host : pod) + " " + show);
            return shown.lines()
                    .map(line -> line.strip().replaceAll("\\s+", " "))
                    .toList();
        }
    }

    private static VethPair veth() {
        VethPair pair = VethPair.of(
                "veth0123456789a",
                MacAddress.parse("0a:00:00:00:00:01"),
                "veth0",
                MacAddress.parse("0a:00:00:00:00:02"),
                1400);
        return new VethPair(pair.host().withAlias("it's made for $(eth0)"), pair.pod());
    }

    @Test
    void aQueueIsOfTheUsualLengthUntilItIsChanged(ScratchNamespaces net) {
        Terminal terminal = Terminal.withVeth(net);
        assertThat(net.ipLine("-n " + terminal.pod() + " link show veth0")).contains("qlen " + Link.USUAL_TXQUEUELEN);
        Link veth0 = veth().pod();
        terminal.type(IpCommand.change(veth0, veth0.withTxqueuelen(5000)));
        assertThat(net.ipLine("-n " + terminal.pod() + " link show veth0")).contains("qlen 5000");
        Link queued = Link.of(POD, "br1", "bridge", MacAddress.parse("0a:00:00:00:00:03"), 1500)
                .withTxqueuelen(10);
        terminal.type(IpCommand.create(queued));
        assertThat(net.ipLine("-n " + terminal.pod() + " link show br1")).contains("qlen 10");
    }

    @Test
    void aVethPairIsMadeWithBothEndsUpAndIsTakenAwayAsOne(ScratchNamespaces net) {
        Terminal terminal = Terminal.in(net);
        terminal.type(IpCommand.create(veth()));
        assertThat(String.join("\n", terminal.lines(HOST, "link show veth0123456789a")))
                .contains("mtu 1400", "state UP", "link/ether 0a:00:00:00:00:01", "alias it's made for $(eth0)");
        assertThat(String.join("\n", terminal.lines(POD, "link show veth0")))
                .contains("mtu 1400", "state UP", "link/ether 0a:00:00:00:00:02");
        terminal.type(IpCommand.remove(veth()));
        assertThat(terminal.lines(POD, "-br link")).singleElement().asString().startsWith("lo ");
    }

    @Test
    void aLinkIsMadeChangedAndTakenAway(ScratchNamespaces net) {
        Terminal terminal = Terminal.in(net);
        Link bridge = Link.of(POD, "br0.5", "bridge", MacAddress.parse("0a:00:00:00:00:05"), 1500)
                .withAlias("a bridge");
        Link changed = bridge.withAlias("").withMtu(1300).withUp(false);
        terminal.type(IpCommand.create(bridge));
        assertThat(terminal.lines(POD, "link show br0.5")).contains("alias a bridge");
        terminal.type(IpCommand.change(bridge, changed));
        assertThat(String.join("\n", terminal.lines(POD, "link show br0.5")))
                .contains("mtu 1300", "state DOWN")
                .doesNotContain("alias");
        terminal.type(IpCommand.ensure(bridge));
        assertThat(terminal.lines(POD, "link show br0.5")).contains("alias a bridge");
        terminal.type(IpCommand.remove(bridge));
    }

    @Test
    void addresses(ScratchNamespaces net) {
        Terminal terminal = Terminal.withVeth(net);
        terminal.makes(
                Address.of(POD, "veth0", ip("10.7.0.9"), 16),
                "-o -4 addr",
                "2: veth0 inet 10.7.0.9/16 scope global veth0\\ valid_lft forever preferred_lft forever");
        Address quick = Address.of(POD, "veth0", ip("fd07::9"), 64).withoutDad();
        terminal.makes(
                quick,
                "-o -6 addr",
                "2: veth0 inet6 fd07::9/64 scope global nodad \\ valid_lft forever preferred_lft forever");
        Address link = new Address(
                POD,
                "veth0",
                ip("10.8.0.9"),
                16,
                RouteScope.LINK,
                AddressFlags.PERMANENT.with(AddressFlags.NO_PREFIX_ROUTE));
        terminal.makes(
                link,
                "-o -4 addr",
                "2: veth0 inet 10.8.0.9/16 scope link noprefixroute veth0\\ valid_lft forever preferred_lft forever");
    }

    @Test
    void routesOfIpv4(ScratchNamespaces net) {
        Terminal terminal = Terminal.withVeth(net);
        Route direct = Route.to(Prefix.parse("172.18.0.2/32"), POD, "veth0").withSource(ip("10.6.0.9"));
        terminal.makes(direct, "route", "172.18.0.2 dev veth0 proto 109 scope link src 10.6.0.9");
        terminal.type(IpCommand.create(direct));
        terminal.makes(
                Route.to(Prefix.parse("10.96.0.0/12"), POD, "veth0")
                        .via(ip("172.18.0.2"))
                        .withSource(ip("10.6.0.9"))
                        .withMtu(1300)
                        .withTable(TABLE),
                "route show table 200",
                "10.96.0.0/12 via 172.18.0.2 dev veth0 proto 109 src 10.6.0.9 mtu 1300");
        terminal.makes(
                Route.to(Prefix.all(Family.IPV4), POD, "veth0").via(ip("10.6.0.1")),
                "route",
                "default via 10.6.0.1 dev veth0 proto 109");
        terminal.makes(
                route("10.7.0.0/16", RouteType.UNREACHABLE, RouteScope.UNIVERSE, List.of()),
                "route show table 200",
                "unreachable 10.7.0.0/16 proto static metric 7");
        terminal.makes(
                route("10.7.0.9/32", RouteType.LOCAL, RouteScope.HOST, List.of(hop("0.0.0.0", 1, false))),
                "route show table 200",
                "local 10.7.0.9 dev veth0 proto static scope host metric 7");
        terminal.makes(
                route("10.7.0.0/16", RouteType.UNICAST, RouteScope.UNIVERSE, List.of(hop("10.99.0.1", 1, true))),
                "route show table 200",
                "10.7.0.0/16 via 10.99.0.1 dev veth0 proto static metric 7 onlink");
        terminal.makes(
                route("10.7.0.0/16", RouteType.UNICAST, RouteScope.SITE, List.of(hop("0.0.0.0", 1, false))),
                "route show table 200",
                "10.7.0.0/16 dev veth0 proto static scope site metric 7");
    }

    @Test
    void routesOfSeveralHops(ScratchNamespaces net) {
        Terminal terminal = Terminal.withVeth(net);
        List<Hop> ipv4 = List.of(hop("10.6.0.1", 2, false), hop("10.6.0.2", 1, false));
        terminal.makes(
                route("10.7.0.0/16", RouteType.UNICAST, RouteScope.UNIVERSE, ipv4),
                "-o route show table 200",
                "10.7.0.0/16 proto static metric 7 \\ nexthop via 10.6.0.1 dev veth0 weight 2 \\ nexthop via 10.6.0.2 dev veth0 weight 1");
        List<Hop> ipv6 = List.of(hop("fd00::1", 1, false), hop("fd00::2", 1, false));
        terminal.makes(
                route("fd07::/64", RouteType.UNICAST, RouteScope.UNIVERSE, ipv6),
                "-o -6 route show table 200",
                "fd07::/64 proto static metric 7 pref medium\\ nexthop via fd00::1 dev veth0 weight 1 \\ nexthop via fd00::2 dev veth0 weight 1");
        List<Hop> byIpv6 = List.of(hop("fd00::1", 1, false));
        terminal.makes(
                route("10.8.0.0/16", RouteType.UNICAST, RouteScope.UNIVERSE, byIpv6),
                "route show table 200",
                "10.8.0.0/16 via inet6 fd00::1 dev veth0 proto static metric 7");
    }

    @Test
    void routesOfIpv6(ScratchNamespaces net) {
        Terminal terminal = Terminal.withVeth(net);
        terminal.makes(
                Route.to(Prefix.all(Family.IPV6), POD, "veth0")
                        .via(ip("fd00::1"))
                        .withSource(ip("fd00::9")),
                "-6 route",
                "default via fd00::1 dev veth0 proto 109 src fd00::9 metric 1024 pref medium");
        terminal.makes(
                Route.to(Prefix.parse("fd00:96::/112"), POD, "veth0").withTable(TABLE),
                "-6 route show table 200",
                "fd00:96::/112 dev veth0 proto 109 metric 1024 pref medium");
        Route all = new Route(
                new Route.Key(POD, TABLE, Prefix.parse("fd08::/64"), 0, 77),
                RouteType.UNICAST,
                RouteScope.UNIVERSE,
                RouteProtocol.STATIC,
                ip("fd00::9"),
                List.of(hop("fd00::1", 1, false)),
                RoutePreference.HIGH,
                new RouteMetrics(1300, List.of(Attribute.ofInt(8, 1240), Attribute.ofInt(10, 64))),
                List.of());
        terminal.makes(
                all,
                "-6 route show table 200",
                "fd08::/64 via fd00::1 dev veth0 proto static src fd00::9 metric 77 mtu 1300 advmss 1240 hoplimit 64"
                        + " pref high");
    }

    @Test
    void rules(ScratchNamespaces net) {
        Terminal terminal = Terminal.in(net);
        terminal.makes(
                Rule.from(Prefix.parse("10.6.0.9/32"), POD, TABLE, 1100),
                "-d rule",
                "1100: from 10.6.0.9 lookup 200 proto 109");
        terminal.makes(
                Rule.to(Prefix.parse("fd00:96::/112"), POD, TABLE, 1000),
                "-d -6 rule",
                "1000: from all to fd00:96::/112 lookup 200 proto 109");
        terminal.makes(
                Rule.to(Prefix.all(Family.IPV4), HOST, RouteTable.of(500), 1000),
                "-d rule",
                "1000: from all lookup 500 proto 109");
        terminal.makes(
                Rule.to(Prefix.all(Family.IPV6), HOST, RouteTable.of(500), 1000),
                "-d -6 rule",
                "1000: from all lookup 500 proto 109");
        Rule prohibit = new Rule(
                new Rule.Key(
                        POD,
                        5,
                        Prefix.parse("10.0.0.0/8"),
                        Prefix.parse("10.6.0.0/16"),
                        RuleAction.PROHIBIT,
                        RouteTable.UNSPEC,
                        List.of()),
                RouteProtocol.UNSPEC);
        terminal.makes(prohibit, "rule", "5: from 10.0.0.0/8 to 10.6.0.0/16 prohibit");
    }

    @Test
    void neighbors(ScratchNamespaces net) {
        Terminal terminal = Terminal.withVeth(net);
        MacAddress mac = MacAddress.parse("0a:00:00:00:00:0f");
        terminal.makes(
                Neighbor.permanent(POD, "veth0", ip("172.18.0.2"), mac),
                "neigh",
                "172.18.0.2 dev veth0 lladdr 0a:00:00:00:00:0f PERMANENT proto 109");
        terminal.makes(
                Neighbor.permanent(HOST, "veth0123456789a", ip("fd00::9"), mac),
                "neigh",
                "fd00::9 dev veth0123456789a lladdr 0a:00:00:00:00:0f PERMANENT proto 109");
        Neighbor router = new Neighbor(POD, "veth0", ip("fd00::1"), mac, NudState.NOARP, 0x90, RouteProtocol.STATIC);
        terminal.makes(
                router, "neigh", "fd00::1 dev veth0 lladdr 0a:00:00:00:00:0f router extern_learn NOARP proto static");
    }

    @Test
    void settings(ScratchNamespaces net) {
        Terminal terminal = Terminal.in(net);
        terminal.type(IpCommand.create(Link.of(POD, "br0.5", "bridge", MacAddress.parse("0a:00:00:00:00:05"), 1500)));
        terminal.type(IpCommand.ensure(new SysctlValue(POD, SysctlValue.ipv4("br0.5", "rp_filter"), "2")));
        terminal.type(IpCommand.ensure(new SysctlValue(POD, "net/ipv4/ip_local_port_range", "2000\t3000")));
        terminal.type(IpCommand.ensure(new SysctlValue(HOST, SysctlValue.ipv6("default", "accept_ra"), "0")));
        assertThat(setting(terminal, terminal.pod(), "net/ipv4/conf/br0.5/rp_filter"))
                .isEqualTo("2");
        assertThat(setting(terminal, terminal.pod(), "net/ipv4/ip_local_port_range"))
                .isEqualTo("2000\t3000");
        assertThat(setting(terminal, terminal.host(), "net/ipv6/conf/default/accept_ra"))
                .isEqualTo("0");
    }

    private static String setting(Terminal terminal, String namespace, String path) {
        return terminal.net().exec(namespace, "cat", "/proc/sys/" + path).strip();
    }

    private static Route route(String destination, RouteType type, RouteScope scope, List<Hop> hops) {
        Prefix prefix = Prefix.parse(destination);
        return new Route(
                new Route.Key(POD, TABLE, prefix, 0, 7),
                type,
                scope,
                RouteProtocol.STATIC,
                IpAddress.unspecified(prefix.family()),
                hops,
                RoutePreference.MEDIUM,
                RouteMetrics.NONE,
                List.of());
    }

    private static Hop hop(String gateway, int weight, boolean onlink) {
        return new Hop("veth0", ip(gateway), weight, onlink, List.of());
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text);
    }
}
