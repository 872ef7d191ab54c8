package meta.netlink.codec;

import meta.netlink.RouteTable;
import org.jspecify.annotations.Nullable;

/**
 * The number of the routing table in a message: one byte of the struct, or an attribute for numbers above 255. With an attribute, the byte is 0 in
 * our requests and 252 ({@code RT_TABLE_COMPAT}) in the kernel's messages.
 */
final class Tables {
    static final Unsigned<RouteTable> TABLE = new Unsigned<>(4, RouteTable::of, RouteTable::number);

    private static final int GREATEST_IN_STRUCT = 255;

    private Tables() {}

    /** {@return the struct's byte; 0 if the number does not fit} */
    static int inStruct(RouteTable table) {
        return fitsStruct(table) ? table.number() : 0;
    }

    /** {@return the value of the attribute; null if the struct's byte is sufficient} */
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
