package meta.core.kernel;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;

/** The addresses of the host by which others can reach it. A container network gives every pod's host end a link-local one beside. */
final class NodeAddresses {
    /** Asks for all addresses of all devices. */
    static final Request ALL = on(Family.UNSPEC, 0);

    private NodeAddresses() {}

    /** Asks for the addresses of one family on one device. */
    static Request on(Family family, int ifindex) {
        return Request.dump(AddressMessage.on(family, ifindex));
    }

    /**
     * {@return what of the answer is such an address, in the kernel's order}
     *
     * @throws NetlinkException where the kernel does not tell: to take that for "there are none" would be to plan for another node
     */
    static List<AddressMessage> in(Reply reply) {
        return switch (reply) {
            case Reply.Rejected refused -> throw new NetlinkException("dump of addresses", refused.errno());
            case Reply.Acknowledged(List<NetlinkMessage> answers) -> {
                List<AddressMessage> addresses = new ArrayList<>();
                for (NetlinkMessage answer : answers) {
                    if (answer instanceof AddressMessage address && matters(address)) {
                        addresses.add(address);
                    }
                }
                yield addresses;
            }
        };
    }

    static boolean matters(AddressMessage address) {
        IpAddress own = address.own();
        return own != null && !own.isLinkLocal() && !own.isLoopback();
    }
}
