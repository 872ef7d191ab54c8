package meta.core.reconcile.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.kernel.KernelPort;
import meta.core.kernel.MessagesInReplies;
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
     * {@return the present addresses of a device; none if the device no longer exists}
     *
     * @throws meta.netlink.socket.NetlinkException as for {@link EthernetDevice#find}
     * @throws meta.netlink.message.MalformedMessageException as for {@link EthernetDevice#find}
     */
    static DeviceAddresses of(EthernetDevice nic, KernelPort kernel) {
        List<AddressMessage> known = new ArrayList<>();
        Reply reply = kernel.dump(nic.netns(), Request.dump(AddressMessage.on(Family.UNSPEC, nic.index())));
        for (AddressMessage message : MessagesInReplies.of(AddressMessage.class, reply)) {
            if (message.own() != null) {
                known.add(message);
            }
        }
        return new DeviceAddresses(known);
    }

    /**
     * {@return whether the kernel would use this IPv4 address as the sender of an ARP request for this address, if no address of the device
     * has a peer} The kernel may choose another address of the device ({@code inet_select_addr} in {@code net/ipv4/devinet.c}).
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

    /** {@return whether the device has this IPv6 address, and duplicate address detection permits to announce it} */
    boolean isUsable(IpAddress address) {
        return flags(address).filter(flags -> !isUnusable(flags)).isPresent();
    }

    /**
     * {@return the addresses from the list that the device has, but that duplicate address detection does not permit to announce} They
     * include optimistic addresses: an announcement would replace the neighbour entries for an owner of the address (RFC 4429 3.3).
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
        return flags.has(AddressFlags.TENTATIVE) || flags.has(AddressFlags.DADFAILED);
    }
}
