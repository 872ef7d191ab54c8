package meta.image.bench.inner;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import meta.netlink.AddressFlags;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RoutePreference;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteScope;
import meta.netlink.codec.Frame;
import meta.netlink.codec.NetlinkMessageCodec;
import meta.netlink.codec.Output;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.CacheInfo;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.message.RouteMessage;

/**
 * Builds answers to dump requests, with the attributes that Linux 6 sends. Every second object is an IPv6 object. An answer is a single
 * datagram without the message that ends a dump.
 */
final class DumpAnswers {
    private static final int RTA_CACHEINFO = 12;
    private static final Attribute NOT_CACHED = new Attribute(RTA_CACHEINFO, new byte[32]);

    private DumpAnswers() {}

    static ByteBuffer addresses(int count) {
        List<NetlinkMessage> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(i % 2 == 0 ? ipv4Address(i) : ipv6Address(i));
        }
        return datagram(messages);
    }

    static ByteBuffer routes(int count) {
        List<NetlinkMessage> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(i % 2 == 0 ? ipv4Route(i) : ipv6Route(i));
        }
        return datagram(messages);
    }

    private static AddressMessage ipv4Address(int i) {
        IpAddress own = ipv4(i);
        return new AddressMessage(
                Family.IPV4,
                16,
                AddressFlags.PERMANENT,
                RouteScope.UNIVERSE,
                i + 1,
                own,
                own,
                "veth" + i,
                CacheInfo.FOREVER,
                0,
                List.of());
    }

    private static AddressMessage ipv6Address(int i) {
        return new AddressMessage(
                Family.IPV6,
                64,
                AddressFlags.PERMANENT.with(AddressFlags.NODAD),
                RouteScope.UNIVERSE,
                i + 1,
                ipv6(i),
                null,
                null,
                CacheInfo.FOREVER,
                0,
                List.of());
    }

    private static RouteMessage ipv4Route(int i) {
        return RouteMessage.to(Prefix.parse(ipv4(i) + "/32"))
                .withProtocol(RouteProtocol.of(109))
                .withScope(RouteScope.LINK)
                .withPreferredSource(IpAddress.parse("172.18.0.2"))
                .withOutputIndex(i + 1);
    }

    private static RouteMessage ipv6Route(int i) {
        return RouteMessage.to(Prefix.parse(ipv6(i) + "/128"))
                .withProtocol(RouteProtocol.of(109))
                .withGateway(IpAddress.parse("fd00:18::1"))
                .withPriority(1024)
                .withPreference(RoutePreference.MEDIUM)
                .withOutputIndex(i + 1)
                .withUnknown(List.of(NOT_CACHED));
    }

    private static IpAddress ipv4(int i) {
        return IpAddress.parse("172.18." + i / 250 + "." + i % 250);
    }

    private static IpAddress ipv6(int i) {
        return IpAddress.parse("fd00:18::" + Integer.toHexString(i + 1));
    }

    private static ByteBuffer datagram(List<NetlinkMessage> messages) {
        Output out = new Output();
        for (NetlinkMessage message : messages) {
            Frame.write(message, NetlinkMessageCodec.NEW, 0, 1, out);
        }
        return ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.nativeOrder());
    }
}
