package meta.netlink.message;

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
import org.jspecify.annotations.Nullable;

/**
 * A route: {@code struct rtmsg} and its {@code RTA_} attributes ({@code linux/rtnetlink.h}).
 *
 * <p>{@code RTA_CACHEINFO} is dropped when one is read: it counts uses and seconds, and says nothing of what the route is.
 *
 * @param family {@link Family#IPV4} or {@link Family#IPV6}
 * @param destinationLength the prefix length of the destination, 0 to 32 or 128
 * @param sourceLength the prefix length of the source that a packet must have, 0 for any
 * @param tos the type of service that a packet must have, 0 to 255
 * @param table the routing table; {@code RTA_TABLE} and {@code rtm_table} in one
 * @param protocol who made it
 * @param scope how far away the destination is
 * @param type what becomes of a packet
 * @param flags {@code RTM_F_} and {@code RTNH_F_} bits, such as {@link #ONLINK}
 * @param destination the first address of the destination ({@code RTA_DST}); absent in a default route
 * @param source the first address of the source that a packet must have ({@code RTA_SRC})
 * @param preferredSource the source address of packets that have none yet ({@code RTA_PREFSRC}, in {@code ip} {@code src})
 * @param gateway the next router ({@code RTA_GATEWAY}); one of another family ({@code RTA_VIA}) is in {@code unknown}
 * @param outputIndex the index of the device ({@code RTA_OIF}); absent in a multipath route
 * @param priority its metric, as an unsigned int ({@code RTA_PRIORITY}): the lowest wins
 * @param preference the router preference of an IPv6 route ({@code RTA_PREF})
 * @param metrics what is known of the way, each a {@code RTAX_} number and its bytes ({@code RTA_METRICS})
 * @param nextHops the ways of a multipath route ({@code RTA_MULTIPATH})
 * @param unknown all other attributes
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

    /** The gateway is taken to be on the device, whatever other routes say ({@code RTNH_F_ONLINK}). */
    public static final int ONLINK = 0x4;

    /** A look-up of IPv4 tells the table that answered, not {@code main} always ({@code RTM_F_LOOKUP_TABLE}). */
    public static final int LOOKUP_TABLE = 0x1000;

    /** A look-up answers with the route as it stands in the table, not with what it means for this destination ({@code RTM_F_FIB_MATCH}). */
    public static final int FIB_MATCH = 0x2000;

    private static final int RTAX_MTU = 2;

    public RouteMessage {
        Ranges.requirePrefixLength("rtm_dst_len", family, destinationLength);
        Ranges.requirePrefixLength("rtm_src_len", family, sourceLength);
        Ranges.requireByte("rtm_tos", tos);
        metrics = List.copyOf(metrics);
        nextHops = List.copyOf(nextHops);
        unknown = List.copyOf(unknown);
    }

    /** {@return what a request for every route of a family says} */
    public static RouteMessage any(Family family) {
        return new RouteMessage(
                family,
                0,
                0,
                0,
                RouteTable.UNSPEC,
                RouteProtocol.UNSPEC,
                RouteScope.UNIVERSE,
                RouteType.UNSPEC,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of());
    }

    /** {@return a unicast route to this prefix in table {@code main}, with no way to go yet} */
    public static RouteMessage to(Prefix destination) {
        RouteDraft draft = new RouteDraft(any(destination.family()));
        draft.table = RouteTable.MAIN;
        draft.type = RouteType.UNICAST;
        draft.destinationLength = destination.length();
        draft.destination = destination.isAll() ? null : destination.address();
        return draft.message();
    }

    /** {@return the question which way a packet to this address would go, to be told with its table ({@code ip route get})} */
    public static RouteMessage lookup(IpAddress destination) {
        RouteDraft draft = new RouteDraft(any(destination.family()));
        draft.destinationLength = destination.family().bits();
        draft.destination = destination;
        // of IPv6 the kernel tells the table anyway, and refuses the flag when it checks strictly
        draft.flags = destination.isIpv4() ? LOOKUP_TABLE : 0;
        return draft.message();
    }

    /** {@return the destination as a prefix; that of a default route holds every address} */
    public Prefix destinationPrefix() {
        return Prefix.containing(destination == null ? IpAddress.unspecified(family) : destination, destinationLength);
    }

    /** {@return the largest packet that the way carries, in bytes ({@code RTAX_MTU}); null where none is set} */
    public @Nullable Integer mtu() {
        for (Attribute metric : metrics) {
            if (metric.type() == RTAX_MTU) {
                return metric.asInt();
            }
        }
        return null;
    }

    /** {@return the same route, whose way carries packets of up to so many bytes} */
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
        RouteDraft draft = new RouteDraft(this);
        draft.tos = newTos;
        return draft.message();
    }

    public RouteMessage withTable(RouteTable newTable) {
        RouteDraft draft = new RouteDraft(this);
        draft.table = newTable;
        return draft.message();
    }

    public RouteMessage withProtocol(RouteProtocol newProtocol) {
        RouteDraft draft = new RouteDraft(this);
        draft.protocol = newProtocol;
        return draft.message();
    }

    public RouteMessage withScope(RouteScope newScope) {
        RouteDraft draft = new RouteDraft(this);
        draft.scope = newScope;
        return draft.message();
    }

    public RouteMessage withType(RouteType newType) {
        RouteDraft draft = new RouteDraft(this);
        draft.type = newType;
        return draft.message();
    }

    public RouteMessage withFlags(int newFlags) {
        RouteDraft draft = new RouteDraft(this);
        draft.flags = newFlags;
        return draft.message();
    }

    /** {@return the look-up for a packet that has this source already} */
    public RouteMessage withSource(IpAddress newSource) {
        RouteDraft draft = new RouteDraft(this);
        draft.sourceLength = newSource.family().bits();
        draft.source = newSource;
        return draft.message();
    }

    public RouteMessage withPreferredSource(@Nullable IpAddress newPreferredSource) {
        RouteDraft draft = new RouteDraft(this);
        draft.preferredSource = newPreferredSource;
        return draft.message();
    }

    public RouteMessage withGateway(@Nullable IpAddress newGateway) {
        RouteDraft draft = new RouteDraft(this);
        draft.gateway = newGateway;
        return draft.message();
    }

    public RouteMessage withOutputIndex(@Nullable Integer newOutputIndex) {
        RouteDraft draft = new RouteDraft(this);
        draft.outputIndex = newOutputIndex;
        return draft.message();
    }

    public RouteMessage withPriority(@Nullable Integer newPriority) {
        RouteDraft draft = new RouteDraft(this);
        draft.priority = newPriority;
        return draft.message();
    }

    public RouteMessage withPreference(@Nullable RoutePreference newPreference) {
        RouteDraft draft = new RouteDraft(this);
        draft.preference = newPreference;
        return draft.message();
    }

    public RouteMessage withMetrics(List<Attribute> newMetrics) {
        RouteDraft draft = new RouteDraft(this);
        draft.metrics = newMetrics;
        return draft.message();
    }

    public RouteMessage withNextHops(List<NextHop> newNextHops) {
        RouteDraft draft = new RouteDraft(this);
        draft.nextHops = newNextHops;
        return draft.message();
    }

    public RouteMessage withUnknown(List<Attribute> newUnknown) {
        RouteDraft draft = new RouteDraft(this);
        draft.unknown = newUnknown;
        return draft.message();
    }
}
