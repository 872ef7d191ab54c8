package meta.spi.testkit;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RoutePreference;
import meta.netlink.RouteScope;
import meta.netlink.RouteType;
import meta.spi.net.Hop;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.RouteMetrics;

/** Makes random routes. */
final class RandomRoutes {
    private final Dice dice;
    private final RandomObjects objects;

    RandomRoutes(Dice dice, RandomObjects objects) {
        this.dice = dice;
        this.objects = objects;
    }

    Route route(Netns netns, List<String> devices) {
        Family family = dice.family();
        boolean ipv4 = family.equals(Family.IPV4);
        boolean drops = dice.oneIn(6);
        return Route.of(
                key(netns, dice.prefix(family)),
                drops ? dice.of(RouteType.BLACKHOLE, RouteType.UNREACHABLE, RouteType.PROHIBIT) : leading(),
                ipv4 ? objects.scope() : RouteScope.UNIVERSE,
                objects.protocol(),
                dice.maybeAddress(family),
                drops ? List.of() : hops(family, devices),
                ipv4
                        ? RoutePreference.MEDIUM
                        : dice.of(RoutePreference.MEDIUM, RoutePreference.HIGH, RoutePreference.LOW),
                metrics(),
                dice.fewAttributes(11, 23, 30)); // linux/rtnetlink.h: RTA_FLOW, RTA_EXPIRES, RTA_NH_ID
    }

    /**
     * {@return the route or, in three of four cases for a route with one next hop, the route with another rank if the state has a route
     * with the same key and other next hops}
     */
    Route beside(Route route, NamespaceState state) {
        boolean single =
                route.hops().size() == 1 && route.hops().getFirst().others().isEmpty();
        return single && !dice.oneIn(4) ? new RouteRanks(state).ranked(route, 0) : route;
    }

    private Route.Key key(Netns netns, Prefix destination) {
        boolean ipv4 = destination.family().equals(Family.IPV4);
        long preset = ipv4 ? 0 : Route.DEFAULT_IPV6_METRIC;
        long metric = dice.oneIn(3) ? Math.max(1, dice.unsignedInt()) : preset;
        int tos = ipv4 && dice.oneIn(6) ? dice.between(0, 255) : 0;
        return Route.Key.of(netns, objects.table(), destination, tos, metric);
    }

    private RouteType leading() {
        return dice.oneIn(8) ? dice.of(RouteType.LOCAL, RouteType.BROADCAST, RouteType.ANYCAST) : RouteType.UNICAST;
    }

    private List<Hop> hops(Family family, List<String> devices) {
        return dice.oneIn(4) ? dice.list(1, 3, () -> hop(family, devices, true)) : List.of(hop(family, devices, false));
    }

    private Hop hop(Family family, List<String> devices, boolean oneOfSeveral) {
        boolean through = dice.oneIn(2);
        Family gateways = family.equals(Family.IPV4) && dice.oneIn(8) ? Family.IPV6 : family; // RFC 5549
        IpAddress gateway = through ? dice.address(gateways) : IpAddress.unspecified(family);
        List<Attribute> others = oneOfSeveral ? dice.fewAttributes(21, 22) : List.of(); // RTA_ENCAP_TYPE, RTA_ENCAP
        int weight = oneOfSeveral ? dice.between(1, 256) : 1;
        return Hop.of(dice.pick(devices), gateway, weight, through && dice.oneIn(4), others);
    }

    private RouteMetrics metrics() {
        List<Attribute> others = dice.oneIn(4)
                ? dice.list(
                        1,
                        3,
                        () -> dice.oneIn(2)
                                ? Attribute.ofInt(dice.of(3, 7, 8, 9, 10, 11, 14, 15), (int) dice.unsignedInt())
                                : dice.attribute(1, 8, 16))
                : List.of();
        return RouteMetrics.of(dice.oneIn(4) ? dice.between(68, 65535) : 0, others);
    }
}
