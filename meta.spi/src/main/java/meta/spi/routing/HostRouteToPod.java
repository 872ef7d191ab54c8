package meta.spi.routing;

import meta.netlink.IpAddress;
import meta.spi.Addressing;
import meta.spi.net.Netns;
import meta.spi.net.Route;

/**
 * The host's route to an address of a pod's NIC.
 *
 * <p>The metric of a route to an assigned address is lower than that of a route to an unassigned one, so a process in a pod cannot take over an
 * address by adding it to a NIC.
 */
public final class HostRouteToPod {
    private static final int EXTRA_METRIC = 1; // the kernel prefers the smaller metric

    private HostRouteToPod() {}

    /** {@return the route in the main table through the host end, without a preferred source} */
    public static Route to(IpAddress address, String hostEnd, Addressing addressing) {
        Route route = Route.to(address.asPrefix(), Netns.HOST, hostEnd);
        return addressing.isAssigned(address) ? route : lessPreferred(route);
    }

    /** {@return whether the route is one of ours to an address that was not assigned} */
    public static boolean isOfUnassigned(Route route) {
        return route.isOurs()
                && route.netns() == Netns.HOST
                && route.destination().isSingle()
                && route.key().metric()
                        == lessPreferred(Route.to(route.destination(), Netns.HOST, ""))
                                .key()
                                .metric();
    }

    private static Route lessPreferred(Route route) {
        return route.withMetric(route.key().metric() + EXTRA_METRIC);
    }
}
