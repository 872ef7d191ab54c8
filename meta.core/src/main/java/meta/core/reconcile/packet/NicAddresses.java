package meta.core.reconcile.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.kernel.KernelPort;
import meta.core.kernel.ReplyMessages;
import meta.netlink.AddressFlags;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteScope;
import meta.netlink.message.AddressMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;

/** The IP addresses of a device, in the kernel's order. */
record NicAddresses(List<AddressMessage> known) {
    NicAddresses {
        known = List.copyOf(known);
    }

    /** {@return the present addresses of a device} */
    static NicAddresses of(Nic nic, KernelPort kernel) {
        List<AddressMessage> known = new ArrayList<>();
        Reply reply = kernel.dump(nic.netns(), Request.dump(AddressMessage.on(Family.UNSPEC, nic.index())));
        for (AddressMessage message : ReplyMessages.of(AddressMessage.class, reply)) {
            if (message.own() != null) {
                known.add(message);
            }
        }
        return new NicAddresses(known);
    }

    /**
     * {@return whether the kernel sends an ARP request for this IPv4 address from the address itself} The kernel sends a request from the first
     * primary address whose subnet contains the requested address ({@code inet_select_addr} in {@code net/ipv4/devinet.c}). This may be another
     * address.
     */
    boolean isSourceOfRequestsForItself(IpAddress address) {
        for (AddressMessage message : known) {
            IpAddress own = message.own();
            boolean isSource = own != null
                    && own.isIpv4()
                    && !message.flags().has(AddressFlags.SECONDARY)
                    && !message.scope().equals(RouteScope.HOST)
                    && Prefix.containing(own, message.prefixLength()).contains(address);
            if (isSource) {
                return address.equals(own);
            }
        }
        return false;
    }

    /** {@return whether the device has this IPv6 address, and the address is optimistic or not tentative, and has not failed the detection} */
    boolean isUsable(IpAddress address) {
        return flags(address).filter(flags -> !isUnusable(flags)).isPresent();
    }

    /**
     * {@return those of the addresses whose duplicate address detection has not finished or has failed} Optimistic addresses and addresses that the
     * device does not have are left out.
     */
    List<IpAddress> unusable(List<IpAddress> addresses) {
        return addresses.stream()
                .filter(address -> isUnusable(flags(address).orElse(AddressFlags.NONE)))
                .toList();
    }

    private Optional<AddressFlags> flags(IpAddress address) {
        for (AddressMessage message : known) {
            if (address.equals(message.own())) {
                return Optional.of(message.flags());
            }
        }
        return Optional.empty();
    }

    private static boolean isUnusable(AddressFlags flags) {
        boolean tentative = flags.has(AddressFlags.TENTATIVE) && !flags.has(AddressFlags.OPTIMISTIC);
        return tentative || flags.has(AddressFlags.DADFAILED);
    }
}
