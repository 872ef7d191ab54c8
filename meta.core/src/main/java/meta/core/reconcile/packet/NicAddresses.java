package meta.core.reconcile.packet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meta.core.kernel.KernelPort;
import meta.netlink.AddressFlags;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;

/**
 * The addresses that a device has now, whatever it had when the call was planned.
 *
 * @param flags what the kernel knows of each
 */
record NicAddresses(Map<IpAddress, AddressFlags> flags) {
    NicAddresses {
        flags = Map.copyOf(flags);
    }

    static NicAddresses of(Nic nic, KernelPort kernel) {
        Map<IpAddress, AddressFlags> flags = new HashMap<>();
        Reply reply = kernel.dump(nic.netns(), Request.dump(AddressMessage.on(Family.UNSPEC, nic.index())));
        if (reply instanceof Reply.Acknowledged(List<NetlinkMessage> messages)) {
            for (NetlinkMessage message : messages) {
                if (message instanceof AddressMessage known && known.own() != null) {
                    flags.put(known.own(), known.flags());
                }
            }
        }
        return new NicAddresses(flags);
    }

    /** {@return whether the kernel sends from this IPv4 address to hosts of its subnet} */
    boolean isFirstOfItsSubnet(IpAddress address) {
        AddressFlags known = flags.get(address);
        return known != null && !known.has(AddressFlags.SECONDARY);
    }

    /** {@return whether the device has this IPv6 address and has checked it for duplicates} */
    boolean isUsable(IpAddress address) {
        AddressFlags known = flags.get(address);
        return known != null && !isUnusable(known);
    }

    /** {@return those of the IPv6 addresses that are still checked for duplicates, or have failed the check} */
    List<IpAddress> unusable(List<IpAddress> addresses) {
        return addresses.stream()
                .filter(address -> isUnusable(flags.getOrDefault(address, AddressFlags.NONE)))
                .toList();
    }

    private static boolean isUnusable(AddressFlags flags) {
        boolean checked = flags.has(AddressFlags.TENTATIVE) && !flags.has(AddressFlags.OPTIMISTIC);
        return checked || flags.has(AddressFlags.DADFAILED);
    }
}
