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
 * The IP addresses of a device, read when an announcement is made. They may differ from those in the snapshot.
 *
 * @param flags the {@code IFA_F_} flags of each address
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

    /** {@return whether the device has this IPv4 address as the primary address of its subnet, which the kernel sends ARP requests from} */
    boolean isFirstOfItsSubnet(IpAddress address) {
        AddressFlags known = flags.get(address);
        return known != null && !known.has(AddressFlags.SECONDARY);
    }

    /** {@return whether the device has this IPv6 address and it has not failed duplicate address detection: it is optimistic or not tentative} */
    boolean isUsable(IpAddress address) {
        AddressFlags known = flags.get(address);
        return known != null && !isUnusable(known);
    }

    /**
     * {@return those of the IPv6 addresses for which duplicate address detection has not finished or has failed} Optimistic addresses and
     * addresses that the device does not have are left out.
     */
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
