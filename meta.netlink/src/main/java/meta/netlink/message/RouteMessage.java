package meta.netlink.message;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.jspecify.annotations.Nullable;

/**
 * A route: {@code struct rtmsg} and its {@code RTA_} attributes ({@code linux/rtnetlink.h}), except {@code RTA_CACHEINFO}, which contains only times
 * and counters.
 *
 * @param family IPv4 or IPv6; a reply to a request with {@link Family#UNSPEC} can also contain routes of other families, such as MPLS,
 *     whose addresses are in {@code unknown}
 * @param destinationLength the length of the destination prefix
 * @param sourceLength the length of the source prefix; 0 if the route matches every source
 * @param tos the type of service that the route matches, 0 to 255; 0 if the route matches every type of service
 * @param table the table in {@code RTA_TABLE}; without this attribute, the table in {@code rtm_table}. {@link RouteTable#UNSPEC} in a dump request
 *     for all tables
 * @param flags {@code RTM_F_} and {@code RTNH_F_} bits, such as {@link #ONLINK}
 * @param destination the first address of the destination prefix ({@code RTA_DST}); null in a default route and in a dump request
 * @param source the first address of the source prefix ({@code RTA_SRC}); null if the route matches every source
 * @param preferredSource the source address of packets whose socket is not bound to an address ({@code RTA_PREFSRC}; {@code src} in
 *     {@code ip}); null if the route does not choose one
 * @param gateway the next router ({@code RTA_GATEWAY}); null in a multipath route, in a route without a router, and if the router's address is of
 *     another family than the route. The attribute {@code RTA_VIA} of a router of another family is in {@code unknown}
 * @param outputIndex the index of the device ({@code RTA_OIF}); null in a multipath route, and in a route without a device
 * @param priority the metric of the route, as an unsigned int ({@code RTA_PRIORITY}). Null stands for the kernel's default: 0 in an IPv4 route, 1024
 *     in a request for an IPv6 route
 * @param preference the router preference of an IPv6 route ({@code RTA_PREF}); null if the message does not contain the attribute
 * @param metrics the metrics of the path, such as the MTU, as attributes with {@code RTAX_} numbers ({@code RTA_METRICS})
 * @param nextHops the next hops of a multipath route ({@code RTA_MULTIPATH}); empty in every other route
 */
public record RouteMessage(
        Family family,
        int destinationLength,
        int sourceLength,
        int tos,
        RouteTable table,
        RouteProtocol protocol,
        RouteScope scope,
        RouteType type,
        int flags,
        @Nullable IpAddress destination,
        @Nullable IpAddress source,
        @Nullable IpAddress preferredSource,
        @Nullable IpAddress gateway,
        @Nullable Integer outputIndex,
        @Nullable Integer priority,
        @Nullable RoutePreference preference,
        List<Attribute> metrics,
        List<NextHop> nextHops,
        List<Attribute> unknown)
        implements NetlinkMessage {

    /** {@code RTNH_F_ONLINK}: the gateway can be reached directly over the device, even if no route leads to the gateway. */
    public static final int ONLINK = 0x4;

    /** {@code RTA_VIA}: the number of the attribute with a gateway whose family differs from the family of the route. */
    public static final int VIA = 18;

    /**
     * {@code RTM_F_LOOKUP_TABLE}: the reply to an IPv4 lookup names the table that contains the route. Without this flag, the reply names the main
     * table.
     */
    public static final int LOOKUP_TABLE = 0x1000;

    /**
     * {@code RTM_F_FIB_MATCH}: the reply to a lookup is the matching route as it is in the table. Without this flag, the reply is a route to the
     * single address of the lookup.
     */
    public static final int FIB_MATCH = 0x2000;

    private static final int RTAX_MTU = 2;

    public RouteMessage {
        FieldRangeCheck.requirePrefixLength("rtm_dst_len", family, destinationLength);
        FieldRangeCheck.requirePrefixLength("rtm_src_len", family, sourceLength);
        FieldRangeCheck.requireByte("rtm_tos", tos);
        metrics = List.copyOf(metrics);
        nextHops = List.copyOf(nextHops);
        unknown = List.copyOf(unknown);
    }

    /** {@return the message for a dump of all routes of a family; a copy with a table, protocol, type or device restricts the dump} */
    public static RouteMessage any(Family family) {
        return new RouteBuilder(family).build();
    }

    /** {@return a unicast route to this prefix in the main table, without a gateway and without a device} */
    public static RouteMessage to(Prefix destination) {
        RouteBuilder builder = new RouteBuilder(destination.family());
        builder.table = RouteTable.MAIN;
        builder.type = RouteType.UNICAST;
        builder.destinationLength = destination.length();
        builder.destination = destination.isAll() ? null : destination.address();
        return builder.build();
    }

    /** {@return a lookup of the route to this address ({@code ip route get}); the reply contains the route's table} */
    public static RouteMessage lookup(IpAddress destination) {
        RouteBuilder builder = new RouteBuilder(destination.family());
        builder.destinationLength = destination.family().bits();
        builder.destination = destination;
        // the reply to an IPv6 lookup always contains the table, and the kernel rejects the flag for IPv6
        builder.flags = destination.isIpv4() ? LOOKUP_TABLE : 0;
        return builder.build();
    }

    /** {@return the destination of an IPv4 or IPv6 route; {@code 0.0.0.0/0} or {@code ::/0} for a default route} */
    public Prefix destinationPrefix() {
        return Prefix.containing(destination == null ? IpAddress.unspecified(family) : destination, destinationLength);
    }

    /** {@return the MTU of the path in bytes ({@code RTAX_MTU}); null if the route does not have this metric} */
    public @Nullable Integer mtu() {
        for (Attribute metric : metrics) {
            if (metric.type() == RTAX_MTU) {
                return metric.asInt();
            }
        }
        return null;
    }

    /**
     * {@return the next router of an IPv4 or IPv6 route ({@code RTA_GATEWAY} or {@code RTA_VIA}), whose address may be of another family
     * than the route; null if there is no router}
     *
     * <p>For a multipath route, the result is null, because each next hop can have a router of its own.
     */
    public @Nullable IpAddress router() {
        if (gateway != null) {
            return gateway;
        }
        for (Attribute attribute : unknown) {
            if (attribute.type() == VIA) {
                byte[] via = attribute.value(); // struct rtvia: the family, then the address
                return IpAddress.of(Arrays.copyOfRange(via, Short.BYTES, via.length));
            }
        }
        return null;
    }

    /** {@return a copy of this route with this MTU in bytes, and with all other metrics of this route} */
    public RouteMessage withMtu(int newMtu) {
        List<Attribute> others = new ArrayList<>();
        for (Attribute metric : metrics) {
            if (metric.type() != RTAX_MTU) {
                others.add(metric);
            }
        }
        others.add(Attribute.ofInt(RTAX_MTU, newMtu));
        return withMetrics(others);
    }

    public RouteMessage withTos(int newTos) {
        RouteBuilder builder = new RouteBuilder(this);
        builder.tos = newTos;
        return builder.build();
    }

    public RouteMessage withTable(RouteTable newTable) {
        RouteBuilder builder = new RouteBuilder(this);
        builder.table = newTable;
        return builder.build();
    }

    public RouteMessage withProtocol(RouteProtocol newProtocol) {
        RouteBuilder builder = new RouteBuilder(this);
        builder.protocol = newProtocol;
        return builder.build();
    }

    public RouteMessage withScope(RouteScope newScope) {
        RouteBuilder builder = new RouteBuilder(this);
        builder.scope = newScope;
        return builder.build();
    }

    public RouteMessage withType(RouteType newType) {
        RouteBuilder builder = new RouteBuilder(this);
        builder.type = newType;
        return builder.build();
    }

    public RouteMessage withFlags(int newFlags) {
        RouteBuilder builder = new RouteBuilder(this);
        builder.flags = newFlags;
        return builder.build();
    }

    /** {@return a copy of this lookup for a packet with this source address} */
    public RouteMessage withSource(IpAddress newSource) {
        RouteBuilder builder = new RouteBuilder(this);
        builder.sourceLength = newSource.family().bits();
        builder.source = newSource;
        return builder.build();
    }

    public RouteMessage withPreferredSource(@Nullable IpAddress newPreferredSource) {
        RouteBuilder builder = new RouteBuilder(this);
        builder.preferredSource = newPreferredSource;
        return builder.build();
    }

    public RouteMessage withGateway(@Nullable IpAddress newGateway) {
        RouteBuilder builder = new RouteBuilder(this);
        builder.gateway = newGateway;
        return builder.build();
    }

    public RouteMessage withOutputIndex(@Nullable Integer newOutputIndex) {
        RouteBuilder builder = new RouteBuilder(this);
        builder.outputIndex = newOutputIndex;
        return builder.build();
    }

    public RouteMessage withPriority(@Nullable Integer newPriority) {
        RouteBuilder builder = new RouteBuilder(this);
        builder.priority = newPriority;
        return builder.build();
    }

    public RouteMessage withPreference(@Nullable RoutePreference newPreference) {
        RouteBuilder builder = new RouteBuilder(this);
        builder.preference = newPreference;
        return builder.build();
    }

    public RouteMessage withMetrics(List<Attribute> newMetrics) {
        RouteBuilder builder = new RouteBuilder(this);
        builder.metrics = newMetrics;
        return builder.build();
    }

    public RouteMessage withNextHops(List<NextHop> newNextHops) {
        RouteBuilder builder = new RouteBuilder(this);
        builder.nextHops = newNextHops;
        return builder.build();
    }

    public RouteMessage withUnknown(List<Attribute> newUnknown) {
        RouteBuilder builder = new RouteBuilder(this);
        builder.unknown = newUnknown;
        return builder.build();
    }
}
