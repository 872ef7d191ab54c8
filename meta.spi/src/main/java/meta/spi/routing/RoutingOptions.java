package meta.spi.routing;

import java.util.List;
import meta.spi.NicTables.Migration;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/** Options for a {@link RoutingType}. */
public final class RoutingOptions {
    private static final long DEFAULT_BASE = 200;

    /** The NICs whose default routes stay in the main table. */
    public static final Option<Migration> MIGRATE_ROUTE = Option.of(
                    "migrate_route",
                    OptionType.wholeNumber(-1, 1).map(RoutingOptions::migration),
                    Migration.BY_NAME,
                    "Which NIC keeps its default routes in the pod's main table, if several NICs have default routes"
                            + " there. With `-1`, it is the NIC whose name sorts first (`veth`) or last (`router`). With"
                            + " `router`, a NIC that Multus has already chosen (`default-route` in the pod's annotation) takes"
                            + " precedence. With `0`, all NICs keep them. With `1`, it is the NIC of this ADD (`router`), or"
                            + " the NIC whose name sorts first among the others (`veth`).")
            .atTopLevel();

    /** The number from which the tables of the NICs are counted. */
    public static final Option<Long> MIGRATE_ROUTE_TABLE = Option.of(
                    "migrate_route_table",
                    TableNumberRange.TYPE,
                    DEFAULT_BASE,
                    "The number of the first routing table of NICs in the pod. If the pod has several NICs and"
                            + " `migrate_route` is not `0`, each NIC gets a table of its own. `veth` gives the first number to"
                            + " `net1`, and the next one to `net2`; `router` gives it to the overlay NIC. One NIC of the pod"
                            + " gets a number below `migrate_route_table`, by default 199; `ip rule` in the pod shows which"
                            + " one.")
            .atTopLevel();

    /** All options of this class. */
    public static final List<Option<?>> ALL = List.of(MIGRATE_ROUTE, MIGRATE_ROUTE_TABLE);

    private RoutingOptions() {}

    private static Migration migration(long number) {
        return number < 0 ? Migration.BY_NAME : number == 0 ? Migration.NEVER : Migration.ALWAYS;
    }
}
