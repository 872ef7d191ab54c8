package meta.spi.net;

import java.util.List;
import meta.netlink.Attribute;

/** The properties of a route's path ({@code linux/rtnetlink.h RTA_METRICS}). */
public sealed interface RouteMetrics {
    RouteMetrics NONE = of(0, List.of());

    /** {@return metrics with these values} */
    static RouteMetrics of(int mtu, List<Attribute> others) {
        return new PlainRouteMetrics(mtu, others);
    }

    /** {@return the MTU in bytes; 0 for the device's} */
    int mtu();

    /** {@return the other metrics ({@code RTAX_}), uninterpreted} */
    List<Attribute> others();
}

record PlainRouteMetrics(int mtu, List<Attribute> others) implements RouteMetrics {
    PlainRouteMetrics {
        others = List.copyOf(others);
    }
}
