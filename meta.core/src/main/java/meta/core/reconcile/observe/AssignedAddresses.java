package meta.core.reconcile.observe;

import java.util.List;
import java.util.Set;
import meta.netlink.IpAddress;
import meta.spi.net.Address;

/**
 * Addresses and gateways of the NIC in {@code prevResult.ips}.
 *
 * @param addresses the addresses in {@code prevResult.ips}, or a part of them ({@link #without}); the kernel may not have them
 * @param routers all the gateways
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
