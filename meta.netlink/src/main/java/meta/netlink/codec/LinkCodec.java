package meta.netlink.codec;

import java.util.List;
import meta.netlink.Family;
import meta.netlink.LinkFlags;
import meta.netlink.MacAddress;
import meta.netlink.message.LinkInfo;
import meta.netlink.message.LinkMessage;

/** Encodes and decodes a {@link LinkMessage}. The attribute numbers are from {@code linux/if_link.h}. */
final class LinkCodec {
    private static final FixedHeader<LinkMessage> IFINFOMSG = new FixedHeader<>(
            "struct ifinfomsg",
            16,
            (link, out) -> out.u8(link.family().number())
                    .u8(0)
                    .u16(link.deviceType())
                    .u32(link.ifindex())
                    .u32(link.flags().bits())
                    .u32(link.change().bits()));

    private static final Field<LinkMessage, Integer> MTU =
            new Field<>(4, "IFLA_MTU", NumberBytes.U32, LinkMessage::mtu);
    private static final Field<LinkMessage, MacAddress> ADDRESS =
            new Field<>(1, "IFLA_ADDRESS", MacBytes.MAC, LinkMessage::address);
    private static final Field<LinkMessage, Integer> TXQLEN =
            new Field<>(13, "IFLA_TXQLEN", NumberBytes.U32, LinkMessage::txQueueLength);
    private static final Field<LinkMessage, String> ALIAS =
            new Field<>(20, "IFLA_IFALIAS", Text.COUNTED, LinkMessage::alias);
    private static final Field<LinkMessage, Integer> MASTER =
            new Field<>(10, "IFLA_MASTER", NumberBytes.U32, LinkMessage::master);
    private static final Field<LinkMessage, Integer> NAMESPACE =
            new Field<>(28, "IFLA_NET_NS_FD", NumberBytes.U32, LinkMessage::namespaceFd);
    private static final Field<LinkMessage, String> NAME = new Field<>(3, "IFLA_IFNAME", Text.NAME, LinkMessage::name);
    private static final Field<LinkMessage, Integer> PEER =
            new Field<>(5, "IFLA_LINK", NumberBytes.U32, LinkMessage::peerIndex);
    private static final Field<LinkMessage, Integer> PEER_NAMESPACE =
            new Field<>(37, "IFLA_LINK_NETNSID", NumberBytes.U32, LinkMessage::peerNsid);
    private static final Field<LinkMessage, LinkInfo> INFO =
            new Field<>(18, "IFLA_LINKINFO", new Nested<>(LinkInfoCodec.CODEC), LinkMessage::info);

    static final Codec<LinkMessage> CODEC =
            table(List.of(MTU, ADDRESS, TXQLEN, ALIAS, MASTER, NAMESPACE, NAME, PEER, PEER_NAMESPACE, INFO));

    /**
     * Decodes the peer of a veth. Its {@code IFLA_LINKINFO} is kept as bytes, because decoding many nested peers could overflow the stack.
     */
    static final Codec<LinkMessage> WITHOUT_INFO =
            table(List.of(MTU, ADDRESS, TXQLEN, ALIAS, MASTER, NAMESPACE, NAME, PEER, PEER_NAMESPACE));

    private LinkCodec() {}

    private static Codec<LinkMessage> table(List<Field<LinkMessage, ?>> fields) {
        return new Codec<>(IFINFOMSG, fields, List.of(), LinkMessage::unknown, LinkCodec::link);
    }

    private static LinkMessage link(ParsedMessage<LinkMessage> in) {
        return new LinkMessage(
                new Family(in.u8(0)),
                in.u16(2),
                in.u32(4),
                new LinkFlags(in.u32(8)),
                new LinkFlags(in.u32(12)),
                in.get(NAME),
                in.get(ADDRESS),
                in.get(MTU),
                in.get(TXQLEN),
                in.get(ALIAS),
                in.get(PEER),
                in.get(PEER_NAMESPACE),
                in.get(NAMESPACE),
                in.get(MASTER),
                in.get(INFO),
                in.unknown());
    }
}
