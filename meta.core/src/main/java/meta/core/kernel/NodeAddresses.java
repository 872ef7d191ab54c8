package meta.core.kernel;

import java.util.List;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;

/**
 * The addresses by which other hosts can reach the node. Loopback and link-local addresses are left out. Container networks give the host end of
 * every pod a link-local address.
 */
final class NodeAddresses {
    /** A dump of all addresses on all devices. */
    static final Request ALL = on(Family.UNSPEC, 0);

    private NodeAddresses() {}

    /** {@return a dump of the addresses of one family on one device} */
    static Request on(Family family, int ifindex) {
        return Request.dump(AddressMessage.on(family, ifindex));
    }

    /**
     * {@return the addresses in the reply to a dump, in the kernel's order}
     *
     * @throws NetlinkException if the kernel has rejected the dump. Without the exception, the call would plan for a node without addresses
     */
    static List<AddressMessage> in(Reply reply) {
        return switch (reply) {
            case Reply.Rejected rejected -> throw new NetlinkException("dump of addresses", rejected.errno());
            case Reply.Acknowledged accepted ->
                ReplyMessages.in(accepted, AddressMessage.class).stream()
                        .filter(NodeAddresses::isReachable)
                        .toList();
        };
    }

    /** {@return whether other hosts can reach the address: it is neither link-local nor loopback} */
    static boolean isReachable(AddressMessage address) {
        IpAddress own = address.own();
        return own != null && !own.isLinkLocal() && !own.isLoopback();
    }
}
