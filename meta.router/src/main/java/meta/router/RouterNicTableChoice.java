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
 * Decides which routing table each NIC of a pod gets, separately for IPv4 and IPv6. The NICs with an address of a family get a table of
 * their own for the family, if there are at least two of them, and the NIC of the call is one of them. The routes
 * of the first NIC in the {@link NicRanking} are also in the main table. The option {@code migrate_route} changes this in two cases:
 *
 * <ul>
 *   <li>If {@code migrate_route} is 0, no NIC gets a table of its own. Only the routes to the hijacked subnets, which the pod reaches through the
 *       overlay NIC, are in a separate table.
 *   <li>If {@code migrate_route} is -1 and Multus has chosen a NIC other than the call's for the default route ({@code default-route} in
 *       the pod's annotation), this NIC counts as the first NIC of the ranking. This holds only while the NIC of the call has no table yet.
 * </ul>
 */
record RouterNicTableChoice(StepContext context) {
    /** {@return the tables of the pod's NICs} Their {@link NicTables#table} is the table for the routes to the hijacked subnets. Changes nothing. */
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
     * {@return the NIC that another program, such as Multus, has chosen for the default route: the first NIC in {@code nics}, other than the call's
     * NIC, that has a default route in the main table}
     *
     * <p>Empty in each of these cases:
     *
     * <ul>
     *   <li>{@code migrate_route} is not -1.
     *   <li>The call's NIC already has a table of its own for the family.
     *   <li>The overlay NIC is not in {@code nics}.
     *   <li>The overlay NIC has a default route of another program for the family, in the main table or in its own table.
     *   <li>No NIC other than the call's NIC has a default route of another program in the main table.
     * </ul>
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
        // the overlay NIC has no default route of another program, neither in the main table nor in its own: Multus has
        // deleted it
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

    /** {@return the table that a rule with our protocol number selects for a hijacked subnet; empty if there is no such rule} */
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
