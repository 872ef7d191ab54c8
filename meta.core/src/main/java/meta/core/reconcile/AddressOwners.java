package meta.core.reconcile;

import java.util.Optional;
import meta.netlink.IpAddress;

/** Says whether another pod has an address, so that the engine does not replace the node's route to that pod. */
@FunctionalInterface
public interface AddressOwners {
    /**
     * {@return who has the address, such as {@code the pod behind cali1 has this address}; empty if no other pod has it}
     *
     * @param address the destination of a route of the node
     * @param device the host's device through which the existing route leads
     * @throws meta.netlink.socket.NetlinkException if the kernel does not answer
     * @throws meta.netlink.message.MalformedMessageException if its answer cannot be read
     */
    Optional<String> otherOwner(IpAddress address, String device);
}
