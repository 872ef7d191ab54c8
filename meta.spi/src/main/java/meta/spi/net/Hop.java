package meta.spi.net;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;

/** A next hop of a route ({@code ip route ... nexthop}). Immutable. */
public sealed interface Hop {

    /** {@return a hop with these values} */
    static Hop of(String device, IpAddress gateway, int weight, boolean onlink, List<Attribute> others) {
        return new PlainHop(device, gateway, weight, onlink, others);
    }

    /** {@return a hop for destinations that the device reaches without a router} */
    static Hop direct(String device, Family family) {
        return of(device, IpAddress.unspecified(family), 1, false, List.of());
    }

    /** {@return a copy with this router as its gateway} */
    default Hop via(IpAddress router) {
        return of(device(), router, weight(), onlink(), others());
    }

    /** {@return whether {@link #gateway} is specified; false also if a gateway is only in {@link #others}} */
    default boolean hasGateway() {
        return !gateway().isUnspecified();
    }

    /** {@return the name of the outgoing device; empty if the hop names none} */
    String device();

    /**
     * {@return the address of the next router; unspecified if there is none}
     *
     * <p>A router of another family than the destination's is in {@link #others} instead.
     */
    IpAddress gateway();

    /** {@return the share of the traffic relative to the other hops of the route, 1 to 256} */
    int weight();

    /** {@return whether the kernel treats the gateway as directly reachable even without a route to it ({@code RTNH_F_ONLINK})} */
    boolean onlink();

    /**
     * {@return attributes that this class does not interpret, such as an encapsulation, or a gateway of another family ({@code RTA_VIA})}
     */
    List<Attribute> others();
}

record PlainHop(String device, IpAddress gateway, int weight, boolean onlink, List<Attribute> others) implements Hop {
    PlainHop {
        others = List.copyOf(others);
    }
}
