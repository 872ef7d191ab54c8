package meta.core.kernel;

import java.util.List;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;

/** The addresses by which other hosts can reach the node: all but loopback and link-local addresses. */
final class NodeAddresses {
    static final Request ALL = on(Family.UNSPEC, 0);

    private NodeAddresses() {}

    static Request on(Family family, int ifindex) {
        return Request.dump(AddressMessage.on(family, ifindex));
    }

    /**
     * {@return the addresses in the reply to a dump, in the kernel's order}
     *
     * @throws NetlinkException if the kernel has rejected the dump
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

    static boolean isReachable(AddressMessage address) {
        IpAddress own = address.own();
        return own != null && !own.isLinkLocal() && !own.isLoopback();
    }
}
