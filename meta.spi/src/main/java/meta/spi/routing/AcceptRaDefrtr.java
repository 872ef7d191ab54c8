package meta.spi.routing;

import meta.netlink.Family;
import meta.netlink.RouteProtocol;
import meta.spi.NicTables.OwnTable;
import meta.spi.Plan;
import meta.spi.Question;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.SysctlValue;

/**
 * Plans values of the sysctl {@code accept_ra_defrtr}: whether the kernel adds default routes from IPv6 router advertisements. After such a
 * route has left the main table, the next advertisement would add it again (RFC 4861 6.3.4).
 */
final class AcceptRaDefrtr {
    private AcceptRaDefrtr() {}

    static Question question(String nic) {
        return new Question.Sysctls(Netns.POD, path(nic));
    }

    /**
     * {@return the plan that sets the sysctl of the table's NIC to 0; empty if the route is not an IPv6 default route from a router
     * advertisement}
     */
    static Plan ignored(Route route, OwnTable own) {
        return set(route, own, "0");
    }

    /** {@return the plan that sets the sysctl to 1; empty as for {@link #ignored}} */
    static Plan accepted(Route route, OwnTable own) {
        return set(route, own, "1");
    }

    private static Plan set(Route route, OwnTable own, String value) {
        boolean advertised = route.destination().isAll()
                && own.family().equals(Family.IPV6)
                && route.protocol().equals(RouteProtocol.RA);
        return advertised ? Plan.ensure(SysctlValue.of(Netns.POD, path(own.nic()), value)) : Plan.NOTHING;
    }

    private static String path(String nic) {
        return SysctlValue.ipv6(nic, "accept_ra_defrtr");
    }
}
