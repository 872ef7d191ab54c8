package meta.spi.net;

import java.util.List;
import meta.netlink.Attribute;

/** The properties of a route's path ({@code linux/rtnetlink.h RTA_METRICS}). */
public final class RouteMetrics {
    public static final RouteMetrics NONE = new RouteMetrics(0, List.of());

    private final int mtu;
    private final List<Attribute> others;

    private RouteMetrics(int mtu, List<Attribute> others) {
        others = List.copyOf(others);
        this.mtu = mtu;
        this.others = others;
    }

    /** {@return a route metrics with these properties, which have methods of the same names} */
    public static RouteMetrics of(int mtu, List<Attribute> others) {
        return new RouteMetrics(mtu, others);
    }

    /** {@return the MTU in bytes; 0 for the device's} */
    public int mtu() {
        return mtu;
    }

    /** {@return the other metrics ({@code RTAX_}), uninterpreted} */
    public List<Attribute> others() {
        return others;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RouteMetrics that && mtu == that.mtu && others.equals(that.others);
    }

    @Override
    public int hashCode() {
        int hash = mtu;
        return 31 * hash + others.hashCode();
    }

    @Override
    public String toString() {
        return "RouteMetrics[mtu=" + mtu + ", others=" + others + "]";
    }
}
