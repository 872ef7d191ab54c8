package meta.spi.net;

import java.util.ArrayList;
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

/** An entry of a routing table ({@code ip route}). */
public sealed interface Route extends NetworkObject {
    /** The metric of an IPv6 route for which none is given ({@code linux/ipv6_route.h IP6_RT_PRIO_USER}). */
    long DEFAULT_IPV6_METRIC = 1024;

    /** {@return a route with these values} */
    static Route of(
            Key key,
            RouteType type,
            RouteScope scope,
            RouteProtocol protocol,
            IpAddress source,
            List<Hop> hops,
            RoutePreference preference,
            RouteMetrics metrics,
            List<Attribute> others) {
        return new PlainRoute(key, type, scope, protocol, source, hops, preference, metrics, others);
    }

    /**
     * The attributes by which the kernel distinguishes routes.
     *
     * <p>Several routes can be equal in all attributes but the rank, such as the connected routes of two NICs in one subnet. The kernel has no rank:
     * the rank is the position among these routes. {@link FreeRouteRanks} chooses the rank of a new route.
     */
    sealed interface Key extends ObjectKey permits PlainRouteKey {

        /** {@return a key with these values} */
        static Key of(Netns netns, RouteTable table, Prefix destination, int tos, long metric, int rank) {
            return new PlainRouteKey(netns, table, destination, tos, metric, rank);
        }

        static Key of(Netns netns, RouteTable table, Prefix destination, int tos, long metric) {
            return of(netns, table, destination, tos, metric, 0);
        }

        /** {@return the routing table} */
        RouteTable table();

        /** {@return the destination} */
        Prefix destination();

        /** {@return the type of service, 0 for any} */
        int tos();

        /** {@return the metric, 0 to 2^32-1; the kernel prefers the smaller one} */
        long metric();

        /** {@return the position among the routes that are equal in all other attributes, from 0 on} */
        int rank();
    }

    /** {@return a route with our protocol number in the main table to a destination on the device's link} */
    static Route to(Prefix destination, Netns netns, String device) {
        Family family = destination.family();
        boolean ipv4 = family.equals(Family.IPV4);
        return of(
                Key.of(netns, RouteTable.MAIN, destination, 0, ipv4 ? 0 : DEFAULT_IPV6_METRIC),
                RouteType.UNICAST,
                ipv4 ? RouteScope.LINK : RouteScope.UNIVERSE,
                Ownership.PROTOCOL,
                IpAddress.unspecified(family),
                List.of(Hop.direct(device, family)),
                RoutePreference.MEDIUM,
                RouteMetrics.NONE,
                List.of());
    }

    /** {@return the route through a gateway, which has global scope} */
    default Route via(IpAddress gateway) {
        List<Hop> through = new ArrayList<>();
        for (Hop hop : hops()) {
            through.add(hop.via(gateway));
        }
        return of(key(), type(), RouteScope.UNIVERSE, protocol(), source(), through, preference(), metrics(), others());
    }

    default Route withSource(IpAddress preferred) {
        return of(key(), type(), scope(), protocol(), preferred, hops(), preference(), metrics(), others());
    }

    /** {@return the route with an MTU in bytes; 0 for the device's} */
    default Route withMtu(int mtu) {
        RouteMetrics changed = RouteMetrics.of(mtu, metrics().others());
        return of(key(), type(), scope(), protocol(), source(), hops(), preference(), changed, others());
    }

    /** {@return the route in another table, with rank 0} */
    default Route withTable(RouteTable table) {
        return withKey(Key.of(netns(), table, destination(), key().tos(), key().metric()));
    }

    /** {@return the route with this metric and rank 0} */
    default Route withMetric(long metric) {
        return withKey(Key.of(netns(), table(), destination(), key().tos(), metric));
    }

    /** {@return the route with this rank} */
    default Route withRank(int rank) {
        return withKey(Key.of(netns(), table(), destination(), key().tos(), key().metric(), rank));
    }

    private Route withKey(Key key) {
        return of(key, type(), scope(), protocol(), source(), hops(), preference(), metrics(), others());
    }

    /** {@return the route with these hops instead of its own} */
    default Route withHops(List<Hop> fewer) {
        return of(key(), type(), scope(), protocol(), source(), fewer, preference(), metrics(), others());
    }

    @Override
    default Netns netns() {
        return key().netns();
    }

    default RouteTable table() {
        return key().table();
    }

    default Prefix destination() {
        return key().destination();
    }

    /** {@return whether the hops are those of a nexthop object ({@code RTA_NH_ID}); such a route cannot be split by hop} */
    default boolean isByNexthopObject() {
        for (Attribute attribute : others()) {
            if ((attribute.type() & PlainRoute.TYPE_MASK) == PlainRoute.RTA_NH_ID) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether one of the hops uses this device} */
    default boolean on(String device) {
        for (Hop hop : hops()) {
            if (hop.device().equals(device)) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether one of the hops has a gateway} */
    default boolean hasGateway() {
        for (Hop hop : hops()) {
            if (hop.hasGateway()) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether the route has our protocol number} */
    default boolean isOurs() {
        return protocol().equals(Ownership.PROTOCOL);
    }

    @Override
    Key key();

    /** {@return the type; {@link RouteType#UNICAST} for a route to a next hop} */
    RouteType type();

    /** {@return the distance to the destination; for IPv6 always {@link RouteScope#UNIVERSE}} */
    RouteScope scope();

    /** {@return the program that created the route} */
    RouteProtocol protocol();

    /** {@return the preferred source address, for packets of unbound sockets; unspecified if the kernel picks one} */
    IpAddress source();

    /** {@return the next hops; several for a multipath route, none for a route that drops packets} */
    List<Hop> hops();

    /** {@return the router preference of IPv6 (RFC 4191)} */
    RoutePreference preference();

    /** {@return the properties of the path} */
    RouteMetrics metrics();

    /** {@return uninterpreted attributes} */
    List<Attribute> others();
}

record PlainRoute(
        Route.Key key,
        RouteType type,
        RouteScope scope,
        RouteProtocol protocol,
        IpAddress source,
        List<Hop> hops,
        RoutePreference preference,
        RouteMetrics metrics,
        List<Attribute> others)
        implements Route {
    static final int RTA_NH_ID = 30; // linux/rtnetlink.h
    static final int TYPE_MASK = 0x3fff; // linux/netlink.h NLA_TYPE_MASK

    PlainRoute {
        hops = List.copyOf(hops);
        others = List.copyOf(others);
    }
}
