package meta.spi.net;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;

/** A next hop of a route ({@code ip route ... nexthop}). A multipath route has several. */
public final class Hop {
    private final String device;
    private final IpAddress gateway;
    private final int weight;
    private final boolean onlink;
    private final List<Attribute> others;

    private Hop(String device, IpAddress gateway, int weight, boolean onlink, List<Attribute> others) {
        others = List.copyOf(others);
        this.device = device;
        this.gateway = gateway;
        this.weight = weight;
        this.onlink = onlink;
        this.others = others;
    }

    /** {@return a hop with these properties, which have methods of the same names} */
    public static Hop of(String device, IpAddress gateway, int weight, boolean onlink, List<Attribute> others) {
        return new Hop(device, gateway, weight, onlink, others);
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

    /** {@return the name of the outgoing device; empty for a hop without one, such as that of a nexthop object} */
    public String device() {
        return device;
    }

    /** {@return the next router; unspecified if the destination is on the link} */
    public IpAddress gateway() {
        return gateway;
    }

    /** {@return the relative share of the traffic, 1 to 256} */
    public int weight() {
        return weight;
    }

    /** {@return whether the gateway counts as reachable on the link without a route to it ({@code RTNH_F_ONLINK})} */
    public boolean onlink() {
        return onlink;
    }

    /** {@return uninterpreted attributes, such as an encapsulation} */
    public List<Attribute> others() {
        return others;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hop that
                && device.equals(that.device)
                && gateway.equals(that.gateway)
                && weight == that.weight
                && onlink == that.onlink
                && others.equals(that.others);
    }

    @Override
    public int hashCode() {
        int hash = device.hashCode();
        hash = 31 * hash + gateway.hashCode();
        hash = 31 * hash + weight;
        hash = 31 * hash + Boolean.hashCode(onlink);
        return 31 * hash + others.hashCode();
    }

    @Override
    public String toString() {
        return "Hop[device=" + device + ", gateway=" + gateway + ", weight=" + weight + ", onlink=" + onlink
                + ", others=" + others + "]";
    }
}
