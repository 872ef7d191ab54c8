package meta.spi;

import java.util.List;
import java.util.Optional;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.net.Route;

/**
 * The routing table of each NIC of a pod. Packets from a NIC's address leave through that NIC, because a rule selects the NIC's table for
 * them. In a pod with several NICs each of them has a table, and the routes of one of them are also in table main.
 *
 * <p>A {@link meta.spi.routing.RoutingType} decides on the tables. A step that adds routes through a NIC adds them to the NIC's
 * {@linkplain #tablesOf tables}.
 */
public sealed interface NicTables {
    /** Every NIC has its routes in table main. */
    NicTables NONE = of(RouteTable.MAIN, List.of(), Migration.NEVER);

    /** Which NIC's routes leave table main. */
    enum Migration {
        /** The order of names decides which NIC keeps table main; the routes of the others leave it. */
        BY_NAME(-1),
        /** No routes leave table main. */
        NEVER(0),
        /** The type decides regardless of names and of existing default routes. */
        ALWAYS(1);

        private final int number;

        Migration(int number) {
            this.number = number;
        }

        /** {@return the number in a configuration: -1, 0 or 1} */
        @Override
        public String toString() {
            return Integer.toString(number);
        }
    }

    /** {@return tables with these properties, which have methods of the same names} */
    static NicTables of(RouteTable table, List<OwnTable> own, Migration migration, List<Route> assigned) {
        return new PlainNicTables(table, own, migration, assigned);
    }

    /** The table with the routes of one NIC and family. */
    sealed interface OwnTable {
        /** {@return a table with these properties, which have methods of the same names} */
        static OwnTable of(String nic, List<IpAddress> addresses, RouteTable table, boolean keepsMain) {
            return new PlainOwnTable(nic, addresses, table, keepsMain);
        }

        /** {@return a table of a NIC whose conflicting routes leave table main} */
        static OwnTable of(String nic, List<IpAddress> addresses, RouteTable table) {
            return of(nic, addresses, table, false);
        }

        /** {@return the family of the addresses and routes} */
        default Family family() {
            return addresses().getFirst().family();
        }

        /** {@return the name of the NIC} */
        String nic();

        /** {@return the addresses of the NIC in this family, at least one; a rule selects the table for packets from each of them} */
        List<IpAddress> addresses();

        /** {@return the table} */
        RouteTable table();

        /** {@return whether the routes are also in table main, so this table is a copy} */
        boolean keepsMain();
    }

    /** {@return the tables of a NIC for which {@code prevResult} has no routes} */
    static NicTables of(RouteTable table, List<OwnTable> own, Migration migration) {
        return of(table, own, migration, List.of());
    }

    /** {@return the same tables with these routes as {@link #assigned}} */
    default NicTables withAssigned(List<Route> routes) {
        return of(table(), own(), migration(), routes);
    }

    /** {@return the entry for the NIC and family; empty if the NIC has no table of its own} */
    default Optional<OwnTable> ownTable(String nic, Family family) {
        for (OwnTable entry : own()) {
            if (entry.nic().equals(nic) && entry.family().equals(family)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** {@return the table that is used for packets from the NIC's addresses: its own, or main if it has none} */
    default RouteTable tableOf(String nic, Family family) {
        Optional<OwnTable> entry = ownTable(nic, family);
        return entry.isEmpty() ? RouteTable.MAIN : entry.get().table();
    }

    /** {@return the tables to which a route through the NIC is added: main, the NIC's own, or both if the NIC keeps main} */
    default List<RouteTable> tablesOf(String nic, Family family) {
        Optional<OwnTable> entry = ownTable(nic, family);
        if (entry.isEmpty()) {
            return List.of(RouteTable.MAIN);
        }
        RouteTable table = entry.get().table();
        return entry.get().keepsMain() ? List.of(RouteTable.MAIN, table) : List.of(table);
    }

    /** {@return the table of the NIC of the call; main if it needs none} */
    RouteTable table();

    /** {@return the tables, one entry for each NIC and family. If several NICs have a route to one destination, table main keeps the route of the NIC that is first in this list} */
    List<OwnTable> own();

    /** {@return which routes leave table main} */
    Migration migration();

    /** {@return the routes of the NIC of the call that {@code prevResult.routes} contains, in table main and without our protocol number} */
    List<Route> assigned();
}

record PlainNicTables(
        RouteTable table, List<NicTables.OwnTable> own, NicTables.Migration migration, List<Route> assigned)
        implements NicTables {
    PlainNicTables {
        own = List.copyOf(own);
        assigned = List.copyOf(assigned);
    }
}

record PlainOwnTable(String nic, List<IpAddress> addresses, RouteTable table, boolean keepsMain)
        implements NicTables.OwnTable {
    PlainOwnTable {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a table of " + nic + " without an address that selects it");
        }
    }
}
