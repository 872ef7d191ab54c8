package meta.spi.net;

import java.util.List;
import meta.netlink.Attribute;

/**
 * The properties of a route's path ({@code linux/rtnetlink.h RTA_METRICS}).
 *
 * @param mtu the MTU in bytes; 0 for the device's
 * @param others the other metrics ({@code RTAX_}), uninterpreted
 */
public record RouteMetrics(int mtu, List<Attribute> others) {
    public static final RouteMetrics NONE = new RouteMetrics(0, List.of());

    public RouteMetrics {
        others = List.copyOf(others);
    }
}
