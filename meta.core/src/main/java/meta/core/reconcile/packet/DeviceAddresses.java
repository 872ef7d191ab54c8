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
record DeviceAddresses(List<AddressMessage> known) {
    DeviceAddresses {
        known = List.copyOf(known);
    }

    /**
     * {@return the present addresses of a device; empty if the device no longer exists}
     *
     * @throws meta.netlink.socket.NetlinkException if the reply does not arrive, or the kernel cannot answer for lack of a resource
     */
    static DeviceAddresses of(EthernetDevice nic, KernelPort kernel) {
        List<AddressMessage> known = new ArrayList<>();
        Reply reply = kernel.dump(nic.netns(), Request.dump(AddressMessage.on(Family.UNSPEC, nic.index())));
        for (AddressMessage message : ReplyMessages.of(AddressMessage.class, reply)) {
            if (message.own() != null) {
                known.add(message);
            }
        }
        return new DeviceAddresses(known);
    }

    /**
     * {@return whether the kernel would use this IPv4 address as the sender of an ARP request for this address} As the sender, the kernel
     * uses the first primary address of the device whose scope is not {@code host} and whose subnet contains the requested address
     * ({@code inet_select_addr} in {@code net/ipv4/devinet.c}). That may be another address than the requested one.
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

    /**
     * {@return whether the device has this IPv6 address, and may use the address: the address has not failed duplicate address detection,
     * and is optimistic or not tentative}
     */
    boolean isUsable(IpAddress address) {
        return flags(address).filter(flags -> !isUnusable(flags)).isPresent();
    }

    /**
     * {@return the addresses from the list whose duplicate address detection has not finished or has failed} The result does not contain
     * optimistic addresses whose detection has not finished, or addresses that the device does not have.
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
