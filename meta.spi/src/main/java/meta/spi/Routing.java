package meta.spi;

import java.util.List;
import java.util.Set;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/**
 * Which NICs of a pod have a routing table of their own, so that what has a NIC's address as its source leaves by that NIC. One NIC
 * keeps table main. A {@link PluginType} decides; steps only look it up.
 *
 * @param table the table that belongs to the attachment of this call; main where it needs none
 * @param own the tables of those that do not have main, one entry for each NIC and family
 * @param migration whether and how routes change tables
 */
public record Routing(RouteTable table, List<OwnTable> own, Migration migration) {
    /** Every NIC has its routes in main. */
    public static final Routing MAIN = new Routing(RouteTable.MAIN, List.of(), Migration.NEVER);

    /** The priority of rules that say where packets from a NIC to somewhere are looked up, before those of {@link #TO_PRIORITY}. */
    public static final long BETWEEN_PRIORITY = 900;

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
     * A NIC whose routes of one family are in another table than main.
     *
     * @param nic its name
     * @param addresses its addresses of that family, at least one: what comes from them is looked up in the table
     * @param table the table
     */
    public record OwnTable(String nic, List<IpAddress> addresses, RouteTable table) {
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
                    "The first of the tables that NICs get in the pod: `net1` this one, `net2` the next.")
            .atTopLevel();

    /** What a type that gives NICs tables of their own declares beside {@link AddressingPolicy#OPTIONS}. */
    public static final List<Option<?>> OPTIONS = List.of(MIGRATE_ROUTE, MIGRATE_ROUTE_TABLE);

    public Routing {
        own = List.copyOf(own);
    }

    private static Migration migration(long number) {
        return number < 0 ? Migration.BY_NAME : number == 0 ? Migration.NEVER : Migration.ALWAYS;
    }

    /** {@return the table that packets from a NIC's addresses of the family are looked up in, main where it has none of its own} */
    public RouteTable tableOf(String nic, Family family) {
        return own.stream()
                .filter(moved -> moved.nic().equals(nic) && moved.family().equals(family))
                .map(OwnTable::table)
                .findFirst()
                .orElse(RouteTable.MAIN);
    }

    /** {@return whether the NIC's routes of the family are in a table of its own} */
    public boolean isMoved(String nic, Family family) {
        return !tableOf(nic, family).equals(RouteTable.MAIN);
    }
}
