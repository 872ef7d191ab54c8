package meta.netlink.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.message.NextHop;

/** The next hops of a multipath route: for each hop, a {@code struct rtnexthop} and its attributes. */
enum NextHops implements WireType<List<NextHop>> {
    RTA_MULTIPATH;

    private static final int STRUCT = 8;

    private static final FixedHeader<NextHop> RTNEXTHOP = new FixedHeader<>(
            "struct rtnexthop",
            STRUCT,
            (hop, out) -> out.u16(0).u8(hop.flags()).u8(hop.weight() - 1).u32(hop.ifindex()));

    private static final Field<NextHop, IpAddress> GATEWAY =
            new Field<>(5, "RTA_GATEWAY", IpBytes.IP, NextHop::gateway);

    private static final Codec<NextHop> CODEC = new Codec<>(
            RTNEXTHOP,
            List.of(GATEWAY),
            List.of(),
            NextHop::unknown,
            in -> new NextHop(in.u32(4), in.u8(3) + 1, in.u8(2), in.get(GATEWAY), in.unknown()));

    @Override
    public boolean fits(int length, Family family) {
        return true; // read checks the payload
    }

    @Override
    public String expected(Family family) {
        return RTNEXTHOP.name();
    }

    @Override
    public List<NextHop> read(ByteBuffer payload, Family family) {
        List<NextHop> hops = new ArrayList<>();
        while (payload.hasRemaining()) {
            int length = lengthOfNext(payload);
            ByteBuffer hop = payload.slice(payload.position(), length).order(payload.order());
            hops.add(CODEC.decode(hop, family));
            payload.position(Math.min(payload.limit(), payload.position() + length + Output.padding(length)));
        }
        return hops;
    }

    private static int lengthOfNext(ByteBuffer in) {
        int available = in.remaining();
        if (available < STRUCT) {
            throw new MalformedMessageException(
                    RTNEXTHOP.name() + ": " + available + " bytes, expected at least " + STRUCT);
        }
        int length = Short.toUnsignedInt(in.getShort(in.position()));
        if (length < STRUCT || length > available) {
            throw new MalformedMessageException(RTNEXTHOP.name() + ": length " + length + " is not between " + STRUCT
                    + " and the " + available + " bytes that are left");
        }
        return length;
    }

    @Override
    public void write(List<NextHop> value, Family family, Output out) {
        for (NextHop hop : value) {
            int start = out.size();
            CODEC.encode(hop, family, out);
            out.setU16(start, out.size() - start);
        }
    }
}
