package meta.core.reconcile.observe;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import meta.netlink.IpAddress;
import meta.spi.net.Address;

/**
 * The addresses of a pod about which the kernel is asked on the host. Because a pod determines how many addresses it has, there are at most
 * {@value #MOST} of them, or all assigned addresses if these are more.
 *
 * <p>An address about which the kernel was not asked may be another pod's, so it is never served.
 */
final class QueriedAddresses {
    private static final int MOST = 2 * PodAddressChoice.MOST;

    private final Set<IpAddress> addresses;

    /** @param assigned the addresses about which the kernel is always asked */
    QueriedAddresses(Collection<IpAddress> assigned) {
        addresses = new LinkedHashSet<>(assigned);
    }

    /** Adds an address of the NIC if it is {@linkplain Address#isLasting lasting} and the limit is not reached. */
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
