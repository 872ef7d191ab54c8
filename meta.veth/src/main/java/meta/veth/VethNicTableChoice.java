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
 * Decides which routing table each NIC of a pod gets, separately for IPv4 and IPv6. The NICs in the {@link NicRanking} get tables of their
 * own, unless {@code migrate_route} is 0. The first of them keeps the main table.
 */
record VethNicTableChoice(StepContext context) {

    /**
     * {@return the tables of the NICs} {@link NicTables#table} is a table that the call's NIC has of its own, preferably for IPv4, or else
     * the main table.
     */
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
        return NicTables.of(table, own, migration);
    }
}
