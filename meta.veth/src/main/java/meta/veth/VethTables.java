package meta.veth;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import meta.netlink.RouteTable;
import meta.spi.NicTables;
import meta.spi.NicTables.Migration;
import meta.spi.NicTables.OwnTable;
import meta.spi.StepContext;
import meta.spi.routing.MainNic;
import meta.spi.routing.NicRanking;
import meta.spi.routing.RoutingOptions;

/**
 * Decides which tables the NICs of a pod have. The one that comes first in the order of names keeps main, whatever the order of the
 * calls. A NIC that has once got a table keeps it.
 *
 * @param context what is, and the options of the type
 */
record VethTables(StepContext context) {

    NicTables decide() {
        Migration migration = context.options().get(RoutingOptions.MIGRATE_ROUTE);
        String nic = context.attachment().ifname();
        NicRanking ranking = new NicRanking(context, MainNic.FIRST, migration);
        List<OwnTable> own = migration == Migration.NEVER
                ? List.of()
                : ranking.tables(
                        ranking::of,
                        _ -> Optional.empty(),
                        UnaryOperator.identity(),
                        context.options().get(RoutingOptions.MIGRATE_ROUTE_TABLE));
        RouteTable table = own.stream()
                .filter(entry -> entry.nic().equals(nic))
                .map(OwnTable::table)
                .findFirst()
                .orElse(RouteTable.MAIN);
        return new NicTables(table, own, migration);
    }
}
