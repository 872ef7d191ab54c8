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
 * A route: {@code struct rtmsg} and its {@code RTA_} attributes ({@code linux/rtnetlink.h}), without times and counters. The kernel can
 * omit the device, gateway and next hops of a route with {@code RTA_NH_ID} (sysctl {@code net.ipv4.nexthop_compat_mode}).
 *
 * @param family IPv4 or IPv6; a dump of all families can contain routes of other families, whose addresses are in {@code unknown}
 * @param tos the type of service, 0 to 255; 0 matches every type of service
 * @param table {@code RTA_TABLE}; without this attribute, {@code rtm_table}. {@link RouteTable#UNSPEC} in a dump request for all tables
 * @param flags {@code RTM_F_} and {@code RTNH_F_} bits, such as {@link #ONLINK}
 * @param destination null in a default route and in a dump request
 * @param source null matches every source
 * @param preferredSource {@code src} in {@code ip}
 * @param gateway the next router. A router of another family than the route is in {@code unknown} ({@code RTA_VIA})
 * @param outputIndex the index of the device; null in a multipath route, and in a route without a device
 * @param priority the metric of the route, an unsigned int. In a message of the kernel, null stands for 0. In a request for a new route,
 *     null stands for 0 (IPv4) or 1024 (IPv6)
 * @param preference the router preference, IPv6 only
 * @param metrics the metrics of the path, such as the MTU, as attributes with {@code RTAX_} numbers
 * @param nextHops the next hops of a multipath route; empty in another route
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

    /** {@code RTNH_F_ONLINK}: the gateway is reached directly over the device, even without a route to it. */
    public static final int ONLINK = 0x4;

    /** {@code RTA_VIA}: the attribute with a gateway of another family. */
    public static final int VIA = 18;

    /** {@code RTM_F_LOOKUP_TABLE}: the reply to an IPv4 lookup names the route's table instead of the main table. */
    public static final int LOOKUP_TABLE = 0x1000;

    /** {@code RTM_F_FIB_MATCH}: the reply to a lookup is the route in the table instead of a route to the single address. */
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

    /** {@return the message for a dump of the routes of a family; a table, protocol, type or device restricts the dump} */
    public static RouteMessage any(Family family) {
        return new RouteBuilder(family).build();
    }

    /** {@return a unicast route in the main table, without a gateway and without a device} */
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
        // the reply to an IPv6 lookup always contains the table, and a strict check rejects the flag for IPv6
        builder.flags = destination.isIpv4() ? LOOKUP_TABLE : 0;
        return builder.build();
    }

    /** {@return the destination of an IPv4 or IPv6 route, {@code 0.0.0.0/0} or {@code ::/0} for a default route} */
    public Prefix destinationPrefix() {
        return Prefix.containing(destination == null ? IpAddress.unspecified(family) : destination, destinationLength);
    }

    /** {@return the MTU of the path in bytes ({@code RTAX_MTU}); null if absent} */
    public @Nullable Integer mtu() {
        for (Attribute metric : metrics) {
            if (metric.type() == RTAX_MTU) {
                return metric.asInt();
            }
        }
        return null;
    }

    /**
     * {@return the next router, possibly of another family than the route ({@code RTA_GATEWAY}, {@code RTA_VIA}); null in a multipath
     * route, and in a route without a router}
     *
     * @throws IllegalArgumentException if the router has no IP address, as is possible in an MPLS route
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

    /** {@return a copy with this MTU in bytes and the other metrics of this route} */
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

    /** {@return a copy of this lookup for a packet with this source} */
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
