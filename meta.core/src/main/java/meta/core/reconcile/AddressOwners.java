package meta.core.reconcile;

import java.util.Optional;
import meta.netlink.IpAddress;

/** Says whether another pod has an address, so that the engine does not replace the node's route to that pod. */
@FunctionalInterface
public interface AddressOwners {
    /**
     * {@return a text that says which other pod has the address, such as {@code the pod behind cali1 has this address}; empty if no other pod has the
     * address}
     *
     * @param address the destination of an existing route of the node
     * @param device the host's device through which the route leads
     * @throws meta.netlink.socket.NetlinkException if the kernel does not answer, or a shortage prevents the answer
     * @throws meta.netlink.message.MalformedMessageException if the answer cannot be decoded
     */
    Optional<String> otherOwner(IpAddress address, String device);
}
