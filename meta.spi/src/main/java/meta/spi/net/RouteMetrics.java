package meta.spi.net;

import java.util.List;
import meta.netlink.Attribute;

/**
 * Properties of a route's path, such as the MTU ({@code linux/rtnetlink.h RTA_METRICS}), except the {@linkplain Route.Key#metric metric}.
 */
public sealed interface RouteMetrics {
    /** No properties: the MTU of the device and the kernel's defaults apply. */
    RouteMetrics NONE = of(0, List.of());

    /**
     * {@return metrics with these values}
     *
     * @param mtu the MTU of the path in bytes; 0 for none
     * @param others the other properties ({@code RTAX_} attributes), without the MTU
     */
    static RouteMetrics of(int mtu, List<Attribute> others) {
        return new PlainRouteMetrics(mtu, others);
    }

    /** {@return the MTU of the path in bytes; 0 if that of the device applies} */
    int mtu();

    /** {@return the other properties ({@code RTAX_} attributes) in the form in which the kernel reports them} */
    List<Attribute> others();
}

record PlainRouteMetrics(int mtu, List<Attribute> others) implements RouteMetrics {
    PlainRouteMetrics {
        others = List.copyOf(others);
    }
}
