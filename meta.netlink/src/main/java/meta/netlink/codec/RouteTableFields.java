package meta.netlink.codec;

import meta.netlink.RouteTable;
import org.jspecify.annotations.Nullable;

/**
 * The number of a routing table in a message. A number up to 255 is encoded in one byte of the struct, a greater one in an attribute. A
 * decoded attribute has priority over the byte.
 */
final class RouteTableFields {
    static final NumberBytes<RouteTable> TABLE = new NumberBytes<>(4, RouteTable::of, RouteTable::number);

    private static final int GREATEST_IN_STRUCT = 255;

    private RouteTableFields() {}

    /** {@return the value of the struct's byte; 0 if the number does not fit} */
    static int inStruct(RouteTable table) {
        return fitsStruct(table) ? table.number() : 0;
    }

    /** {@return the value of the attribute; null if the number fits into the struct's byte} */
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
