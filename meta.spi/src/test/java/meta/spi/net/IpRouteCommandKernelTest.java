package meta.spi.net;

import static meta.spi.net.Netns.POD;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RoutePreference;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteScope;
import meta.netlink.RouteTable;
import meta.netlink.RouteType;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;

/** Tests that the installed iproute2 and the kernel accept the commands that {@link IpCommand} returns for routes. */
@NeedsRealKernel
class IpRouteCommandKernelTest {
    private static final RouteTable TABLE = RouteTable.of(200);

    @Test
    void ipv4RouteCommandsWorkInTheKernel(ScratchNamespaces net) {
        ShellOnHost shell = ShellOnHost.withVeth(net);
        Route direct = Route.to(Prefix.parse("172.18.0.2/32"), POD, "veth0").withSource(ip("10.6.0.9"));
        shell.makes(direct, "route", "172.18.0.2 dev veth0 proto 109 scope link src 10.6.0.9");
        shell.run(IpCommand.create(direct));
        shell.makes(
                Route.to(Prefix.parse("10.96.0.0/12"), POD, "veth0")
                        .via(ip("172.18.0.2"))
                        .withSource(ip("10.6.0.9"))
                        .withMtu(1300)
                        .withTable(TABLE),
                "route show table 200",
                "10.96.0.0/12 via 172.18.0.2 dev veth0 proto 109 src 10.6.0.9 mtu 1300");
        shell.makes(
                Route.to(Prefix.all(Family.IPV4), POD, "veth0").via(ip("10.6.0.1")),
                "route",
                "default via 10.6.0.1 dev veth0 proto 109");
        shell.makes(
                route("10.7.0.0/16", RouteType.UNREACHABLE, RouteScope.UNIVERSE, List.of()),
                "route show table 200",
                "unreachable 10.7.0.0/16 proto static metric 7");
        shell.makes(
                route("10.7.0.9/32", RouteType.LOCAL, RouteScope.HOST, List.of(hop("0.0.0.0", 1, false))),
                "route show table 200",
                "local 10.7.0.9 dev veth0 proto static scope host metric 7");
        shell.makes(
                route("10.7.0.0/16", RouteType.UNICAST, RouteScope.UNIVERSE, List.of(hop("10.99.0.1", 1, true))),
                "route show table 200",
                "10.7.0.0/16 via 10.99.0.1 dev veth0 proto static metric 7 onlink");
        shell.makes(
                route("10.7.0.0/16", RouteType.UNICAST, RouteScope.SITE, List.of(hop("0.0.0.0", 1, false))),
                "route show table 200",
                "10.7.0.0/16 dev veth0 proto static scope site metric 7");
    }

    @Test
    void multipathRouteCommandsWorkInTheKernel(ScratchNamespaces net) {
        ShellOnHost shell = ShellOnHost.withVeth(net);
        List<Hop> ipv4 = List.of(hop("10.6.0.1", 2, false), hop("10.6.0.2", 1, false));
        shell.makes(
                route("10.7.0.0/16", RouteType.UNICAST, RouteScope.UNIVERSE, ipv4),
                "-o route show table 200",
                "10.7.0.0/16 proto static metric 7 \\ nexthop via 10.6.0.1 dev veth0 weight 2 \\ nexthop via 10.6.0.2 dev veth0 weight 1");
        List<Hop> ipv6 = List.of(hop("fd00::1", 1, false), hop("fd00::2", 1, false));
        shell.makes(
                route("fd07::/64", RouteType.UNICAST, RouteScope.UNIVERSE, ipv6),
                "-o -6 route show table 200",
                "fd07::/64 proto static metric 7 pref medium\\ nexthop via fd00::1 dev veth0 weight 1 \\ nexthop via fd00::2 dev veth0 weight 1");
        List<Hop> byIpv6 = List.of(hop("fd00::1", 1, false));
        shell.makes(
                route("10.8.0.0/16", RouteType.UNICAST, RouteScope.UNIVERSE, byIpv6),
                "route show table 200",
                "10.8.0.0/16 via inet6 fd00::1 dev veth0 proto static metric 7");
    }

    @Test
    void ipv6RouteCommandsWorkInTheKernel(ScratchNamespaces net) {
        ShellOnHost shell = ShellOnHost.withVeth(net);
        shell.makes(
                Route.to(Prefix.all(Family.IPV6), POD, "veth0")
                        .via(ip("fd00::1"))
                        .withSource(ip("fd00::9")),
                "-6 route",
                "default via fd00::1 dev veth0 proto 109 src fd00::9 metric 1024 pref medium");
        shell.makes(
                Route.to(Prefix.parse("fd00:96::/112"), POD, "veth0").withTable(TABLE),
                "-6 route show table 200",
                "fd00:96::/112 dev veth0 proto 109 metric 1024 pref medium");
        Route all = Route.of(
                Route.Key.of(POD, TABLE, Prefix.parse("fd08::/64"), 0, 77),
                RouteType.UNICAST,
                RouteScope.UNIVERSE,
                RouteProtocol.STATIC,
                ip("fd00::9"),
                List.of(hop("fd00::1", 1, false)),
                RoutePreference.HIGH,
                RouteMetrics.of(1300, List.of(Attribute.ofInt(8, 1240), Attribute.ofInt(10, 64))),
                List.of());
        shell.makes(
                all,
                "-6 route show table 200",
                "fd08::/64 via fd00::1 dev veth0 proto static src fd00::9 metric 77 mtu 1300 advmss 1240 hoplimit 64"
                        + " pref high");
    }

    private static Route route(String destination, RouteType type, RouteScope scope, List<Hop> hops) {
        Prefix prefix = Prefix.parse(destination);
        return Route.of(
                Route.Key.of(POD, TABLE, prefix, 0, 7),
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
        return Hop.of("veth0", ip(gateway), weight, onlink, List.of());
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text);
    }
}
