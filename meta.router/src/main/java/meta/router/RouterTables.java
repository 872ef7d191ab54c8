package meta.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.netlink.Family;
import meta.netlink.RouteTable;
import meta.spi.NicTables;
import meta.spi.NicTables.Migration;
import meta.spi.NicTables.OwnTable;
import meta.spi.StepContext;
import meta.spi.net.Rule;
import meta.spi.routing.MainNic;
import meta.spi.routing.NicRanking;
import meta.spi.routing.PodTables;
import meta.spi.routing.RoutingOptions;
import meta.spi.routing.RulePriority;

/**
 * Decides on the tables of a pod's NICs, separately for IPv4 and IPv6. In a pod with several NICs, each NIC gets a table of its own, including the
 * first NIC of the {@link NicRanking}, which keeps the main table. There are two exceptions:
 *
 * <ul>
 *   <li>With {@code migrate_route} 0, no NIC gets a table; only the routes to the hijacked subnets have a table of their own.
 *   <li>Multus may have chosen the NIC that keeps the main table ({@code default-route}).
 * </ul>
 */
record RouterTables(StepContext context) {
    /** {@return the decision; {@link NicTables#table} is the table for the routes to the hijacked subnets} */
    NicTables decide() {
        Migration migration = context.options().get(RoutingOptions.MIGRATE_ROUTE);
        NicRanking ranking = new NicRanking(context, MainNic.LAST, migration);
        List<OwnTable> own = migration == Migration.NEVER
                ? List.of()
                : ranking.tables(
                        family -> ranked(family, ranking),
                        nic -> nic.equals(overlay()) ? hijackedTable() : Optional.empty(),
                        nic -> nic.equals(overlay()) ? context.attachment().ifname() : nic,
                        base());
        return NicTables.of(hijackedTo(own), own, migration);
    }

    private long base() {
        return context.options().get(RoutingOptions.MIGRATE_ROUTE_TABLE);
    }

    private List<String> ranked(Family family, NicRanking ranking) {
        List<String> nics = new ArrayList<>(ranking.of(family));
        chosenByOthers(family, ranking, nics).ifPresent(nic -> {
            nics.remove(nic);
            nics.addFirst(nic);
        });
        return nics;
    }

    /**
     * {@return the NIC that another tool has chosen for the default route; empty if no tool has chosen one} With {@code default-route}, Multus
     * deletes the overlay NIC's default route before this call, and the new NIC's default route after it.
     */
    private Optional<String> chosenByOthers(Family family, NicRanking ranking, List<String> nics) {
        PodTables tables = tables();
        String nic = context.attachment().ifname();
        boolean isNew = tables.lookedUpFrom(ranking.addresses(nic, family)).isEmpty();
        boolean taken = nics.contains(overlay())
                && !tables.hasDefault(overlay(), family, RouteTable.MAIN)
                && tables.ownTable(overlay(), family)
                        .filter(own -> tables.hasDefault(overlay(), family, own.table()))
                        .isEmpty();
        return isNew && taken && context.options().get(RoutingOptions.MIGRATE_ROUTE) == Migration.BY_NAME
                ? nics.stream()
                        .filter(other -> !other.equals(nic) && tables.hasDefault(other, family, RouteTable.MAIN))
                        .findFirst()
                : Optional.empty();
    }

    /** {@return the table for the routes to the hijacked subnets, which also exists if the overlay NIC keeps the main table} */
    private RouteTable hijackedTo(List<OwnTable> own) {
        String overlay = overlay();
        for (OwnTable entry : own) {
            if (entry.nic().equals(overlay)) {
                return entry.table();
            }
        }
        return hijackedTable()
                .orElseGet(() -> tables().choose(overlay, context.attachment().ifname(), base(), Set.of()));
    }

    /** {@return the table that rules of an earlier call select for the hijacked subnets} */
    private Optional<RouteTable> hijackedTable() {
        for (Rule rule : tables().pod().rules()) {
            boolean selects = rule.isOurs() && rule.key().priority() == RulePriority.TO;
            if (selects && context.addressing().hijacked().contains(rule.key().to())) {
                return Optional.of(rule.key().table());
            }
        }
        return Optional.empty();
    }

    private PodTables tables() {
        return new PodTables(context.snapshot().pod());
    }

    private String overlay() {
        return context.options().get(OverlayNic.INTERFACE);
    }
}
