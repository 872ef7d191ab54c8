package meta.spi.testkit;

import java.util.Optional;
import meta.netlink.IpAddress;
import meta.spi.net.Hop;
import meta.spi.net.NamespaceState;
import meta.spi.net.Route;

/** Chooses ranks for routes that differ only in their next hops. The kernel keeps all of these routes. */
record RouteRanks(NamespaceState state) {
    private record NextHop(String device, IpAddress gateway) {}

    /**
     * {@return the route with the rank of an existing route that has the same next hops, or else with the smallest free rank that is at
     * least {@code least}}
     */
    Route ranked(Route route, int least) {
        Route ranked = route.withRank(least);
        while (at(ranked).filter(there -> !hasSameNextHops(there, route)).isPresent()) {
            ranked = ranked.withRank(ranked.key().rank() + 1);
        }
        return ranked;
    }

    /** {@return the existing route with the same next hops and any rank; empty if there is none} */
    Optional<Route> find(Route route) {
        return at(ranked(route, 0));
    }

    private Optional<Route> at(Route place) {
        return state.find(place.key()).map(Route.class::cast);
    }

    private static boolean hasSameNextHops(Route one, Route other) {
        return one.hops().stream()
                .map(RouteRanks::nextHop)
                .toList()
                .equals(other.hops().stream().map(RouteRanks::nextHop).toList());
    }

    private static NextHop nextHop(Hop hop) {
        return new NextHop(hop.device(), hop.gateway());
    }
}
