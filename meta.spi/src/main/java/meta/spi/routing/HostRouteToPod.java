package meta.spi.routing;

import meta.netlink.IpAddress;
import meta.spi.Addressing;
import meta.spi.net.Netns;
import meta.spi.net.Route;

/**
 * Builds the host's route to an address of a pod's NIC.
 *
 * <p>The route to an address that was assigned to the NIC (in {@code prevResult}) has a smaller metric than the route to an address that
 * was not. This keeps a process in a pod from taking over an assigned address of another pod by adding the address to its own NIC. But if
 * {@code prevResult} lists no address of the NIC, all addresses of the NIC count as assigned.
 */
public final class HostRouteToPod {
    private static final int EXTRA_METRIC = 1; // the kernel prefers the smaller metric

    private HostRouteToPod() {}

    /**
     * {@return the host's route to the address through a device that leads to the pod, in the main table and without a preferred source}
     *
     * @param hostEnd the name of the device on the host, such as the host end of the pod's veth pair or the peer of the overlay NIC
     * @param addressing the addresses of the call, which tell whether the address was assigned
     */
    public static Route to(IpAddress address, String hostEnd, Addressing addressing) {
        Route route = Route.to(address.asPrefix(), Netns.HOST, hostEnd);
        return addressing.isAssigned(address) ? route : lessPreferred(route);
    }

    /**
     * {@return whether the route looks like one that this class builds for an address that was not assigned: a route of ours on the host,
     * to a single address, with the greater metric} The route may be in any table and use any device.
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
