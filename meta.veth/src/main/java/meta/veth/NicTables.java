package meta.veth;

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
 * Decides which NICs of a pod have a table of their own: each but the one that comes first in the order of names, whatever the order of
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
                    ownTable(family, migration).ifPresent(own::add);
                }
            }
        }
        RouteTable table = own.isEmpty() ? RouteTable.MAIN : own.getFirst().table();
        return new Routing(table, own, migration);
    }

    private Optional<OwnTable> ownTable(Family family, Migration migration) {
        PodTables tables = new PodTables(context.snapshot().pod());
        String nic = context.attachment().ifname();
        Optional<OwnTable> known = tables.ownTable(nic, family);
        Optional<String> first = PodVeth.firstNic(context.attachment(), context.snapshot());
        boolean isFirst = first.filter(name -> !name.equals(nic)).isEmpty();
        if (known.isPresent() || isFirst) {
            return known;
        }
        Optional<String> other = tables.defaultNicBut(nic, family)
                .or(() -> first.filter(name -> !tables.addresses(name, family).isEmpty()));
        return other.map(name -> between(name, family, migration, tables));
    }

    /** {@return the table of the one of two NICs that does not keep main} */
    private OwnTable between(String other, Family family, Migration migration, PodTables tables) {
        Optional<OwnTable> known = tables.ownTable(other, family);
        if (known.isPresent()) {
            return known.get();
        }
        String nic = context.attachment().ifname();
        boolean otherKeepsMain = migration == Migration.ALWAYS || MainNic.FIRST.prefers(other, nic);
        String moved = otherKeepsMain ? nic : other;
        List<IpAddress> addresses = otherKeepsMain ? context.addressing().pod(family) : tables.addresses(other, family);
        long base = context.options().get(Routing.MIGRATE_ROUTE_TABLE);
        return new OwnTable(moved, addresses, tables.choose(moved, moved, base));
    }
}
