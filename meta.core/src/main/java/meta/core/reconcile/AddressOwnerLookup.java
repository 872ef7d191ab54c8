package meta.core.reconcile;

import java.util.Optional;
import meta.netlink.IpAddress;

/** Decides whether a device of the host leads to another pod that has an address. A device leads to a pod if its peer is in the pod's namespace. */
@FunctionalInterface
public interface AddressOwnerLookup {
    /**
     * {@return an error text such as {@code the pod behind cali1 has this address}, if the device leads to another pod, and that pod has the address
     * or its addresses cannot be read; otherwise empty}
     *
     * @param device the name of a device of the host
     * @throws meta.netlink.socket.NetlinkException if a reply does not arrive, or the kernel cannot answer for lack of memory, descriptors or time
     * @throws meta.netlink.message.MalformedMessageException if a reply cannot be decoded
     */
    Optional<String> otherOwner(IpAddress address, String device);
}
