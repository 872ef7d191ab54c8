package meta.spi.net;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Chooses {@linkplain Route.Key#rank ranks} for new routes, so that their keys differ. Not thread-safe. */
public final class FreeRouteRanks {
    private final Predicate<Route.Key> taken;
    private final Map<Route.Key, Integer> next = new HashMap<>();

    private FreeRouteRanks(Predicate<Route.Key> taken) {
        this.taken = taken;
    }

    /** {@return an object that chooses no key of a route in this state} */
    public static FreeRouteRanks in(NamespaceState state) {
        return new FreeRouteRanks(key -> state.find(key).isPresent());
    }

    /** {@return an object that chooses ranks for a namespace without routes} */
    public static FreeRouteRanks all() {
        return new FreeRouteRanks(_ -> false);
    }

    /** {@return a copy of the route with the smallest free rank, whatever its rank was} The rank of the copy is then no longer free. */
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
