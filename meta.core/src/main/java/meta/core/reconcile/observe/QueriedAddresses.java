package meta.core.reconcile.observe;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import meta.netlink.IpAddress;
import meta.spi.net.Address;

/**
 * The addresses of a pod that the host is asked about, at most twice as many as a NIC may have: a pod decides how many addresses it has.
 *
 * <p>What the host was not asked about cannot be told from another pod's, so it is never served.
 */
final class QueriedAddresses {
    private static final int MOST = 2 * PodAddressChoice.MOST;

    private final Set<IpAddress> addresses;

    /**
     * @param assigned addresses that are always asked about
     */
    QueriedAddresses(Collection<IpAddress> assigned) {
        addresses = new LinkedHashSet<>(assigned);
    }

    /** Adds an address of the NIC, if there is room and it would be {@linkplain Address#isLasting lasting}. */
    void add(Address onNic) {
        if (onNic.isLasting() && addresses.size() < MOST) {
            addresses.add(onNic.address());
        }
    }

    boolean contains(IpAddress address) {
        return addresses.contains(address);
    }

    Set<IpAddress> set() {
        return addresses;
    }
}
