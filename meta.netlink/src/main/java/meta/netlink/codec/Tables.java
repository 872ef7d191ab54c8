package meta.netlink.codec;

import meta.netlink.RouteTable;
import org.jspecify.annotations.Nullable;

/**
 * Where a message has its routing table. The structs hold a byte, from the time when there were 255 tables; a larger number is in an
 * attribute, and the byte is then 0 or 252. The kernel tells the attribute always.
 */
final class Tables {
    static final Unsigned<RouteTable> TABLE = new Unsigned<>(4, RouteTable::of, RouteTable::number);

    private static final int GREATEST_IN_STRUCT = 255;

    private Tables() {}

    static int inStruct(RouteTable table) {
        return fitsStruct(table) ? table.number() : 0;
    }

    static @Nullable RouteTable inAttribute(RouteTable table) {
        return fitsStruct(table) ? null : table;
    }

    static RouteTable of(int inStruct, @Nullable RouteTable inAttribute) {
        return inAttribute == null ? RouteTable.of(inStruct) : inAttribute;
    }

    private static boolean fitsStruct(RouteTable table) {
        return Integer.compareUnsigned(table.number(), GREATEST_IN_STRUCT) <= 0;
    }
}
