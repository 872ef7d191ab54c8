package meta.spi;

import java.util.List;
import java.util.Optional;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.net.Route;

/**
 * The routing tables of a pod's NICs. A rule selects a NIC's own table for packets from the NIC's addresses. A NIC without a table of its own has its
 * routes in the main table. One of the NICs with tables keeps the main table: all of its routes are also there.
 *
 * <p>A step that adds routes through a NIC adds them to the NIC's {@linkplain #tablesOf tables}.
 */
public sealed interface NicTables {
    /** Every NIC has its routes in the main table. */
    NicTables NONE = of(RouteTable.MAIN, List.of(), Migration.NEVER);

    /** Which NIC keeps the main table if several NICs have a route to one destination there. The routes of the others leave the main table. */
    enum Migration {
        /** A NIC with a default route in the main table. If there are several such NICs or none, the order of names decides. */
        BY_NAME(-1),
        /** No routes leave the main table: no NIC gets a table of its own. */
        NEVER(0),
        /** The type decides whether the NIC of the call keeps the main table when the NIC is new. */
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

    /** {@return tables with these values} */
    static NicTables of(RouteTable table, List<OwnTable> own, Migration migration, List<Route> assigned) {
        return new PlainNicTables(table, own, migration, assigned);
    }

    /** The table with the routes of one NIC and family. */
    sealed interface OwnTable {
        /** {@return a table with these values} */
        static OwnTable of(String nic, List<IpAddress> addresses, RouteTable table, boolean keepsMain) {
            return new PlainOwnTable(nic, addresses, table, keepsMain);
        }

        /** {@return a table of a NIC that does not keep the main table} */
        static OwnTable of(String nic, List<IpAddress> addresses, RouteTable table) {
            return of(nic, addresses, table, false);
        }

        /** {@return the family of the addresses and routes} */
        default Family family() {
            return addresses().getFirst().family();
        }

        /** {@return the name of the NIC} */
        String nic();

        /** {@return the addresses of the NIC in this family, at least one} */
        List<IpAddress> addresses();

        /** {@return the table} */
        RouteTable table();

        /** {@return whether the NIC keeps the main table; this table is then a copy of its routes there} */
        boolean keepsMain();
    }

    /** {@return tables without {@link #assigned} routes} */
    static NicTables of(RouteTable table, List<OwnTable> own, Migration migration) {
        return of(table, own, migration, List.of());
    }

    /** {@return a copy with these routes as {@link #assigned}} */
    default NicTables withAssigned(List<Route> routes) {
        return of(table(), own(), migration(), routes);
    }

    /** {@return the table of the NIC for the family; empty if the NIC has no table of its own} */
    default Optional<OwnTable> ownTable(String nic, Family family) {
        for (OwnTable entry : own()) {
            if (entry.nic().equals(nic) && entry.family().equals(family)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** {@return the table for packets from the NIC's addresses: the main table if the NIC has no table of its own} */
    default RouteTable tableOf(String nic, Family family) {
        Optional<OwnTable> entry = ownTable(nic, family);
        return entry.isEmpty() ? RouteTable.MAIN : entry.get().table();
    }

    /** {@return the tables for a route through the NIC: the main table, the NIC's own, or both} */
    default List<RouteTable> tablesOf(String nic, Family family) {
        Optional<OwnTable> entry = ownTable(nic, family);
        if (entry.isEmpty()) {
            return List.of(RouteTable.MAIN);
        }
        RouteTable table = entry.get().table();
        return entry.get().keepsMain() ? List.of(RouteTable.MAIN, table) : List.of(table);
    }

    /** {@return the table into which the steps of the type put their routes for this call; the type decides} */
    RouteTable table();

    /**
     * {@return the tables, one for each NIC and family; empty if no NIC has a table of its own}
     *
     * <p>If several NICs have a route to one destination, the main table keeps the route of the NIC that is first in this list.
     */
    List<OwnTable> own();

    /** {@return which routes leave the main table} */
    Migration migration();

    /** {@return the NIC's routes in {@code prevResult.routes}, in the main table and without our protocol number} */
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
