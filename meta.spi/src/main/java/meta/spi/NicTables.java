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
public final class NicTables {
    /** Every NIC has its routes in table main. */
    public static final NicTables NONE = of(RouteTable.MAIN, List.of(), Migration.NEVER);

    /** Which NIC's routes leave table main. */
    public enum Migration {
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

    private final RouteTable table;
    private final List<OwnTable> own;
    private final Migration migration;
    private final List<Route> assigned;

    private NicTables(RouteTable table, List<OwnTable> own, Migration migration, List<Route> assigned) {
        own = List.copyOf(own);
        assigned = List.copyOf(assigned);
        this.table = table;
        this.own = own;
        this.migration = migration;
        this.assigned = assigned;
    }

    /** {@return tables with these properties, which have methods of the same names} */
    public static NicTables of(RouteTable table, List<OwnTable> own, Migration migration, List<Route> assigned) {
        return new NicTables(table, own, migration, assigned);
    }

    /** The table with the routes of one NIC and family. */
    public static final class OwnTable {
        private final String nic;
        private final List<IpAddress> addresses;
        private final RouteTable table;
        private final boolean keepsMain;

        private OwnTable(String nic, List<IpAddress> addresses, RouteTable table, boolean keepsMain) {
            addresses = List.copyOf(addresses);
            if (addresses.isEmpty()) {
                throw new IllegalArgumentException("a table of " + nic + " without an address that selects it");
            }
            this.nic = nic;
            this.addresses = addresses;
            this.table = table;
            this.keepsMain = keepsMain;
        }

        /** {@return a table with these properties, which have methods of the same names} */
        public static OwnTable of(String nic, List<IpAddress> addresses, RouteTable table, boolean keepsMain) {
            return new OwnTable(nic, addresses, table, keepsMain);
        }

        /** {@return a table of a NIC whose conflicting routes leave table main} */
        public static OwnTable of(String nic, List<IpAddress> addresses, RouteTable table) {
            return of(nic, addresses, table, false);
        }

        /** {@return the family of the addresses and routes} */
        public Family family() {
            return addresses.getFirst().family();
        }

        /** {@return the name of the NIC} */
        public String nic() {
            return nic;
        }

        /** {@return the addresses of the NIC in this family, at least one; a rule selects the table for packets from each of them} */
        public List<IpAddress> addresses() {
            return addresses;
        }

        /** {@return the table} */
        public RouteTable table() {
            return table;
        }

        /** {@return whether the routes are also in table main, so this table is a copy} */
        public boolean keepsMain() {
            return keepsMain;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OwnTable that
                    && nic.equals(that.nic)
                    && addresses.equals(that.addresses)
                    && table.equals(that.table)
                    && keepsMain == that.keepsMain;
        }

        @Override
        public int hashCode() {
            int hash = nic.hashCode();
            hash = 31 * hash + addresses.hashCode();
            hash = 31 * hash + table.hashCode();
            return 31 * hash + Boolean.hashCode(keepsMain);
        }

        @Override
        public String toString() {
            return "OwnTable[nic=" + nic + ", addresses=" + addresses + ", table=" + table + ", keepsMain=" + keepsMain
                    + "]";
        }
    }

    /** {@return the tables of a NIC for which {@code prevResult} has no routes} */
    public static NicTables of(RouteTable table, List<OwnTable> own, Migration migration) {
        return of(table, own, migration, List.of());
    }

    /** {@return the same tables with these routes as {@link #assigned}} */
    public NicTables withAssigned(List<Route> routes) {
        return new NicTables(table, own, migration, routes);
    }

    /** {@return the entry for the NIC and family; empty if the NIC has no table of its own} */
    public Optional<OwnTable> ownTable(String nic, Family family) {
        for (OwnTable entry : own) {
            if (entry.nic().equals(nic) && entry.family().equals(family)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** {@return the table that is used for packets from the NIC's addresses: its own, or main if it has none} */
    public RouteTable tableOf(String nic, Family family) {
        return ownTable(nic, family).map(OwnTable::table).orElse(RouteTable.MAIN);
    }

    /** {@return the tables to which a route through the NIC is added: main, the NIC's own, or both if the NIC keeps main} */
    public List<RouteTable> tablesOf(String nic, Family family) {
        Optional<OwnTable> entry = ownTable(nic, family);
        if (entry.isEmpty()) {
            return List.of(RouteTable.MAIN);
        }
        RouteTable table = entry.get().table();
        return entry.get().keepsMain() ? List.of(RouteTable.MAIN, table) : List.of(table);
    }

    /** {@return the table of the NIC of the call; main if it needs none} */
    public RouteTable table() {
        return table;
    }

    /** {@return the tables, one entry for each NIC and family. If several NICs have a route to one destination, table main keeps the route of the NIC that is first in this list} */
    public List<OwnTable> own() {
        return own;
    }

    /** {@return which routes leave table main} */
    public Migration migration() {
        return migration;
    }

    /** {@return the routes of the NIC of the call that {@code prevResult.routes} contains, in table main and without our protocol number} */
    public List<Route> assigned() {
        return assigned;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NicTables that
                && table.equals(that.table)
                && own.equals(that.own)
                && migration == that.migration
                && assigned.equals(that.assigned);
    }

    @Override
    public int hashCode() {
        int hash = table.hashCode();
        hash = 31 * hash + own.hashCode();
        hash = 31 * hash + migration.hashCode();
        return 31 * hash + assigned.hashCode();
    }

    @Override
    public String toString() {
        return "NicTables[table=" + table + ", own=" + own + ", migration=" + migration + ", assigned=" + assigned
                + "]";
    }
}
