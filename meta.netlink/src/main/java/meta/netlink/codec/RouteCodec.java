package meta.netlink.codec;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RoutePreference;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteScope;
import meta.netlink.RouteTable;
import meta.netlink.RouteType;
import meta.netlink.message.NextHop;
import meta.netlink.message.RouteMessage;

/** The encoding of a {@link RouteMessage}, with attribute numbers of {@code linux/rtnetlink.h}. */
final class RouteCodec {
    private static final int RTA_CACHEINFO = 12;

    private static final FixedHeader<RouteMessage> RTMSG = new FixedHeader<>(
            "struct rtmsg",
            12,
            (route, out) -> out.u8(route.family().number())
                    .u8(route.destinationLength())
                    .u8(route.sourceLength())
                    .u8(route.tos())
                    .u8(RouteTableFields.inStruct(route.table()))
                    .u8(route.protocol().number())
                    .u8(route.scope().number())
                    .u8(route.type().number())
                    .u32(route.flags()));

    private static final Field<RouteMessage, IpAddress> DST =
            new Field<>(1, "RTA_DST", IpBytes.IP, RouteMessage::destination);
    private static final Field<RouteMessage, IpAddress> SRC =
            new Field<>(2, "RTA_SRC", IpBytes.IP, RouteMessage::source);
    private static final Field<RouteMessage, IpAddress> GATEWAY =
            new Field<>(5, "RTA_GATEWAY", IpBytes.IP, RouteMessage::gateway);
    private static final Field<RouteMessage, IpAddress> PREFSRC =
            new Field<>(7, "RTA_PREFSRC", IpBytes.IP, RouteMessage::preferredSource);
    private static final Field<RouteMessage, RouteTable> TABLE =
            new Field<>(15, "RTA_TABLE", RouteTableFields.TABLE, route -> RouteTableFields.inAttribute(route.table()));
    private static final Field<RouteMessage, Integer> PRIORITY =
            new Field<>(6, "RTA_PRIORITY", NumberBytes.U32, RouteMessage::priority);
    private static final Field<RouteMessage, RoutePreference> PREF = new Field<>(
            20,
            "RTA_PREF",
            new NumberBytes<>(1, RoutePreference::of, RoutePreference::number),
            RouteMessage::preference);
    private static final Field<RouteMessage, Integer> OIF =
            new Field<>(4, "RTA_OIF", NumberBytes.U32, RouteMessage::outputIndex);
    private static final Field<RouteMessage, List<Attribute>> METRICS = new Field<>(
            8,
            "RTA_METRICS",
            RouteMetricCodec.RTA_METRICS,
            route -> route.metrics().isEmpty() ? null : route.metrics());
    private static final Field<RouteMessage, List<NextHop>> MULTIPATH = new Field<>(
            9,
            "RTA_MULTIPATH",
            NextHops.RTA_MULTIPATH,
            route -> route.nextHops().isEmpty() ? null : route.nextHops());

    static final Codec<RouteMessage> CODEC = new Codec<>(
            RTMSG,
            List.of(DST, SRC, GATEWAY, PREFSRC, TABLE, PRIORITY, PREF, OIF, METRICS, MULTIPATH),
            List.of(RTA_CACHEINFO),
            RouteMessage::unknown,
            in -> new RouteMessage(
                    new Family(in.u8(0)),
                    in.u8(1),
                    in.u8(2),
                    in.u8(3),
                    RouteTableFields.of(in.u8(4), in.get(TABLE)),
                    new RouteProtocol(in.u8(5)),
                    new RouteScope(in.u8(6)),
                    new RouteType(in.u8(7)),
                    in.u32(8),
                    in.get(DST),
                    in.get(SRC),
                    in.get(PREFSRC),
                    in.get(GATEWAY),
                    in.get(OIF),
                    in.get(PRIORITY),
                    in.get(PREF),
                    in.get(METRICS, List.of()),
                    in.get(MULTIPATH, List.of()),
                    in.unknown()));

    private RouteCodec() {}
}
