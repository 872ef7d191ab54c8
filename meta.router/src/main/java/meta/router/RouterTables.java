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
 * Decides which routing table each NIC of a pod gets, separately for IPv4 and IPv6. In a pod with several NICs, each NIC gets a table of its own. The
 * routes of the first NIC in the {@link NicRanking} are also in the main table. There are two exceptions:
 *
 * <ul>
 *   <li>If {@code migrate_route} is 0, no NIC gets a table of its own. Only the routes to the hijacked subnets, which the pod reaches through the
 *       overlay NIC, are in a separate table.
 *   <li>If {@code migrate_route} is -1 and Multus has chosen a NIC for the default route ({@code default-route} in the pod's annotation), this NIC
 *       counts as the first NIC of the ranking.
 * </ul>
 */
record RouterTables(StepContext context) {
    /** {@return the tables of the NICs} {@link NicTables#table} is the table for the routes to the hijacked subnets. */
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
     * {@return the NIC that another program, such as Multus, has chosen for the default route; empty if no program has chosen a NIC} If a pod's
     * annotation contains {@code default-route} for another NIC, Multus deletes the overlay NIC's default route before this call, and the default
     * route of the call's NIC after this call.
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

    /**
     * {@return the table for the routes to the hijacked subnets: the overlay NIC's own table, or a separate one if the overlay NIC has no table of
     * its own}
     */
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

    /** {@return the table that a rule of an earlier call selects for a hijacked subnet; empty if there is no such rule} */
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
