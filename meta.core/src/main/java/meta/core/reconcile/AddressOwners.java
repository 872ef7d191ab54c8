package meta.core.reconcile;

import java.util.Optional;
import meta.netlink.IpAddress;

/** Finds the other pod that has an address. */
@FunctionalInterface
public interface AddressOwners {
    /**
     * {@return an error text about the other pod behind the device, such as {@code the pod behind cali1 has this address}; empty if it does not have
     * the address}
     *
     * @throws meta.netlink.socket.NetlinkException if the replies do not arrive, or a shortage prevents the answer
     * @throws meta.netlink.message.MalformedMessageException if the answer cannot be decoded
     */
    Optional<String> otherOwner(IpAddress address, String device);
}
