package meta.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.MainNic;
import meta.spi.PodTables;
import meta.spi.Routing;
import meta.spi.Routing.Migration;
import meta.spi.Routing.OwnTable;
import meta.spi.StepContext;

/**
 * Decides which NICs of a pod have a table of their own: each but the one that comes last in the order of names, whatever the order of
 * the calls. A NIC that has once got a table keeps it.
 *
 * @param context what is, and the options of the type
 */
record NicTables(StepContext context) {

    Routing routing() {
        Migration migration = context.options().get(Routing.MIGRATE_ROUTE);
        List<OwnTable> own = new ArrayList<>();
        if (migration != Migration.NEVER) {
            for (Family family : List.of(Family.IPV4, Family.IPV6)) {
                if (context.addressing().source(family).isPresent()) {
                    own.addAll(ownTables(family, migration));
                }
            }
        }
        return new Routing(table(own), own, migration);
    }

    private List<OwnTable> ownTables(Family family, Migration migration) {
        PodTables tables = tables();
        List<OwnTable> known = new ArrayList<>(tables.ownTables());
        known.removeIf(own -> !own.family().equals(family));
        String nic = context.attachment().ifname();
        Optional<String> previous = tables.defaultNicBut(nic, family)
                .or(() -> Optional.of(overlay())
                        .filter(name -> !tables.addresses(name, family).isEmpty()));
        if (previous.isPresent() && !isAmong(known, nic) && !isAmong(known, previous.get())) {
            known.add(between(previous.get(), family, migration));
        }
        return known;
    }

    private static boolean isAmong(List<OwnTable> known, String nic) {
        return known.stream().anyMatch(own -> own.nic().equals(nic));
    }

    /** {@return the table of the one of two NICs that does not get main} */
    private OwnTable between(String previous, Family family, Migration migration) {
        String nic = context.attachment().ifname();
        boolean newGetsMain = migration == Migration.ALWAYS || MainNic.LAST.prefers(nic, previous);
        String moved = newGetsMain ? previous : nic;
        List<IpAddress> addresses = newGetsMain
                ? tables().addresses(previous, family)
                : context.addressing().pod(family);
        return new OwnTable(moved, addresses, choose(moved));
    }

    /** {@return the attachment's own table, which leads to the overlay NIC where the latter is not moved itself} */
    private RouteTable table(List<OwnTable> own) {
        return own.isEmpty() ? choose(overlay()) : own.getLast().table();
    }

    /** {@return the table that a call before has sent the hijacked subnets to} */
    private Optional<RouteTable> hijackedTable() {
        return tables().pod().rules().stream()
                .filter(rule -> rule.isOurs() && rule.key().priority() == Routing.TO_PRIORITY)
                .filter(rule ->
                        context.addressing().hijacked().contains(rule.key().to()))
                .map(rule -> rule.key().table())
                .findFirst();
    }

    private RouteTable choose(String moved) {
        long base = context.options().get(Routing.MIGRATE_ROUTE_TABLE);
        Optional<RouteTable> hijacked = moved.equals(overlay()) ? hijackedTable() : Optional.empty();
        return hijacked.orElseGet(
                () -> tables().choose(moved, context.attachment().ifname(), base));
    }

    private PodTables tables() {
        return new PodTables(context.snapshot().pod());
    }

    private String overlay() {
        return context.options().get(Overlay.INTERFACE);
    }
}
