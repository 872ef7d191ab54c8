package meta.spi.net;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;

/**
 * Where a route sends a packet next; a multipath route has several ({@code ip route ... nexthop}).
 *
 * @param device the device it leaves by; empty for a hop that has none, such as one of a nexthop object
 * @param gateway the next router; unspecified where the destination is on the link itself
 * @param weight the share of the traffic that this hop takes, 1 to 256
 * @param onlink whether the gateway is treated as reachable on the link even if no route says so ({@code RTNH_F_ONLINK})
 * @param others attributes that are not interpreted, such as an encapsulation
 */
public record Hop(String device, IpAddress gateway, int weight, boolean onlink, List<Attribute> others) {
    public Hop {
        others = List.copyOf(others);
    }

    /** {@return a hop to destinations on the device's own link} */
    public static Hop direct(String device, Family family) {
        return new Hop(device, IpAddress.unspecified(family), 1, false, List.of());
    }

    public Hop via(IpAddress router) {
        return new Hop(device, router, weight, onlink, others);
    }

    /** {@return whether a gateway stands between} */
    public boolean hasGateway() {
        return !gateway.isUnspecified();
    }
}
