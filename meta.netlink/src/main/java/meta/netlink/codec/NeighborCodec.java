package meta.netlink.codec;

import java.util.List;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.RouteProtocol;
import meta.netlink.message.NeighborMessage;

/** The encoding of a {@link NeighborMessage}, with attribute numbers of {@code linux/neighbour.h}. */
final class NeighborCodec {
    private static final int NDA_CACHEINFO = 3;
    private static final int NDA_PROBES = 4;

    private static final FixedHeader<NeighborMessage> NDMSG = new FixedHeader<>(
            "struct ndmsg",
            12,
            (neighbor, out) -> out.u8(neighbor.family().number())
                    .u8(0)
                    .u16(0)
                    .u32(neighbor.ifindex())
                    .u16(neighbor.state().bits())
                    .u8(neighbor.flags())
                    .u8(neighbor.type()));

    private static final Field<NeighborMessage, RouteProtocol> PROTOCOL = new Field<>(
            12,
            "NDA_PROTOCOL",
            new NumberBytes<>(1, RouteProtocol::of, RouteProtocol::number),
            NeighborMessage::protocol);
    private static final Field<NeighborMessage, IpAddress> DST =
            new Field<>(1, "NDA_DST", IpBytes.IP, NeighborMessage::destination);
    private static final Field<NeighborMessage, MacAddress> LLADDR =
            new Field<>(2, "NDA_LLADDR", MacBytes.MAC, NeighborMessage::lladdr);

    static final Codec<NeighborMessage> CODEC = new Codec<>(
            NDMSG,
            List.of(PROTOCOL, DST, LLADDR),
            List.of(NDA_CACHEINFO, NDA_PROBES),
            NeighborMessage::unknown,
            in -> new NeighborMessage(
                    new Family(in.u8(0)),
                    in.u32(4),
                    new NudState(in.u16(8)),
                    in.u8(10),
                    in.u8(11),
                    in.get(DST),
                    in.get(LLADDR),
                    in.get(PROTOCOL),
                    in.unknown()));

    private NeighborCodec() {}
}
