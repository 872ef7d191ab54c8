package meta.core.reconcile.packet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meta.core.kernel.Answers;
import meta.core.kernel.KernelPort;
import meta.netlink.AddressFlags;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;

/**
 * The addresses on a device at the time of the announcements, which may differ from those in the snapshot.
 *
 * @param flags the flags of each address
 */
record NicAddresses(Map<IpAddress, AddressFlags> flags) {
    NicAddresses {
        flags = Map.copyOf(flags);
    }

    static NicAddresses of(Nic nic, KernelPort kernel) {
        Map<IpAddress, AddressFlags> flags = new HashMap<>();
        Reply reply = kernel.dump(nic.netns(), Request.dump(AddressMessage.on(Family.UNSPEC, nic.index())));
        for (AddressMessage message : Answers.in(reply, AddressMessage.class)) {
            IpAddress own = message.own();
            if (own != null) {
                flags.put(own, message.flags());
            }
        }
        return new NicAddresses(flags);
    }

    /** {@return whether the kernel uses this IPv4 address as the source towards its subnet} */
    boolean isFirstOfItsSubnet(IpAddress address) {
        AddressFlags known = flags.get(address);
        return known != null && !known.has(AddressFlags.SECONDARY);
    }

    /** {@return whether the device has this IPv6 address and it has passed duplicate address detection} */
    boolean isUsable(IpAddress address) {
        AddressFlags known = flags.get(address);
        return known != null && !isUnusable(known);
    }

    /** {@return the IPv6 addresses for which duplicate address detection has not finished or has failed} */
    List<IpAddress> unusable(List<IpAddress> addresses) {
        return addresses.stream()
                .filter(address -> isUnusable(flags.getOrDefault(address, AddressFlags.NONE)))
                .toList();
    }

    private static boolean isUnusable(AddressFlags flags) {
        boolean tentative = flags.has(AddressFlags.TENTATIVE) && !flags.has(AddressFlags.OPTIMISTIC);
        return tentative || flags.has(AddressFlags.DADFAILED);
    }
}
