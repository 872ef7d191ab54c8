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
 * Decides which routing table each NIC of a pod gets, separately for IPv4 and IPv6. A NIC gets a table of its own for a family if the NIC
 * has an address of the family, at least two NICs of the pod have one, and the NIC of the call has one. The routes of the first NIC in the
 * {@link NicRanking} are also in the main table. If {@code migrate_route} is 0, no NIC gets a table of its own.
 */
record VethNicTableChoice(StepContext context) {

    /**
     * {@return the tables of the NICs} {@link NicTables#table} is the table of the call's NIC. If the NIC has a table for each family, it is
     * the one for IPv4. If the NIC has no table of its own, it is the main table.
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
