package meta.spi.net;

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
 * An entry of a routing table ({@code ip route}).
 *
 * @param key table, destination, type of service and metric
 * @param type the type; {@link RouteType#UNICAST} for a route to a next hop
 * @param scope the distance to the destination; always {@link RouteScope#UNIVERSE} for IPv6, which has no other scope
 * @param protocol the program that created the route
 * @param source the preferred source address, for packets of unbound sockets; unspecified if the kernel picks one
 * @param hops the next hops; several for a multipath route, none for a route that drops packets
 * @param preference the router preference of IPv6 (RFC 4191)
 * @param metrics the properties of the path
 * @param others uninterpreted attributes, kept so that the route can be restored unchanged
 */
public record Route(
        Key key,
        RouteType type,
        RouteScope scope,
        RouteProtocol protocol,
        IpAddress source,
        List<Hop> hops,
        RoutePreference preference,
        RouteMetrics metrics,
        List<Attribute> others)
        implements NetworkObject {

    /** The metric of an IPv6 route for which none is given ({@code linux/ipv6_route.h IP6_RT_PRIO_USER}). */
    public static final long DEFAULT_IPV6_METRIC = 1024;

    private static final int RTA_NH_ID = 30; // linux/rtnetlink.h
    private static final int TYPE_MASK = 0x3fff; // linux/netlink.h NLA_TYPE_MASK

    /**
     * The attributes by which the kernel distinguishes routes.
     *
     * <p>Several routes can be equal in all attributes but the rank and have different next hops, such as the connected routes of two NICs in
     * one subnet. The kernel has no rank; it is the position among these routes. A route that is created or replaced has rank 0.
     *
     * @param netns the namespace
     * @param table the routing table
     * @param destination the destination
     * @param tos the type of service, 0 for any
     * @param metric the metric, 0 to 2^32-1; the kernel prefers the smaller one
     * @param rank 0 for the first of the routes that are equal in all other attributes, 1 for the next in the kernel's order, and so on
     */
    public record Key(Netns netns, RouteTable table, Prefix destination, int tos, long metric, int rank)
            implements ObjectKey {
        public Key(Netns netns, RouteTable table, Prefix destination, int tos, long metric) {
            this(netns, table, destination, tos, metric, 0);
        }
    }

    public Route {
        hops = List.copyOf(hops);
        others = List.copyOf(others);
    }

    /** {@return a route with our protocol number in table main to a destination on the device's link} */
    public static Route to(Prefix destination, Netns netns, String device) {
        Family family = destination.family();
        boolean ipv4 = family.equals(Family.IPV4);
        return new Route(
                new Key(netns, RouteTable.MAIN, destination, 0, ipv4 ? 0 : DEFAULT_IPV6_METRIC),
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
    public Route via(IpAddress gateway) {
        List<Hop> through = hops.stream().map(hop -> hop.via(gateway)).toList();
        return new Route(key, type, RouteScope.UNIVERSE, protocol, source, through, preference, metrics, others);
    }

    public Route withSource(IpAddress preferred) {
        return new Route(key, type, scope, protocol, preferred, hops, preference, metrics, others);
    }

    /**
     * {@return the route with an MTU}
     *
     * @param mtu the MTU in bytes; 0 for the device's
     */
    public Route withMtu(int mtu) {
        RouteMetrics changed = new RouteMetrics(mtu, metrics.others());
        return new Route(key, type, scope, protocol, source, hops, preference, changed, others);
    }

    /** {@return the route in another table, with rank 0} */
    public Route withTable(RouteTable table) {
        Key moved = new Key(key.netns(), table, key.destination(), key.tos(), key.metric());
        return new Route(moved, type, scope, protocol, source, hops, preference, metrics, others);
    }

    /** {@return the route with this metric; of two routes to one destination, the kernel prefers the smaller metric} */
    public Route withMetric(long metric) {
        Key other = new Key(key.netns(), key.table(), key.destination(), key.tos(), metric);
        return new Route(other, type, scope, protocol, source, hops, preference, metrics, others);
    }

    /** {@return the route with this rank} */
    public Route withRank(int rank) {
        Key behind = new Key(key.netns(), key.table(), key.destination(), key.tos(), key.metric(), rank);
        return new Route(behind, type, scope, protocol, source, hops, preference, metrics, others);
    }

    @Override
    public Netns netns() {
        return key.netns();
    }

    public RouteTable table() {
        return key.table();
    }

    public Prefix destination() {
        return key.destination();
    }

    /** {@return the route with these hops instead of its own} */
    public Route withHops(List<Hop> fewer) {
        return new Route(key, type, scope, protocol, source, fewer, preference, metrics, others);
    }

    /** {@return whether the hops are those of a nexthop object ({@code RTA_NH_ID}), so that the route cannot be split by hop} */
    public boolean isByNexthopObject() {
        return others.stream().anyMatch(attribute -> (attribute.type() & TYPE_MASK) == RTA_NH_ID);
    }

    /** {@return whether one of its hops uses this device} */
    public boolean on(String device) {
        return hops.stream().anyMatch(hop -> hop.device().equals(device));
    }

    /** {@return whether one of its hops has a gateway, so that not all its destinations are on the link} */
    public boolean hasGateway() {
        for (Hop hop : hops) {
            if (hop.hasGateway()) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether it has our protocol number} */
    public boolean isOurs() {
        return protocol.equals(Ownership.PROTOCOL);
    }
}
