package meta.netlink.socket;

import static meta.netlink.codec.Frame.NLM_F_ACK;
import static meta.netlink.codec.Frame.NLM_F_APPEND;
import static meta.netlink.codec.Frame.NLM_F_CREATE;
import static meta.netlink.codec.Frame.NLM_F_DUMP;
import static meta.netlink.codec.Frame.NLM_F_EXCL;
import static meta.netlink.codec.Frame.NLM_F_REPLACE;
import static meta.netlink.codec.Frame.NLM_F_REQUEST;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.codec.Frame;
import meta.netlink.codec.NetlinkMessageCodec;
import meta.netlink.codec.Output;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NeighborMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.Request.Operation;

/** Encodes requests. Queries of links ask for replies without IPv6 counters. */
final class RequestEncoder {
    private static final int IFLA_EXT_MASK = 29;
    private static final int RTEXT_FILTER_SKIP_STATS = 8;
    private static final int NDA_IFINDEX = 8;

    private RequestEncoder() {}

    /**
     * Appends the encoded request to the output.
     *
     * @throws IllegalArgumentException if the message cannot be encoded
     */
    static void write(Request request, int sequence, Output out) {
        NetlinkMessage message = onTheWire(request);
        int flags = NLM_F_REQUEST | flags(request.operation(), message);
        Frame.write(message, type(request.operation()), flags, sequence, out);
    }

    private static int type(Operation operation) {
        return switch (operation) {
            case CREATE, REPLACE, APPEND, CHANGE -> NetlinkMessageCodec.NEW;
            case DELETE -> NetlinkMessageCodec.DELETE;
            case GET, DUMP -> NetlinkMessageCodec.GET;
        };
    }

    private static int flags(Operation operation, NetlinkMessage message) {
        return switch (operation) {
            case CREATE -> NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL;
            case REPLACE -> NLM_F_ACK | NLM_F_CREATE | NLM_F_REPLACE;
            case APPEND -> NLM_F_ACK | NLM_F_CREATE | NLM_F_APPEND;
            // the kernel rejects NLM_F_REPLACE for a link
            case CHANGE -> message instanceof LinkMessage ? NLM_F_ACK : NLM_F_ACK | NLM_F_REPLACE;
            case DELETE, GET -> NLM_F_ACK;
            case DUMP -> NLM_F_DUMP;
        };
    }

    private static NetlinkMessage onTheWire(Request request) {
        boolean asks = request.operation() == Operation.GET || request.operation() == Operation.DUMP;
        return switch (request.message()) {
            // without this attribute, the reply also contains IPv6 counters
            case LinkMessage link
            when asks ->
                link.withUnknown(with(link.unknown(), Attribute.ofInt(IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS)));
            // the kernel filters a dump of neighbours by this attribute, and rejects a device index in struct ndmsg
            case NeighborMessage neighbor
            when request.operation() == Operation.DUMP && neighbor.ifindex() != 0 ->
                neighbor.withIfindex(0)
                        .withUnknown(with(neighbor.unknown(), Attribute.ofInt(NDA_IFINDEX, neighbor.ifindex())));
            case NetlinkMessage other -> other;
        };
    }

    private static List<Attribute> with(List<Attribute> attributes, Attribute one) {
        List<Attribute> more = new ArrayList<>(attributes);
        more.add(one);
        return more;
    }
}
