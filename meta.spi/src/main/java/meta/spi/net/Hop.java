package meta.spi.net;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;

/**
 * A next hop of a route ({@code ip route ... nexthop}). A multipath route has several.
 *
 * @param device the name of the outgoing device; empty for a hop without one, such as that of a nexthop object
 * @param gateway the next router; unspecified if the destination is on the link
 * @param weight the relative share of the traffic, 1 to 256
 * @param onlink whether the gateway counts as reachable on the link without a route to it ({@code RTNH_F_ONLINK})
 * @param others uninterpreted attributes, such as an encapsulation
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

    /** {@return whether the hop has a gateway} */
    public boolean hasGateway() {
        return !gateway.isUnspecified();
    }
}
