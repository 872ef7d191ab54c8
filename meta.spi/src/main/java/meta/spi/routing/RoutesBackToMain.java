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

/** The routes that the main table gets from the tables of NICs when a NIC is deleted. */
final class RoutesBackToMain {
    private final NamespaceState pod;
    private final Family family;

    /** The destinations of other programs' routes in the main table through NICs that stay. */
    private final Set<Prefix> claimed = new HashSet<>();

    /** A restored route comes after the routes that the main table already has for its destination. */
    private final FreeRouteRanks ranks;

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
     * {@return the plan that restores the NIC's routes of other programs} If one of them is an advertised default route, the plan also accepts
     * further ones ({@link AcceptRaDefrtr}).
     */
    Plan all(OwnTable own) {
        return restored(own, Set.of());
    }

    /** {@return the plan that restores, as {@link #all}, only routes to destinations that the main table reaches through no other NIC} */
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
            if (back || (ofNic && present)) { // the main table already has the route if an earlier DEL was interrupted
                plans.add(AcceptRaDefrtr.accepted(route, own));
            }
        }
        return Plan.forEach(plans, plan -> plan);
    }

    /** {@return whether the main table has the route; the kernel merges IPv6 routes with the same metric into one with several hops} */
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
