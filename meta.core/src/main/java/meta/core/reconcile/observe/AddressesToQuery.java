package meta.core.reconcile.observe;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import meta.netlink.IpAddress;
import meta.spi.net.Address;

/**
 * The addresses of a pod for which the host's routes and neighbours are queried: the assigned addresses, and others until the set
 * contains {@value #MOST}. A call must not plan routes for other addresses, because the snapshot does not show whether another pod has them.
 */
final class AddressesToQuery {
    private static final int MOST = 2 * PodAddressChoice.MOST;

    private final Set<IpAddress> addresses;

    AddressesToQuery(Collection<IpAddress> assigned) {
        addresses = new LinkedHashSet<>(assigned);
    }

    /** Adds an address if it is {@linkplain Address#isLasting lasting} and the limit is not reached. */
    void add(Address onNic) {
        if (onNic.isLasting() && addresses.size() < MOST) {
            addresses.add(onNic.address());
        }
    }

    boolean contains(IpAddress address) {
        return addresses.contains(address);
    }

    /** {@return the addresses, the assigned addresses first; later additions change the returned set} */
    Set<IpAddress> set() {
        return addresses;
    }
}
