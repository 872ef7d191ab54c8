package meta.netlink.codec;

import java.util.List;
import meta.netlink.Family;
import meta.netlink.message.NetconfMessage;

/** The encoding of a {@link NetconfMessage}, with attribute numbers of {@code linux/netconf.h}. */
final class NetconfCodec {
    private static final FixedHeader<NetconfMessage> NETCONFMSG = new FixedHeader<>(
            "struct netconfmsg", 1, (message, out) -> out.u8(message.family().number()));

    private static final Field<NetconfMessage, Integer> IFINDEX =
            new Field<>(1, "NETCONFA_IFINDEX", NumberBytes.U32, NetconfMessage::ifindex);
    private static final Field<NetconfMessage, Integer> FORWARDING =
            new Field<>(2, "NETCONFA_FORWARDING", NumberBytes.U32, NetconfMessage::forwarding);
    private static final Field<NetconfMessage, Integer> RP_FILTER =
            new Field<>(3, "NETCONFA_RP_FILTER", NumberBytes.U32, NetconfMessage::rpFilter);

    static final Codec<NetconfMessage> CODEC = new Codec<>(
            NETCONFMSG,
            List.of(IFINDEX, FORWARDING, RP_FILTER),
            List.of(),
            NetconfMessage::unknown,
            in -> new NetconfMessage(
                    new Family(in.u8(0)), in.get(IFINDEX), in.get(FORWARDING), in.get(RP_FILTER), in.unknown()));

    private NetconfCodec() {}
}
