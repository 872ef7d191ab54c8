package meta.spi.routing;

import java.util.Optional;
import java.util.Set;
import meta.netlink.RouteTable;
import meta.spi.option.OptionType;

/**
 * The numbers of routing tables that a user or this package may choose: 1 to 2^32-1, except those of the tables default, main and local.
 */
final class TableNumberRange {
    static final long LARGEST = 0xffff_ffffL;
    private static final Set<Long> RESERVED = Set.of(of(RouteTable.DEFAULT), of(RouteTable.MAIN), of(RouteTable.LOCAL));

    static final OptionType<Long> TYPE = new OptionType.WholeNumber(1, LARGEST, RESERVED);

    private TableNumberRange() {}

    /** {@return the number of the table as an unsigned value, 0 to 2^32-1} */
    static long of(RouteTable table) {
        return Integer.toUnsignedLong(table.number());
    }

    /** {@return the table with this number; empty if the number may not be chosen} */
    static Optional<RouteTable> table(long number) {
        return number < 1 || number > LARGEST || RESERVED.contains(number)
                ? Optional.empty()
                : Optional.of(RouteTable.of((int) number));
    }
}
