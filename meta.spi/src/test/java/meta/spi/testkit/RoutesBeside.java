package meta.spi.testkit;

import java.util.Optional;
import meta.netlink.IpAddress;
import meta.spi.net.Hop;
import meta.spi.net.NamespaceState;
import meta.spi.net.Route;

/**
 * Routes with different next hops that are equal in all attributes by which the kernel distinguishes routes; the kernel stores all of them.
 */
record RoutesBeside(NamespaceState state) {
    private record Way(String device, IpAddress gateway) {}

    /** {@return the route with the rank of the route with the same next hops, or else with the next free rank} */
    Route ranked(Route route, int least) {
        Route ranked = route.withRank(least);
        while (at(ranked).filter(there -> !leadsAlike(there, route)).isPresent()) {
            ranked = ranked.withRank(ranked.key().rank() + 1);
        }
        return ranked;
    }

    /** {@return the route of any rank with the same next hops} */
    Optional<Route> find(Route route) {
        return at(ranked(route, 0));
    }

    private Optional<Route> at(Route place) {
        return state.find(place.key()).map(Route.class::cast);
    }

    private static boolean leadsAlike(Route one, Route other) {
        return one.hops().stream()
                .map(RoutesBeside::way)
                .toList()
                .equals(other.hops().stream().map(RoutesBeside::way).toList());
    }

    private static Way way(Hop hop) {
        return new Way(hop.device(), hop.gateway());
    }
}
