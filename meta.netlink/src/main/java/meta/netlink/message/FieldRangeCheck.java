package meta.netlink.message;

import meta.netlink.Family;

/**
 * Checks that numbers fit into the 8 or 16 bits of a struct member or an attribute, and that prefix lengths fit their address family. A
 * number that is out of range causes an {@link IllegalArgumentException}.
 *
 * <p>This class exists in addition to {@code meta.netlink.RangeCheck}, which is not public because its package is part of the API for steps.
 */
final class FieldRangeCheck {
    private FieldRangeCheck() {}

    static void requireByte(String field, int value) {
        require(field, value, 0xff);
    }

    static void requireUnsignedShort(String field, int value) {
        require(field, value, 0xffff);
    }

    /** Requires a prefix length of 0 to the number of bits of an address; for a family that is neither IPv4 nor IPv6, 0 to 255. */
    static void requirePrefixLength(String field, Family family, int length) {
        require(field, length, family.isIp() ? family.bits() : 0xff);
    }

    /** @param field the name of the field, with which the message of the exception begins */
    private static void require(String field, int value, int greatest) {
        if (value < 0 || value > greatest) {
            throw new IllegalArgumentException(field + ": " + value + " is not 0 to " + greatest);
        }
    }
}
