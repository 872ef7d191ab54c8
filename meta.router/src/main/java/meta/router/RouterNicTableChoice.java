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
 * Decides which routing table each NIC of a pod gets for IPv4 and for IPv6. The NICs with {@linkplain NicRanking#addresses addresses} of a
 * family get tables of their own if there are at least two of them, and the NIC of the call is one of them. The routes of the first NIC in
 * the {@link NicRanking} are also in the main table. With {@code migrate_route} 0, no NIC gets a table of its own, and only the routes to
 * the hijacked subnets and to their gateways are in a separate table. With -1, a NIC that Multus has chosen for the default route can count
 * as the first one.
 */
record RouterNicTableChoice(StepContext context) {
    /** {@return the tables of the pod's NICs; {@link NicTables#table} is the table for the routes to the hijacked subnets} */
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
     * {@return the NIC, other than the call's, that another program such as Multus has chosen for the default route}
     *
     * <p>If the annotation gives {@code default-route} to a NIC that is neither the overlay NIC nor the call's NIC, Multus has already
     * deleted the overlay NIC's default route. After the call, Multus also deletes the default route of the call's NIC.
     *
     * @param nics the names of the NICs in the order of the ranking
     */
    private Optional<String> chosenByOthers(Family family, NicRanking ranking, List<String> nics) {
        PodTables tables = tables();
        String nic = context.attachment().ifname();
        // a repeated call must not decide again: after the first call, the default routes in the main table show the
        // decision
        boolean noTable = tables.lookedUpFrom(ranking.addresses(nic, family)).isEmpty();
        // Multus has deleted the overlay NIC's default route
        boolean lostDefault = nics.contains(overlay())
                && !tables.hasDefault(overlay(), family, RouteTable.MAIN)
                && tables.ownTable(overlay(), family)
                        .filter(own -> tables.hasDefault(overlay(), family, own.table()))
                        .isEmpty();
        return noTable && lostDefault && context.options().get(RoutingOptions.MIGRATE_ROUTE) == Migration.BY_NAME
                ? nics.stream()
                        .filter(other -> !other.equals(nic) && tables.hasDefault(other, family, RouteTable.MAIN))
                        .findFirst()
                : Optional.empty();
    }

    /** {@return the overlay NIC's own table or, if it has none, a separate table for the hijacked subnets} */
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

    /** {@return the table that a rule of ours selects for a hijacked subnet} */
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
