package meta.netlink;

import java.nio.ByteBuffer;

/**
 * An IPv4 or IPv6 address.
 *
 * @param family {@link Family#IPV4} or {@link Family#IPV6}
 * @param high the upper 64 bits of an IPv6 address; 0 for IPv4
 * @param low the lower 64 bits of an IPv6 address; the 32 bits of an IPv4 address
 */
public record IpAddress(Family family, long high, long low) implements Comparable<IpAddress> {
    private static final long UNSIGNED_INT = 0xffff_ffffL;

    public IpAddress {
        boolean fits = family.equals(Family.IPV6) || (family.equals(Family.IPV4) && high == 0 && low >>> 32 == 0);
        if (!fits) {
            throw new IllegalArgumentException("not an address of family " + family + ": " + high + ", " + low);
        }
    }

    /**
     * {@return the address with these 4 or 16 bytes in network order}
     *
     * @throws IllegalArgumentException if the number of bytes is neither 4 nor 16
     */
    public static IpAddress of(byte[] bytes) {
        return switch (bytes.length) {
            case 4 -> new IpAddress(Family.IPV4, 0, ByteBuffer.wrap(bytes).getInt() & UNSIGNED_INT);
            case 16 -> {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                yield new IpAddress(Family.IPV6, buffer.getLong(), buffer.getLong());
            }
            default -> throw new IllegalArgumentException("an IP address has 4 or 16 bytes, not " + bytes.length);
        };
    }

    /**
     * {@return {@code 0.0.0.0} or {@code ::}}
     *
     * @param family {@link Family#IPV4} or {@link Family#IPV6}
     */
    public static IpAddress unspecified(Family family) {
        return new IpAddress(family, 0, 0);
    }

    /**
     * Parses an IPv4 address (four decimal numbers without leading zeros) or an IPv6 address (RFC 4291 2.2, without a zone).
     *
     * @throws IllegalArgumentException if the text is not an address
     */
    public static IpAddress parse(String text) {
        return AddressText.parse(text);
    }

    /** {@return 4 or 16 bytes in network order} */
    public byte[] bytes() {
        return isIpv4()
                ? ByteBuffer.allocate(4).putInt((int) low).array()
                : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    public boolean isIpv4() {
        return family.equals(Family.IPV4);
    }

    /** {@return whether this is {@code 0.0.0.0} or {@code ::}} */
    public boolean isUnspecified() {
        return high == 0 && low == 0;
    }

    /** {@return whether this is in {@code 127.0.0.0/8} or is {@code ::1}} */
    public boolean isLoopback() {
        return isIpv4() ? low >>> 24 == 127 : high == 0 && low == 1;
    }

    /** {@return whether this is in {@code 169.254.0.0/16} (RFC 3927) or {@code fe80::/10} (RFC 4291 2.5.6)} */
    public boolean isLinkLocal() {
        return isIpv4() ? low >>> 16 == 0xa9fe : high >>> 54 == 0x3fa;
    }

    /** {@return whether this is in {@code 224.0.0.0/4} or {@code ff00::/8}} */
    public boolean isMulticast() {
        return isIpv4() ? low >>> 28 == 0xe : high >>> 56 == 0xff;
    }

    /** {@return whether this is not unspecified, not multicast and not {@code 255.255.255.255}} */
    public boolean isUnicast() {
        return !isUnspecified() && !isMulticast() && !(isIpv4() && low == UNSIGNED_INT);
    }

    /** {@return the prefix that contains only this address} */
    public Prefix asPrefix() {
        return new Prefix(this, family.bits());
    }

    /** Orders by family (IPv4 first), then by unsigned value. */
    @Override
    public int compareTo(IpAddress other) {
        int byFamily = family.compareTo(other.family);
        int byHigh = byFamily != 0 ? byFamily : Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** {@return dotted decimal for IPv4, the form of RFC 5952 for IPv6} */
    @Override
    public String toString() {
        return AddressText.print(this);
    }
}
