package meta.netlink.codec;

import java.nio.ByteBuffer;
import meta.netlink.Family;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.message.NeighborMessage;
import meta.netlink.message.NetconfMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.message.RuleMessage;

/** Encodes and decodes messages without their {@code struct nlmsghdr} ({@code linux/rtnetlink.h}). */
public final class NetlinkMessageCodec {
    /** Creates or changes an object. A message of the kernel describes an object. */
    public static final int NEW = 0;

    /** Deletes an object. In a message of the kernel: the object was deleted, or moved to another namespace. */
    public static final int DELETE = 1;

    /** Queries one object or lists objects. */
    public static final int GET = 2;

    private static final int OPERATIONS = 3;
    private static final int LINK = 16; // RTM_NEWLINK
    private static final int ADDRESS = 20;
    private static final int ROUTE = 24;
    private static final int NEIGHBOR = 28;
    private static final int RULE = 32;
    private static final int NETCONF = 80;
    private static final int NAMESPACE_ID = 88; // RTM_NEWNSID

    private NetlinkMessageCodec() {}

    /** {@return the message type, such as {@code RTM_GETROUTE} for a route and {@link #GET}} */
    public static int type(NetlinkMessage message, int operation) {
        return operation
                + switch (message) {
                    case LinkMessage _ -> LINK;
                    case AddressMessage _ -> ADDRESS;
                    case RouteMessage _ -> ROUTE;
                    case NeighborMessage _ -> NEIGHBOR;
                    case RuleMessage _ -> RULE;
                    case NetconfMessage _ -> NETCONF;
                    case NamespaceIdMessage _ -> NAMESPACE_ID;
                };
    }

    /** {@return whether the type is that of a deletion, such as {@code RTM_DELROUTE}} */
    static boolean isDeletion(int type) {
        return (type & OPERATIONS) == DELETE;
    }

    /**
     * Appends the encoded message to the output.
     *
     * @throws IllegalArgumentException if the message cannot be encoded
     */
    public static void encode(NetlinkMessage message, Output out) {
        switch (message) {
            case LinkMessage link -> LinkCodec.CODEC.encode(link, link.family(), out);
            case AddressMessage address -> AddressCodec.CODEC.encode(address, address.family(), out);
            case RouteMessage route -> RouteCodec.CODEC.encode(route, route.family(), out);
            case NeighborMessage neighbor -> NeighborCodec.CODEC.encode(neighbor, neighbor.family(), out);
            case RuleMessage rule -> RuleCodec.CODEC.encode(rule, rule.family(), out);
            case NetconfMessage netconf -> NetconfCodec.CODEC.encode(netconf, netconf.family(), out);
            case NamespaceIdMessage id -> NamespaceIdCodec.CODEC.encode(id, id.family(), out);
        }
    }

    /**
     * Decodes the message from the buffer's position to its limit.
     *
     * @throws MalformedMessageException if the bytes are invalid, or the type is unknown
     */
    public static NetlinkMessage decode(int type, ByteBuffer in) {
        if (!in.hasRemaining()) {
            throw new MalformedMessageException("message of type " + type + ": empty, expected a struct");
        }
        Family family = new Family(Byte.toUnsignedInt(in.get(in.position())));
        return switch (type & ~OPERATIONS) {
            case LINK -> LinkCodec.CODEC.decode(in, family);
            case ADDRESS -> AddressCodec.CODEC.decode(in, family);
            case ROUTE -> RouteCodec.CODEC.decode(in, family);
            case NEIGHBOR -> NeighborCodec.CODEC.decode(in, family);
            case RULE -> RuleCodec.CODEC.decode(in, family);
            case NETCONF -> NetconfCodec.CODEC.decode(in, family);
            case NAMESPACE_ID -> NamespaceIdCodec.CODEC.decode(in, family);
            default ->
                throw new MalformedMessageException(
                        "message of type " + type
                                + ": expected one of links (16), addresses (20), routes (24), neighbours (28), rules (32), netconf (80), namespace ids (88)");
        };
    }
}
