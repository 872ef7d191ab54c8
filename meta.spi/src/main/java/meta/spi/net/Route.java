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

/**
 * An entry of a routing table ({@code ip route}). Immutable.
 *
 * <p>A snapshot does not contain IPv6 routes for packets from a certain source prefix ({@code ip -6 route add ... from}).
 */
public sealed interface Route extends NetworkObject {
    /** The metric that the kernel gives an IPv6 route if the request contains none ({@code linux/ipv6_route.h IP6_RT_PRIO_USER}). */
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
     * The properties that distinguish routes.
     *
     * <p>The rank exists only in this API. Several routes can have keys that differ only in the rank, such as the connected routes of two
     * NICs in one subnet. {@link FreeRouteRanks} chooses the rank of a new route.
     */
    sealed interface Key extends ObjectKey permits PlainRouteKey {

        /** {@return a key with these values} */
        static Key of(Netns netns, RouteTable table, Prefix destination, int tos, long metric, int rank) {
            return new PlainRouteKey(netns, table, destination, tos, metric, rank);
        }

        /** {@return a key with these values and rank 0} */
        static Key of(Netns netns, RouteTable table, Prefix destination, int tos, long metric) {
            return of(netns, table, destination, tos, metric, 0);
        }

        /** {@return the routing table that contains the route} */
        RouteTable table();

        /** {@return the destination; a prefix of length 0 for a default route} */
        Prefix destination();

        /** {@return the type of service of matching packets; 0 if the route matches any} */
        int tos();

        /** {@return the metric, 0 to 2^32-1; of several routes to one destination, the kernel prefers the smallest metric} */
        long metric();

        /** {@return the position among the known routes whose keys differ only in the rank, starting at 0} */
        int rank();
    }

    /**
     * {@return a route of {@linkplain #isOurs ours} through a device, without a gateway, in the main table}
     *
     * <p>The metric is 0 for IPv4 and {@link #DEFAULT_IPV6_METRIC} for IPv6.
     */
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

    /** {@return a copy with this gateway in each hop, and the scope {@link RouteScope#UNIVERSE}} */
    default Route via(IpAddress gateway) {
        List<Hop> through = new ArrayList<>();
        for (Hop hop : hops()) {
            through.add(hop.via(gateway));
        }
        return of(key(), type(), RouteScope.UNIVERSE, protocol(), source(), through, preference(), metrics(), others());
    }

    /** {@return a copy with this {@linkplain #source preferred source address}} */
    default Route withSource(IpAddress preferred) {
        return of(key(), type(), scope(), protocol(), preferred, hops(), preference(), metrics(), others());
    }

    /** {@return a copy with this MTU in bytes; with 0, the MTU of the device applies} */
    default Route withMtu(int mtu) {
        RouteMetrics changed = RouteMetrics.of(mtu, metrics().others());
        return of(key(), type(), scope(), protocol(), source(), hops(), preference(), changed, others());
    }

    /** {@return a copy in another table, with rank 0} */
    default Route withTable(RouteTable table) {
        return withKey(Key.of(netns(), table, destination(), key().tos(), key().metric()));
    }

    /** {@return a copy with this metric, and with rank 0} */
    default Route withMetric(long metric) {
        return withKey(Key.of(netns(), table(), destination(), key().tos(), metric));
    }

    /** {@return a copy with this {@linkplain Key#rank rank}} */
    default Route withRank(int rank) {
        return withKey(Key.of(netns(), table(), destination(), key().tos(), key().metric(), rank));
    }

    private Route withKey(Key key) {
        return of(key, type(), scope(), protocol(), source(), hops(), preference(), metrics(), others());
    }

    /** {@return a copy with these hops instead of the current ones} */
    default Route withHops(List<Hop> fewer) {
        return of(key(), type(), scope(), protocol(), source(), fewer, preference(), metrics(), others());
    }

    @Override
    default Netns netns() {
        return key().netns();
    }

    /** {@return the routing table that contains the route} */
    default RouteTable table() {
        return key().table();
    }

    /** {@return the destination; a prefix of length 0 for a default route} */
    default Prefix destination() {
        return key().destination();
    }

    /** {@return whether the route refers to a nexthop object ({@code ip nexthop}, {@code RTA_NH_ID}), which then determines the hops} */
    default boolean isByNexthopObject() {
        for (Attribute attribute : others()) {
            if ((attribute.type() & PlainRoute.TYPE_MASK) == PlainRoute.RTA_NH_ID) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether at least one hop uses this device} */
    default boolean on(String device) {
        for (Hop hop : hops()) {
            if (hop.device().equals(device)) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether {@link Hop#hasGateway} is true for at least one hop} */
    default boolean hasGateway() {
        for (Hop hop : hops()) {
            if (hop.hasGateway()) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether the route has our protocol number ({@link Ownership#PROTOCOL})} */
    default boolean isOurs() {
        return protocol().equals(Ownership.PROTOCOL);
    }

    @Override
    Key key();

    /** {@return the type; {@link RouteType#UNICAST} for a route that forwards packets} */
    RouteType type();

    /**
     * {@return how far away the destination is, such as {@link RouteScope#LINK} without a gateway; {@link RouteScope#UNIVERSE} for IPv6}
     */
    RouteScope scope();

    /** {@return the protocol number of the program that created the route ({@code rtm_protocol})} */
    RouteProtocol protocol();

    /** {@return the preferred source address for sockets that are not bound to an address; unspecified if the kernel picks the address} */
    IpAddress source();

    /** {@return the next hops; several for a multipath route, none for an IPv4 route of a type such as {@code blackhole}} */
    List<Hop> hops();

    /** {@return the router preference of an IPv6 route (RFC 4191); {@link RoutePreference#MEDIUM} for IPv4} */
    RoutePreference preference();

    /** {@return properties of the path, such as the MTU} */
    RouteMetrics metrics();

    /** {@return attributes that this class does not interpret, in the form in which the kernel reports them} */
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
