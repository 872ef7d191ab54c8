package meta.spi.routing;

import java.util.List;
import meta.spi.NicTables.Migration;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/** The options that a {@link RoutingType} declares to let the network configuration decide which NICs get tables. */
public final class RoutingOptions {
    private static final long DEFAULT_BASE = 200;

    /** Which NIC's routes leave table main. */
    public static final Option<Migration> MIGRATE_ROUTE = Option.of(
                    "migrate_route",
                    OptionType.wholeNumber(-1, 1).map(RoutingOptions::migration),
                    Migration.BY_NAME,
                    "Which NICs of a pod keep their default route in table main. `-1`: the NIC whose name sorts first"
                            + " (`veth`) or last (`router`). `0`: all NICs. `1`: a NIC that the pod already has (`veth`), or the"
                            + " new NIC (`router`).")
            .atTopLevel();

    /** The number of the first table. */
    public static final Option<Long> MIGRATE_ROUTE_TABLE = Option.of(
                    "migrate_route_table",
                    TableNumber.TYPE,
                    DEFAULT_BASE,
                    "Number of the routing table of `net1` in the pod; `net2` gets the next number. The NIC that"
                            + " keeps its default route in table main also has a table, with the number before this one.")
            .atTopLevel();

    /** All of these options. */
    public static final List<Option<?>> ALL = List.of(MIGRATE_ROUTE, MIGRATE_ROUTE_TABLE);

    private RoutingOptions() {}

    private static Migration migration(long number) {
        return number < 0 ? Migration.BY_NAME : number == 0 ? Migration.NEVER : Migration.ALWAYS;
    }
}
