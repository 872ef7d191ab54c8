package meta.spi.net;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;

/** A next hop of a route ({@code ip route ... nexthop}). */
public sealed interface Hop {

    /** {@return a hop with these values} */
    static Hop of(String device, IpAddress gateway, int weight, boolean onlink, List<Attribute> others) {
        return new PlainHop(device, gateway, weight, onlink, others);
    }

    /** {@return a hop to destinations on the device's own link} */
    static Hop direct(String device, Family family) {
        return of(device, IpAddress.unspecified(family), 1, false, List.of());
    }

    default Hop via(IpAddress router) {
        return of(device(), router, weight(), onlink(), others());
    }

    /** {@return whether the hop has a {@link #gateway}} */
    default boolean hasGateway() {
        return !gateway().isUnspecified();
    }

    /** {@return the name of the outgoing device; empty for a hop without one, such as that of a nexthop object} */
    String device();

    /** {@return the next router; unspecified if there is none, or if it has another family, which is then in {@link #others}} */
    IpAddress gateway();

    /** {@return the relative share of the traffic, 1 to 256} */
    int weight();

    /** {@return whether the gateway counts as reachable on the link without a route to it ({@code RTNH_F_ONLINK})} */
    boolean onlink();

    /** {@return uninterpreted attributes, such as an encapsulation or a gateway of another family ({@code RTA_VIA})} */
    List<Attribute> others();
}

record PlainHop(String device, IpAddress gateway, int weight, boolean onlink, List<Attribute> others) implements Hop {
    PlainHop {
        others = List.copyOf(others);
    }
}
