package meta.netlink.message;

import meta.netlink.Family;

/**
 * Range checks for struct members of less than 32 bits. Without a check, a larger value would be truncated silently.
 *
 * <p>The similar class in {@code meta.netlink} is not public, because that package is part of the API for steps.
 */
final class Ranges {
    private Ranges() {}

    static void requireByte(String field, int value) {
        require(field, value, 0xff);
    }

    static void requireUnsignedShort(String field, int value) {
        require(field, value, 0xffff);
    }

    static void requirePrefixLength(String field, Family family, int length) {
        require(field, length, family.isIp() ? family.bits() : 0xff);
    }

    private static void require(String field, int value, int greatest) {
        if (value < 0 || value > greatest) {
            throw new IllegalArgumentException(field + ": " + value + " is not 0 to " + greatest);
        }
    }
}
