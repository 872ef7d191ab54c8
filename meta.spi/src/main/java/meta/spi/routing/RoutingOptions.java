package meta.spi.routing;

import java.util.List;
import meta.spi.NicTables.Migration;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/** Options for a {@link RoutingType}, with which the user chooses the main NIC and the numbers of the tables. */
public final class RoutingOptions {
    private static final long DEFAULT_BASE = 200;

    /** The rule that chooses which NIC's routes stay in the main table. */
    public static final Option<Migration> MIGRATE_ROUTE = Option.of(
                    "migrate_route",
                    OptionType.wholeNumber(-1, 1).map(RoutingOptions::migration),
                    Migration.BY_NAME,
                    "Which default routes stay in the pod's main table. `-1`: one. If exactly one NIC has a default"
                            + " route in the main table, that route stays. Otherwise, the NIC whose name sorts first (`veth`) or"
                            + " last (`router`) keeps its route. Candidates are the NICs with a default route in the main table"
                            + " or, if there are none, all NICs. `0`: all. `1`: with `veth`, the new NIC's default route moves"
                            + " to the NIC's own table, and the route of an earlier NIC stays. With `router`, the new NIC's"
                            + " route stays.")
            .atTopLevel();

    /** The number of the first table of a NIC. */
    public static final Option<Long> MIGRATE_ROUTE_TABLE = Option.of(
                    "migrate_route_table",
                    TableNumber.TYPE,
                    DEFAULT_BASE,
                    "If the pod has several NICs and `migrate_route` is not `0`, each NIC gets a routing table of its"
                            + " own in the pod. This is the number of the first table. `veth` gives it to `net1`, and the next"
                            + " number to `net2`; `router` gives it to the overlay NIC. The NIC that keeps its default route in"
                            + " the main table gets the next free number below this one, by default 199. With `migrate_route`"
                            + " `-1`, the NIC whose name sorts first (`veth`) or last (`router`) gets that number, even if"
                            + " another NIC keeps its route.")
            .atTopLevel();

    /** All options of this class. */
    public static final List<Option<?>> ALL = List.of(MIGRATE_ROUTE, MIGRATE_ROUTE_TABLE);

    private RoutingOptions() {}

    private static Migration migration(long number) {
        return number < 0 ? Migration.BY_NAME : number == 0 ? Migration.NEVER : Migration.ALWAYS;
    }
}
