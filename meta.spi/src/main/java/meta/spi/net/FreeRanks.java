package meta.spi.net;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Gives new routes ranks of their own: others may be for the same destination and only lead elsewhere (see
 * {@link Route.Key}). Where many are for one destination, each rank is looked at once.
 */
public final class FreeRanks {
    private final Predicate<Route.Key> taken;
    private final Map<Route.Key, Integer> next = new HashMap<>();

    private FreeRanks(Predicate<Route.Key> taken) {
        this.taken = taken;
    }

    /** {@return the ranks that no route of the state has} */
    public static FreeRanks in(NamespaceState state) {
        return new FreeRanks(key -> state.find(key).isPresent());
    }

    /** {@return the ranks of a namespace that has no routes} */
    public static FreeRanks all() {
        return new FreeRanks(_ -> false);
    }

    /** {@return the route with the first free rank, which is not free any more} */
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
