package meta.core.reconcile.observe;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import meta.netlink.IpAddress;
import meta.spi.net.Address;

/**
 * The addresses of a pod for which the host's routes and neighbours are queried: all assigned addresses, and other addresses until the set
 * contains {@value #MOST}. A call must not plan routes for an address that was not queried, because another pod may have the address.
 */
final class QueriedAddresses {
    private static final int MOST = 2 * PodAddressChoice.MOST;

    private final Set<IpAddress> addresses;

    QueriedAddresses(Collection<IpAddress> assigned) {
        addresses = new LinkedHashSet<>(assigned);
    }

    /** Adds an address of a device of the pod, if the address is {@linkplain Address#isLasting lasting} and the limit is not reached. */
    void add(Address onNic) {
        if (onNic.isLasting() && addresses.size() < MOST) {
            addresses.add(onNic.address());
        }
    }

    /** {@return whether the host's routes and neighbours are queried for the address} */
    boolean contains(IpAddress address) {
        return addresses.contains(address);
    }

    /** {@return the addresses, the assigned addresses first; later additions change the returned set} */
    Set<IpAddress> set() {
        return addresses;
    }
}
