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
import meta.spi.routing.MainNic;
import meta.spi.routing.NicRanking;
import meta.spi.routing.PodTables;
import meta.spi.routing.RoutingOptions;
import meta.spi.routing.RulePriority;

/**
 * Decides which tables the NICs of a pod have. The one that comes last in the order of names keeps main, whatever the order of the
 * calls. A NIC that has once got a table keeps it.
 *
 * @param context what is, and the options of the type
 */
record RouterTables(StepContext context) {
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
        return new NicTables(hijackedTo(own), own, migration);
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
     * {@return the NIC that another tool has given the default route to, as Multus does with {@code default-route}: it has taken that of
     * the overlay NIC away, and takes away that of the new NIC after this call}
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

    /** {@return the table that leads to the overlay NIC, be its routes moved there or not} */
    private RouteTable hijackedTo(List<OwnTable> own) {
        return own.stream()
                .filter(entry -> entry.nic().equals(overlay()))
                .map(OwnTable::table)
                .findFirst()
                .or(this::hijackedTable)
                .orElseGet(() -> tables().choose(overlay(), context.attachment().ifname(), base(), Set.of()));
    }

    /** {@return the table that a call before has sent the hijacked subnets to} */
    private Optional<RouteTable> hijackedTable() {
        return tables().pod().rules().stream()
                .filter(rule -> rule.isOurs() && rule.key().priority() == RulePriority.TO)
                .filter(rule ->
                        context.addressing().hijacked().contains(rule.key().to()))
                .map(rule -> rule.key().table())
                .findFirst();
    }

    private PodTables tables() {
        return new PodTables(context.snapshot().pod());
    }

    private String overlay() {
        return context.options().get(Overlay.INTERFACE);
    }
}
