package meta.core.reconcile.observe;

import java.util.List;
import java.util.Set;
import meta.netlink.IpAddress;
import meta.spi.net.Address;

/**
 * The addresses that earlier plugins of the chain have assigned to the NIC ({@code prevResult.ips}).
 *
 * @param addresses the addresses; the kernel may not have them yet
 * @param routers the gateways in the same entries
 */
public record AssignedAddresses(List<Address> addresses, List<IpAddress> routers) {
    public static final AssignedAddresses NOTHING = new AssignedAddresses(List.of(), List.of());

    /** {@return a copy without these addresses, but with the gateways} */
    public AssignedAddresses without(Set<IpAddress> others) {
        return new AssignedAddresses(
                addresses.stream()
                        .filter(assigned -> !others.contains(assigned.address()))
                        .toList(),
                routers);
    }

    public AssignedAddresses {
        addresses = List.copyOf(addresses);
        routers = List.copyOf(routers);
    }
}
