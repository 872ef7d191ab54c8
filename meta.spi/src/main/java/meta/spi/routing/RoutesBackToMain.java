package meta.spi.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import meta.netlink.Family;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.spi.NicTables.OwnTable;
import meta.spi.Plan;
import meta.spi.net.FreeRouteRanks;
import meta.spi.net.Hop;
import meta.spi.net.NamespaceState;
import meta.spi.net.Route;

/** Plans which routes of one address family return from the tables of NICs to the main table when a NIC is deleted. */
final class RoutesBackToMain {
    private final NamespaceState pod;
    private final Family family;

    /**
     * The claimed destinations: those of restored routes, and of routes in the main table that are neither ours nor through the deleted
     * NIC.
     */
    private final Set<Prefix> claimed = new HashSet<>();

    private final FreeRouteRanks ranks;

    /**
     * Creates an object for the deletion of a NIC.
     *
     * @param deleted the name of the NIC
     * @param pod the state of the pod before the routes return
     */
    RoutesBackToMain(String deleted, NamespaceState pod, Family family) {
        this.pod = pod;
        this.family = family;
        this.ranks = FreeRouteRanks.in(pod);
        for (Route route : pod.routes(RouteTable.MAIN)) {
            if (!route.isOurs() && !route.on(deleted)) {
                claimed.add(route.destination());
            }
        }
    }

    /**
     * {@return the plan that copies the routes through the NIC from its own table to the main table, except routes of ours and routes that
     * the main table already has} The NIC accepts default routes from router advertisements again if its table has such a route ({@link
     * AcceptRaDefrtr}).
     */
    Plan all(OwnTable own) {
        return restored(own, Set.of());
    }

    /** {@return the plan of {@link #all}, except for routes that the main table lacks and whose destinations are already claimed} */
    Plan unclaimed(OwnTable own) {
        return restored(own, Set.copyOf(claimed));
    }

    private Plan restored(OwnTable own, Set<Prefix> excluded) {
        List<Plan> plans = new ArrayList<>();
        for (Route route : pod.routes(own.table())) {
            boolean ofNic = route.destination().family().equals(family) && !route.isOurs() && route.on(own.nic());
            Route main = route.withTable(RouteTable.MAIN);
            boolean present = isInMain(main);
            boolean back = ofNic && !present && !excluded.contains(route.destination());
            if (back) {
                plans.add(Plan.ensure(ranks.take(main)));
                claimed.add(route.destination());
            }
            if (back || (ofNic && present)) { // an interrupted DEL may already have restored it
                plans.add(AcceptRaDefrtr.accepted(route, own));
            }
        }
        return Plan.forEach(plans, plan -> plan);
    }

    /** {@return whether a route in the main table has the same destination, metric and TOS, and all these hops (device and gateway)} */
    private boolean isInMain(Route route) {
        return pod.routes(RouteTable.MAIN, route.destination()).stream()
                .filter(known -> known.key().metric() == route.key().metric())
                .filter(known -> known.key().tos() == route.key().tos())
                .anyMatch(known -> route.hops().stream().allMatch(hop -> hasHop(known, hop)));
    }

    private static boolean hasHop(Route route, Hop hop) {
        return route.hops().stream()
                .anyMatch(known ->
                        known.device().equals(hop.device()) && known.gateway().equals(hop.gateway()));
    }
}
