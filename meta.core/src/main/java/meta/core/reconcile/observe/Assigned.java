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
public record Assigned(List<Address> addresses, List<IpAddress> routers) {
    public static final Assigned NOTHING = new Assigned(List.of(), List.of());

    public Assigned {
        addresses = List.copyOf(addresses);
        routers = List.copyOf(routers);
    }
}
