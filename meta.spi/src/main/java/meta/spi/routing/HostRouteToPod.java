package meta.spi.routing;

import meta.netlink.IpAddress;
import meta.spi.Addressing;
import meta.spi.net.Netns;
import meta.spi.net.Route;

/**
 * Builds the host's route to an address of a pod's NIC.
 *
 * <p>The route to an {@linkplain Addressing#isAssigned assigned} address has a smaller metric than the route to another address. The reason
 * is that a process in a pod can add an assigned address of another pod to its own NIC.
 */
public final class HostRouteToPod {
    private static final int EXTRA_METRIC = 1; // the kernel prefers the smaller metric

    private HostRouteToPod() {}

    /**
     * {@return the host's route to the address through a device that leads to the pod, in the main table and without a preferred source}
     *
     * @param hostEnd the name of the device on the host, such as the host end of the pod's veth pair or the peer of the overlay NIC
     */
    public static Route to(IpAddress address, String hostEnd, Addressing addressing) {
        Route route = Route.to(address.asPrefix(), Netns.HOST, hostEnd);
        return addressing.isAssigned(address) ? route : lessPreferred(route);
    }

    /**
     * {@return whether the route is ours, on the host, to a single address, and has the greater metric of a route to an address that was
     * not assigned} The route may be in any table and use any device.
     */
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
