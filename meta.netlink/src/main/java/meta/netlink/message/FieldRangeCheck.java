package meta.netlink.message;

import meta.netlink.Family;

/**
 * Throws {@link IllegalArgumentException} for numbers that do not fit into a field.
 *
 * <p>{@code meta.netlink.RangeCheck} is not public because its package is part of the API for steps.
 */
final class FieldRangeCheck {
    private FieldRangeCheck() {}

    static void requireByte(String field, int value) {
        require(field, value, 0xff);
    }

    static void requireUnsignedShort(String field, int value) {
        require(field, value, 0xffff);
    }

    /** Requires at most 32 for IPv4, 128 for IPv6, and 255 for another family. */
    static void requirePrefixLength(String field, Family family, int length) {
        require(field, length, family.isIp() ? family.bits() : 0xff);
    }

    private static void require(String field, int value, int greatest) {
        if (value < 0 || value > greatest) {
            throw new IllegalArgumentException(field + ": " + value + " is not 0 to " + greatest);
        }
    }
}
