package meta.spi.net;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Chooses ranks for new routes ({@link Route.Key}). The cost is proportional to the number of routes. */
public final class FreeRouteRanks {
    private final Predicate<Route.Key> taken;
    private final Map<Route.Key, Integer> next = new HashMap<>();

    private FreeRouteRanks(Predicate<Route.Key> taken) {
        this.taken = taken;
    }

    /** {@return the ranks that no route of the namespace has} */
    public static FreeRouteRanks in(NamespaceState state) {
        return new FreeRouteRanks(key -> state.find(key).isPresent());
    }

    /** {@return the ranks of a namespace without routes} */
    public static FreeRouteRanks all() {
        return new FreeRouteRanks(_ -> false);
    }

    /** {@return the route with the first free rank; the rank is then taken} */
    public Route take(Route route) {
        Route.Key first = route.withRank(0).key();
        Route placed = route.withRank(next.getOrDefault(first, 0));
        while (taken.test(placed.key())) {
            placed = placed.withRank(placed.key().rank() + 1);
        }
        next.put(first, placed.key().rank() + 1);
        return placed;
    }
}
