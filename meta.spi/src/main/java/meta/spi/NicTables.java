package meta.spi;

import java.util.List;
import java.util.Optional;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.net.Route;

/**
 * The routing tables of a pod's NICs. A NIC can have a table of its own: a rule selects the table for packets from the NIC's addresses. The
 * routes of a NIC without such a table are in the main table. For each address family, at most one NIC with a table of its own <i>keeps the
 * main table</i>: its routes stay in the main table too. Immutable.
 */
public sealed interface NicTables {
    /** No NIC has a table of its own. */
    NicTables NONE = of(RouteTable.MAIN, List.of(), Migration.NEVER);

    /**
     * Which NIC keeps the main table. If several NICs have a default route there, or a route through a gateway to the same destination, the
     * routes of all of them except the first in {@link NicTables#own} can leave the main table.
     */
    enum Migration {
        /**
         * The NIC with a default route in the main table. If several NICs or none have one, the plugin type decides, mainly by their names.
         */
        BY_NAME(-1),
        /** All routes stay in the main table, and no NIC gets a table of its own. */
        NEVER(0),
        /**
         * The NIC of the call if the plugin type prefers new NICs, or an earlier NIC if the type prefers those. If the NIC of the call
         * already has a table of its own, or the NIC so chosen has no default route in the main table, the choice is that of
         * {@link #BY_NAME}.
         */
        ALWAYS(1);

        private final int number;

        Migration(int number) {
            this.number = number;
        }

        /** {@return the number of this value in a network configuration: -1, 0 or 1} */
        @Override
        public String toString() {
            return Integer.toString(number);
        }
    }

    /** {@return tables with these values} */
    static NicTables of(RouteTable table, List<OwnTable> own, Migration migration, List<Route> assigned) {
        return new PlainNicTables(table, own, migration, assigned);
    }

    /** The routing table of one NIC for one address family. */
    sealed interface OwnTable {
        /**
         * {@return a table with these values}
         *
         * @param addresses addresses of the NIC, all of one family
         * @throws IllegalArgumentException if {@code addresses} is empty
         */
        static OwnTable of(String nic, List<IpAddress> addresses, RouteTable table, boolean keepsMain) {
            return new PlainOwnTable(nic, addresses, table, keepsMain);
        }

        /**
         * {@return the table of a NIC that does not {@linkplain #keepsMain keep the main table}}
         *
         * @param addresses addresses of the NIC, all of one family
         * @throws IllegalArgumentException if {@code addresses} is empty
         */
        static OwnTable of(String nic, List<IpAddress> addresses, RouteTable table) {
            return of(nic, addresses, table, false);
        }

        /** {@return the address family of the table's routes} */
        default Family family() {
            return addresses().getFirst().family();
        }

        /** {@return the name of the NIC in the pod} */
        String nic();

        /** {@return the addresses of the NIC for each of which a rule should select the table; at least one, all of one family} */
        List<IpAddress> addresses();

        /** {@return the table} */
        RouteTable table();

        /** {@return whether the NIC keeps the main table} */
        boolean keepsMain();
    }

    /** {@return tables with these values, without {@link #assigned} routes} */
    static NicTables of(RouteTable table, List<OwnTable> own, Migration migration) {
        return of(table, own, migration, List.of());
    }

    /** {@return a copy with these {@link #assigned} routes} */
    default NicTables withAssigned(List<Route> routes) {
        return of(table(), own(), migration(), routes);
    }

    /** {@return the NIC's own table for the family; empty if it has none} */
    default Optional<OwnTable> ownTable(String nic, Family family) {
        for (OwnTable entry : own()) {
            if (entry.nic().equals(nic) && entry.family().equals(family)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** {@return the NIC's own table or, if it has none, the main table} */
    default RouteTable tableOf(String nic, Family family) {
        Optional<OwnTable> entry = ownTable(nic, family);
        return entry.isEmpty() ? RouteTable.MAIN : entry.get().table();
    }

    /**
     * {@return the tables to each of which a step should add a route through the NIC: the NIC's own table, the main table if it has none,
     * or both if it {@linkplain OwnTable#keepsMain keeps the main table}}
     */
    default List<RouteTable> tablesOf(String nic, Family family) {
        Optional<OwnTable> entry = ownTable(nic, family);
        if (entry.isEmpty()) {
            return List.of(RouteTable.MAIN);
        }
        RouteTable table = entry.get().table();
        return entry.get().keepsMain() ? List.of(RouteTable.MAIN, table) : List.of(table);
    }

    /** {@return a table that the plugin type has chosen for routes of its steps} */
    RouteTable table();

    /**
     * {@return the tables that NICs have of their own, at most one for each NIC and family; those of one family in the order of precedence
     * in the main table ({@link Migration})}
     */
    List<OwnTable> own();

    /** {@return how the NIC that keeps the main table is chosen} */
    Migration migration();

    /**
     * {@return the routes of the main table in {@code prevResult.routes}, as routes through the NIC of the call without
     * {@linkplain meta.spi.net.Ownership#PROTOCOL our protocol number}; the kernel may not have them}
     */
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
            throw new IllegalArgumentException("the table of " + nic + " needs at least one address");
        }
    }
}
