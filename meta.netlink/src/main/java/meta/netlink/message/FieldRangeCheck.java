package meta.netlink.message;

import meta.netlink.Family;

/**
 * Checks struct members of fewer than 32 bits.
 *
 * <p>{@code meta.netlink.RangeCheck} is not public: its package is part of the API for steps.
 */
final class FieldRangeCheck {
    private FieldRangeCheck() {}

    static void requireByte(String field, int value) {
        require(field, value, 0xff);
    }

    static void requireUnsignedShort(String field, int value) {
        require(field, value, 0xffff);
    }

    /** Permits up to 255 for a family without IP addresses. */
    static void requirePrefixLength(String field, Family family, int length) {
        require(field, length, family.isIp() ? family.bits() : 0xff);
    }

    private static void require(String field, int value, int greatest) {
        if (value < 0 || value > greatest) {
            throw new IllegalArgumentException(field + ": " + value + " is not 0 to " + greatest);
        }
    }
}
