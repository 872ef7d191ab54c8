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
                    "Which NICs' default routes leave table main for a table of the NIC's own: decided by the order of names"
                            + " (`-1`), none (`0`), or always (`1`) the new NIC's (`veth`) or the other NICs' (`router`).")
            .atTopLevel();

    /** The number of the first table. */
    public static final Option<Long> MIGRATE_ROUTE_TABLE = Option.of(
                    "migrate_route_table",
                    TableNumber.TYPE,
                    DEFAULT_BASE,
                    "First routing table for NICs in the pod: `net1` gets this table, `net2` the next. The NIC whose default"
                            + " route is in table main has a copy of its routes in the table before it.")
            .atTopLevel();

    /** All of these options. */
    public static final List<Option<?>> ALL = List.of(MIGRATE_ROUTE, MIGRATE_ROUTE_TABLE);

    private RoutingOptions() {}

    private static Migration migration(long number) {
        return number < 0 ? Migration.BY_NAME : number == 0 ? Migration.NEVER : Migration.ALWAYS;
    }
}
