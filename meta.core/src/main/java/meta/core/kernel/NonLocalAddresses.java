package meta.core.kernel;

import java.util.List;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;

/** Reads the addresses in a network namespace, except loopback and link-local addresses. */
final class NonLocalAddresses {
    static final Request ALL = on(Family.UNSPEC, 0);

    private NonLocalAddresses() {}

    /**
     * {@return the request for a dump of the addresses of one family on one device} {@code UNSPEC} stands for both families, and index 0
     * for all devices.
     */
    static Request on(Family family, int ifindex) {
        return Request.dump(AddressMessage.on(family, ifindex));
    }

    /**
     * {@return the addresses in the reply to a dump, in the order of the reply, except loopback and link-local addresses}
     *
     * @throws NetlinkException if the kernel has rejected the dump
     */
    static List<AddressMessage> in(Reply reply) {
        return switch (reply) {
            case Reply.Rejected rejected -> throw new NetlinkException("dump of addresses", rejected.errno());
            case Reply.Acknowledged accepted ->
                MessagesInReplies.in(accepted, AddressMessage.class).stream()
                        .filter(NonLocalAddresses::isReachable)
                        .toList();
        };
    }

    /** {@return whether the message contains an address that is neither loopback nor link-local} */
    static boolean isReachable(AddressMessage address) {
        IpAddress own = address.own();
        return own != null && !own.isLinkLocal() && !own.isLoopback();
    }
}
