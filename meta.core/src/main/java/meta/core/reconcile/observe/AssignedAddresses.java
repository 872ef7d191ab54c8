package meta.core.reconcile.observe;

import java.util.List;
import meta.netlink.IpAddress;
import meta.spi.net.Address;

/**
 * What {@code prevResult.ips} says of the NIC.
 *
 * @param addresses its addresses
 * @param routers the gateways of their subnets
 */
public record AssignedAddresses(List<Address> addresses, List<IpAddress> routers) {
    public static final AssignedAddresses NOTHING = new AssignedAddresses(List.of(), List.of());

    public AssignedAddresses {
        addresses = List.copyOf(addresses);
        routers = List.copyOf(routers);
    }
}
