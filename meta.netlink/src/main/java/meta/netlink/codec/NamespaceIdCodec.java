package meta.netlink.codec;

import java.util.List;
import meta.netlink.Family;
import meta.netlink.message.NamespaceIdMessage;

/** The encoding of a {@link NamespaceIdMessage}, with attribute numbers of {@code linux/net_namespace.h}. */
final class NamespaceIdCodec {
    private static final FixedHeader<NamespaceIdMessage> RTGENMSG = new FixedHeader<>(
            "struct rtgenmsg", 1, (message, out) -> out.u8(message.family().number()));

    private static final Field<NamespaceIdMessage, Integer> PID =
            new Field<>(2, "NETNSA_PID", NumberBytes.U32, NamespaceIdMessage::pid);
    private static final Field<NamespaceIdMessage, Integer> FD =
            new Field<>(3, "NETNSA_FD", NumberBytes.U32, NamespaceIdMessage::fd);
    private static final Field<NamespaceIdMessage, Integer> NSID =
            new Field<>(1, "NETNSA_NSID", NumberBytes.U32, NamespaceIdMessage::nsid);

    static final Codec<NamespaceIdMessage> CODEC = new Codec<>(
            RTGENMSG,
            List.of(PID, FD, NSID),
            List.of(),
            NamespaceIdMessage::unknown,
            in -> new NamespaceIdMessage(new Family(in.u8(0)), in.get(NSID), in.get(PID), in.get(FD), in.unknown()));

    private NamespaceIdCodec() {}
}
