package meta.netlink.codec;

import meta.netlink.RouteTable;
import org.jspecify.annotations.Nullable;

/**
 * Defines how a message contains the number of a routing table. One byte of the struct contains a number up to 255. A greater number is in an
 * attribute; the byte of such a message is 0 in a request of this module, and 252 ({@code RT_TABLE_COMPAT}) in a message of the kernel.
 */
final class RouteTableFields {
    static final NumberBytes<RouteTable> TABLE = new NumberBytes<>(4, RouteTable::of, RouteTable::number);

    private static final int GREATEST_IN_STRUCT = 255;

    private RouteTableFields() {}

    /** {@return the value of the struct's byte; 0 if the number of the table does not fit into a byte} */
    static int inStruct(RouteTable table) {
        return fitsStruct(table) ? table.number() : 0;
    }

    /** {@return the value of the attribute; null if the number fits into the struct's byte, so that the attribute is not encoded} */
    static @Nullable RouteTable inAttribute(RouteTable table) {
        return fitsStruct(table) ? null : table;
    }

    /** {@return the table in the attribute; without the attribute, the table in the struct's byte} */
    static RouteTable of(int inStruct, @Nullable RouteTable inAttribute) {
        return inAttribute == null ? RouteTable.of(inStruct) : inAttribute;
    }

    private static boolean fitsStruct(RouteTable table) {
        return Integer.compareUnsigned(table.number(), GREATEST_IN_STRUCT) <= 0;
    }
}
