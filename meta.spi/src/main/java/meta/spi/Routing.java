package meta.spi;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.net.Route;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/**
 * Which NICs of a pod have a routing table of their own, so that what has a NIC's address as its source leaves by that NIC. In a pod
 * with several NICs each has one; the routes of one of them are in table main too. A {@link PluginType} decides; steps only look it up.
 *
 * @param table the table that belongs to the attachment of this call; main where it needs none
 * @param own the tables, one entry for each NIC and family; of the entries of a family an earlier one comes before a later one
 *     where both NICs have a route to the same destination, of which main holds just one
 * @param migration whether and how routes change tables
 * @param assigned the routes of the call's NIC as {@code prevResult.routes} has them, in table main, without a mark of ours
 */
public record Routing(RouteTable table, List<OwnTable> own, Migration migration, List<Route> assigned) {
    /** Every NIC has its routes in main. */
    public static final Routing MAIN = new Routing(RouteTable.MAIN, List.of(), Migration.NEVER);

    /** The priority of rules that exempt destinations from those of {@link #TO_PRIORITY}. */
    public static final long EXEMPT_PRIORITY = 900;

    /** The priority of rules that say where packets to somewhere are looked up, before those of {@link #FROM_PRIORITY}. */
    public static final long TO_PRIORITY = 1000;

    /** The priority of rules that say where packets from a NIC's addresses are looked up. */
    public static final long FROM_PRIORITY = 1100;

    private static final long DEFAULT_BASE = 200;
    private static final long MOST = 0xffff_ffffL;

    /** Which NIC's routes leave table main. */
    public enum Migration {
        /** Those of the NICs whose names come after, or before, that of the one that is to keep main. */
        BY_NAME(-1),
        /** None. */
        NEVER(0),
        /** Those that the type moves where names do not matter, whoever has a default route. */
        ALWAYS(1);

        private final int number;

        Migration(int number) {
            this.number = number;
        }

        /** {@return the number that stands for it in a configuration} */
        @Override
        public String toString() {
            return Integer.toString(number);
        }
    }

    /**
     * The table with a NIC's routes of one family.
     *
     * @param nic its name
     * @param addresses its addresses of that family, at least one: what comes from them is looked up in the table
     * @param table the table
     * @param keepsMain whether the NIC's routes are in main too, and the table is a copy for what comes from its addresses
     */
    public record OwnTable(String nic, List<IpAddress> addresses, RouteTable table, boolean keepsMain) {
        /** A NIC whose routes leave main where they conflict with those of another. */
        public OwnTable(String nic, List<IpAddress> addresses, RouteTable table) {
            this(nic, addresses, table, false);
        }

        public OwnTable {
            addresses = List.copyOf(addresses);
            if (addresses.isEmpty()) {
                throw new IllegalArgumentException("a table of " + nic + " that no packet is looked up in");
            }
        }

        public Family family() {
            return addresses.getFirst().family();
        }
    }

    public static final Option<Migration> MIGRATE_ROUTE = Option.of(
                    "migrate_route",
                    OptionType.wholeNumber(-1, 1).map(Routing::migration),
                    Migration.BY_NAME,
                    "Which NIC's routes leave table main for one of their own: by the order of names (-1), none (0), always"
                            + " (1) the new NIC's with `veth` and the others' with `router`.")
            .atTopLevel();

    public static final Option<Long> MIGRATE_ROUTE_TABLE = Option.of(
                    "migrate_route_table",
                    new OptionType.WholeNumber(1, MOST, Set.of(253L, 254L, 255L)),
                    DEFAULT_BASE,
                    "The first of the tables that NICs get in the pod: `net1` this one, `net2` the next. The NIC that keeps"
                            + " table main has a copy of its routes in the one before.")
            .atTopLevel();

    /** What a type that gives NICs tables of their own declares beside {@link AddressingPolicy#OPTIONS}. */
    public static final List<Option<?>> OPTIONS = List.of(MIGRATE_ROUTE, MIGRATE_ROUTE_TABLE);

    /** No routes are known to be the NIC's by the result of the plugins before. */
    public Routing(RouteTable table, List<OwnTable> own, Migration migration) {
        this(table, own, migration, List.of());
    }

    public Routing {
        own = List.copyOf(own);
        assigned = List.copyOf(assigned);
    }

    /** {@return the same with these as the routes that {@code prevResult.routes} names for the call's NIC} */
    public Routing withAssigned(List<Route> routes) {
        return new Routing(table, own, migration, routes);
    }

    private static Migration migration(long number) {
        return number < 0 ? Migration.BY_NAME : number == 0 ? Migration.NEVER : Migration.ALWAYS;
    }

    /** {@return the NIC's own table for the family; empty where it has none} */
    public Optional<OwnTable> ownTable(String nic, Family family) {
        return own.stream()
                .filter(entry -> entry.nic().equals(nic) && entry.family().equals(family))
                .findFirst();
    }

    /** {@return the table that packets from a NIC's addresses of the family are looked up in, main where it has none of its own} */
    public RouteTable tableOf(String nic, Family family) {
        return ownTable(nic, family).map(OwnTable::table).orElse(RouteTable.MAIN);
    }

    /** {@return the tables that a route of the NIC belongs into: main, its own one, or both where the NIC keeps main} */
    public List<RouteTable> tablesOf(String nic, Family family) {
        Optional<OwnTable> own = ownTable(nic, family);
        if (own.isEmpty()) {
            return List.of(RouteTable.MAIN);
        }
        RouteTable table = own.get().table();
        return own.get().keepsMain() ? List.of(RouteTable.MAIN, table) : List.of(table);
    }

    /** {@return whether the NIC's routes of the family leave main where they conflict with those of another} */
    public boolean isMoved(String nic, Family family) {
        return ownTable(nic, family).filter(entry -> !entry.keepsMain()).isPresent();
    }
}
