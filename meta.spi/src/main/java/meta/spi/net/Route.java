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

/** An entry of a routing table ({@code ip route}). */
public final class Route implements NetworkObject {
    /** The metric of an IPv6 route for which none is given ({@code linux/ipv6_route.h IP6_RT_PRIO_USER}). */
    public static final long DEFAULT_IPV6_METRIC = 1024;

    private static final int RTA_NH_ID = 30; // linux/rtnetlink.h
    private static final int TYPE_MASK = 0x3fff; // linux/netlink.h NLA_TYPE_MASK

    private final Key key;
    private final RouteType type;
    private final RouteScope scope;
    private final RouteProtocol protocol;
    private final IpAddress source;
    private final List<Hop> hops;
    private final RoutePreference preference;
    private final RouteMetrics metrics;
    private final List<Attribute> others;

    private Route(
            Key key,
            RouteType type,
            RouteScope scope,
            RouteProtocol protocol,
            IpAddress source,
            List<Hop> hops,
            RoutePreference preference,
            RouteMetrics metrics,
            List<Attribute> others) {
        hops = List.copyOf(hops);
        others = List.copyOf(others);
        this.key = key;
        this.type = type;
        this.scope = scope;
        this.protocol = protocol;
        this.source = source;
        this.hops = hops;
        this.preference = preference;
        this.metrics = metrics;
        this.others = others;
    }

    /** {@return a route with these properties, which have methods of the same names} */
    public static Route of(
            Key key,
            RouteType type,
            RouteScope scope,
            RouteProtocol protocol,
            IpAddress source,
            List<Hop> hops,
            RoutePreference preference,
            RouteMetrics metrics,
            List<Attribute> others) {
        return new Route(key, type, scope, protocol, source, hops, preference, metrics, others);
    }

    /**
     * The attributes by which the kernel distinguishes routes.
     *
     * <p>Several routes can be equal in all attributes but the rank and have different next hops, such as the connected routes of two NICs in
     * one subnet. The kernel has no rank; it is the position among these routes. A route that is created or replaced has rank 0.
     */
    public static final class Key implements ObjectKey {
        private final Netns netns;
        private final RouteTable table;
        private final Prefix destination;
        private final int tos;
        private final long metric;
        private final int rank;

        private Key(Netns netns, RouteTable table, Prefix destination, int tos, long metric, int rank) {
            this.netns = netns;
            this.table = table;
            this.destination = destination;
            this.tos = tos;
            this.metric = metric;
            this.rank = rank;
        }

        /** {@return a key with these properties, which have methods of the same names} */
        public static Key of(Netns netns, RouteTable table, Prefix destination, int tos, long metric, int rank) {
            return new Key(netns, table, destination, tos, metric, rank);
        }

        public static Key of(Netns netns, RouteTable table, Prefix destination, int tos, long metric) {
            return of(netns, table, destination, tos, metric, 0);
        }

        @Override
        public Netns netns() {
            return netns;
        }

        /** {@return the routing table} */
        public RouteTable table() {
            return table;
        }

        /** {@return the destination} */
        public Prefix destination() {
            return destination;
        }

        /** {@return the type of service, 0 for any} */
        public int tos() {
            return tos;
        }

        /** {@return the metric, 0 to 2^32-1; the kernel prefers the smaller one} */
        public long metric() {
            return metric;
        }

        /** {@return 0 for the first of the routes that are equal in all other attributes, 1 for the next in the kernel's order, and so on} */
        public int rank() {
            return rank;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that
                    && netns == that.netns
                    && table.equals(that.table)
                    && destination.equals(that.destination)
                    && tos == that.tos
                    && metric == that.metric
                    && rank == that.rank;
        }

        @Override
        public int hashCode() {
            int hash = netns.hashCode();
            hash = 31 * hash + table.hashCode();
            hash = 31 * hash + destination.hashCode();
            hash = 31 * hash + tos;
            hash = 31 * hash + Long.hashCode(metric);
            return 31 * hash + rank;
        }

        @Override
        public String toString() {
            return "Key[netns=" + netns + ", table=" + table + ", destination=" + destination + ", tos=" + tos
                    + ", metric=" + metric + ", rank=" + rank + "]";
        }
    }

    /** {@return a route with our protocol number in table main to a destination on the device's link} */
    public static Route to(Prefix destination, Netns netns, String device) {
        Family family = destination.family();
        boolean ipv4 = family.equals(Family.IPV4);
        return new Route(
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
        RouteMetrics changed = RouteMetrics.of(mtu, metrics.others());
        return new Route(key, type, scope, protocol, source, hops, preference, changed, others);
    }

    /** {@return the route in another table, with rank 0} */
    public Route withTable(RouteTable table) {
        Key moved = Key.of(key.netns(), table, key.destination(), key.tos(), key.metric());
        return new Route(moved, type, scope, protocol, source, hops, preference, metrics, others);
    }

    /** {@return the route with this metric; of two routes to one destination, the kernel prefers the smaller metric} */
    public Route withMetric(long metric) {
        Key other = Key.of(key.netns(), key.table(), key.destination(), key.tos(), metric);
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

    @Override
    public Key key() {
        return key;
    }

    /** {@return the type; {@link RouteType#UNICAST} for a route to a next hop} */
    public RouteType type() {
        return type;
    }

    /** {@return the distance to the destination; always {@link RouteScope#UNIVERSE} for IPv6, which has no other scope} */
    public RouteScope scope() {
        return scope;
    }

    /** {@return the program that created the route} */
    public RouteProtocol protocol() {
        return protocol;
    }

    /** {@return the preferred source address, for packets of unbound sockets; unspecified if the kernel picks one} */
    public IpAddress source() {
        return source;
    }

    /** {@return the next hops; several for a multipath route, none for a route that drops packets} */
    public List<Hop> hops() {
        return hops;
    }

    /** {@return the router preference of IPv6 (RFC 4191)} */
    public RoutePreference preference() {
        return preference;
    }

    /** {@return the properties of the path} */
    public RouteMetrics metrics() {
        return metrics;
    }

    /** {@return uninterpreted attributes, kept so that the route can be restored unchanged} */
    public List<Attribute> others() {
        return others;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Route that
                && key.equals(that.key)
                && type.equals(that.type)
                && scope.equals(that.scope)
                && protocol.equals(that.protocol)
                && source.equals(that.source)
                && hops.equals(that.hops)
                && preference.equals(that.preference)
                && metrics.equals(that.metrics)
                && others.equals(that.others);
    }

    @Override
    public int hashCode() {
        int hash = key.hashCode();
        hash = 31 * hash + type.hashCode();
        hash = 31 * hash + scope.hashCode();
        hash = 31 * hash + protocol.hashCode();
        hash = 31 * hash + source.hashCode();
        hash = 31 * hash + hops.hashCode();
        hash = 31 * hash + preference.hashCode();
        hash = 31 * hash + metrics.hashCode();
        return 31 * hash + others.hashCode();
    }

    @Override
    public String toString() {
        return "Route[key=" + key + ", type=" + type + ", scope=" + scope + ", protocol=" + protocol + ", source="
                + source + ", hops=" + hops + ", preference=" + preference + ", metrics=" + metrics + ", others="
                + others + "]";
    }
}
