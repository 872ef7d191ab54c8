package meta.spi.net;

import java.util.List;
import meta.netlink.Attribute;

/**
 * What TCP and others are told about a path ({@code linux/rtnetlink.h RTA_METRICS}).
 *
 * @param mtu the largest packet in bytes; 0 where the device's own holds
 * @param others the other metrics ({@code RTAX_}) as they came
 */
public record RouteMetrics(int mtu, List<Attribute> others) {
    public static final RouteMetrics NONE = new RouteMetrics(0, List.of());

    public RouteMetrics {
        others = List.copyOf(others);
    }
}
