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
 *
 * @param table the table of the NIC of the call; main if it needs none
 * @param own the tables, one entry for each NIC and family. If several NICs have a route to one destination, table main keeps the route of
 *     the NIC that is first in this list
 * @param migration which routes leave table main
 * @param assigned the routes of the NIC of the call that {@code prevResult.routes} contains, in table main and without our protocol number
 */
public record NicTables(RouteTable table, List<OwnTable> own, Migration migration, List<Route> assigned) {
    /** Every NIC has its routes in table main. */
    public static final NicTables NONE = new NicTables(RouteTable.MAIN, List.of(), Migration.NEVER);

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

    /**
     * The table with the routes of one NIC and family.
     *
     * @param nic the name of the NIC
     * @param addresses the addresses of the NIC in this family, at least one; a rule selects the table for packets from each of them
     * @param table the table
     * @param keepsMain whether the routes are also in table main, so this table is a copy
     */
    public record OwnTable(String nic, List<IpAddress> addresses, RouteTable table, boolean keepsMain) {

        /** A table of a NIC whose conflicting routes leave table main. */
        public OwnTable(String nic, List<IpAddress> addresses, RouteTable table) {
            this(nic, addresses, table, false);
        }

        public OwnTable {
            addresses = List.copyOf(addresses);
            if (addresses.isEmpty()) {
                throw new IllegalArgumentException("a table of " + nic + " without an address that selects it");
            }
        }

        /** {@return the family of the addresses and routes} */
        public Family family() {
            return addresses.getFirst().family();
        }
    }

    /** The tables of a NIC for which {@code prevResult} has no routes. */
    public NicTables(RouteTable table, List<OwnTable> own, Migration migration) {
        this(table, own, migration, List.of());
    }

    public NicTables {
        own = List.copyOf(own);
        assigned = List.copyOf(assigned);
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
}
