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
 * @param type what becomes of the packet, normally {@link RouteType#UNICAST}
 * @param scope how far the destination is; always {@link RouteScope#UNIVERSE} for IPv6, where the kernel has no other
 * @param protocol who made the route
 * @param source the source address of packets of unbound sockets; unspecified where the kernel chooses
 * @param hops where it leads; more than one for a multipath route, none for one that drops
 * @param preference the router preference of IPv6 (RFC 4191)
 * @param metrics what is known of the path
 * @param others attributes that are not interpreted, kept so that a route can be made again as it was
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
     * What the kernel tells routes apart by.
     *
     * <p>It may hold several that are the same in all else and lead elsewhere, such as the connected routes of two NICs in one
     * subnet. They have a rank, and one that is replaced or newly made takes the first.
     *
     * @param netns the namespace
     * @param table the routing table
     * @param destination the block of addresses that the route is for
     * @param tos the type of service, 0 for any
     * @param metric the priority, 0 to 2^32-1; of two the smaller wins
     * @param rank 0 for the first of those that are the same in all else, 1 for the next in the kernel's order, and so on
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

    /** {@return a route of ours in table main to a destination on the device's own link} */
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

    /** {@return the route by way of a gateway, and therefore of global scope} */
    public Route via(IpAddress gateway) {
        List<Hop> through = hops.stream().map(hop -> hop.via(gateway)).toList();
        return new Route(key, type, RouteScope.UNIVERSE, protocol, source, through, preference, metrics, others);
    }

    public Route withSource(IpAddress preferred) {
        return new Route(key, type, scope, protocol, preferred, hops, preference, metrics, others);
    }

    /**
     * {@return the route with the largest packet that its path takes}
     *
     * @param mtu in bytes; 0 for the device's own
     */
    public Route withMtu(int mtu) {
        RouteMetrics changed = new RouteMetrics(mtu, metrics.others());
        return new Route(key, type, scope, protocol, source, hops, preference, changed, others);
    }

    /** {@return the route in another table, where it comes first} */
    public Route withTable(RouteTable table) {
        Key moved = new Key(key.netns(), table, key.destination(), key.tos(), key.metric());
        return new Route(moved, type, scope, protocol, source, hops, preference, metrics, others);
    }

    /** {@return the route with this priority: of two to the same destination the smaller wins} */
    public Route withMetric(long metric) {
        Key other = new Key(key.netns(), key.table(), key.destination(), key.tos(), metric);
        return new Route(other, type, scope, protocol, source, hops, preference, metrics, others);
    }

    /** {@return the route behind so many others that are the same but for where they lead} */
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

    /** {@return the route by these hops only} */
    public Route withHops(List<Hop> fewer) {
        return new Route(key, type, scope, protocol, source, fewer, preference, metrics, others);
    }

    /** {@return whether a nexthop object says where it leads ({@code RTA_NH_ID}), so that it cannot be split} */
    public boolean isByNexthopObject() {
        return others.stream().anyMatch(attribute -> (attribute.type() & TYPE_MASK) == RTA_NH_ID);
    }

    /** {@return whether one of its hops leaves by this device} */
    public boolean on(String device) {
        return hops.stream().anyMatch(hop -> hop.device().equals(device));
    }

    /** {@return whether it carries our mark} */
    public boolean isOurs() {
        return protocol.equals(Ownership.PROTOCOL);
    }
}
