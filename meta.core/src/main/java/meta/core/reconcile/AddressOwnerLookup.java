package meta.core.reconcile;

import java.util.Optional;
import meta.netlink.IpAddress;

/**
 * Decides whether another pod has an address. A device of the host leads to another pod if its peer is in a namespace that is neither the
 * host's nor that of this call's pod.
 */
@FunctionalInterface
public interface AddressOwnerLookup {
    /**
     * {@return an error text such as {@code the pod behind cali1 has this address}, if the device leads to another pod that has the
     * address, or whose addresses cannot be read; otherwise empty}
     *
     * @param device the name of a device of the host
     * @throws meta.netlink.socket.NetlinkException if a reply does not arrive, or the kernel cannot answer for lack of a resource or
     *     because of {@code EIO}
     * @throws meta.netlink.message.MalformedMessageException if a reply cannot be decoded
     */
    Optional<String> otherOwner(IpAddress address, String device);
}
