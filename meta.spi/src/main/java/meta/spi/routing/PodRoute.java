package meta.spi.routing;

import meta.netlink.IpAddress;
import meta.spi.Addressing;
import meta.spi.net.Netns;
import meta.spi.net.Route;

/**
 * The host's route to an address of a pod's NIC.
 *
 * <p>The route to an address that was assigned goes before that to an address that a NIC has got by itself: of two pods that have the
 * same address, the host reaches the one that it was assigned to. So no pod can keep an address from another by adding it to its NIC.
 */
public final class PodRoute {
    private static final int BEHIND = 1; // a larger metric is a lesser priority

    private PodRoute() {}

    /** {@return the route, in table main, by the host's device that leads to the pod} */
    public static Route to(IpAddress address, String hostEnd, Addressing addressing) {
        Route route = Route.to(address.asPrefix(), Netns.HOST, hostEnd);
        return addressing.isAssigned(address) ? route : behind(route);
    }

    /** {@return whether a route of ours is one to an address that was not assigned} */
    public static boolean isOfUnassigned(Route route) {
        return route.isOurs()
                && route.netns() == Netns.HOST
                && route.destination().isSingle()
                && route.key().metric()
                        == behind(Route.to(route.destination(), Netns.HOST, ""))
                                .key()
                                .metric();
    }

    private static Route behind(Route route) {
        return route.withMetric(route.key().metric() + BEHIND);
    }
}
