package meta.spi.routing;

import java.util.Optional;
import java.util.Set;
import meta.netlink.RouteTable;
import meta.spi.option.OptionType;

/** The numbers of the routing tables that an option or a step may choose: 1 to 2^32-1, except those of default, main and local. */
final class TableNumber {
    static final long LARGEST = 0xffff_ffffL;
    private static final Set<Long> RESERVED = Set.of(of(RouteTable.DEFAULT), of(RouteTable.MAIN), of(RouteTable.LOCAL));

    /** The type of an option whose value is such a number. */
    static final OptionType<Long> TYPE = new OptionType.WholeNumber(1, LARGEST, RESERVED);

    private TableNumber() {}

    /** {@return the number of a table, which may be a reserved one: 0 to 2^32-1} */
    static long of(RouteTable table) {
        return Integer.toUnsignedLong(table.number());
    }

    /** {@return the table with this number; empty if the number is reserved or out of range} */
    static Optional<RouteTable> table(long number) {
        return number < 1 || number > LARGEST || RESERVED.contains(number)
                ? Optional.empty()
                : Optional.of(RouteTable.of((int) number));
    }
}
