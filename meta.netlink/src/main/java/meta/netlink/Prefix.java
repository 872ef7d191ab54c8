package meta.netlink;

/**
 * A block of addresses in CIDR notation (RFC 4632 3.1, RFC 4291 2.3).
 *
 * @param address the first address of the block; its host bits are zero
 * @param length the length of the prefix in bits
 */
public record Prefix(IpAddress address, int length) implements Comparable<Prefix> {
    public Prefix {
        requireLength(address, length);
        if (!masked(address, length).equals(address)) {
            throw new IllegalArgumentException(address + "/" + length + " has host bits set; the block is "
                    + masked(address, length) + "/" + length);
        }
    }

    /**
     * {@return the block of this length that contains the address}
     *
     * @throws IllegalArgumentException if the length is not 0 to 32 for IPv4, 0 to 128 for IPv6
     */
    public static Prefix containing(IpAddress address, int length) {
        requireLength(address, length);
        return new Prefix(masked(address, length), length);
    }

    /**
     * {@return {@code 0.0.0.0/0} or {@code ::/0}}
     *
     * @param family {@link Family#IPV4} or {@link Family#IPV6}
     */
    public static Prefix all(Family family) {
        return new Prefix(IpAddress.unspecified(family), 0);
    }

    /**
     * Parses {@code address/length}.
     *
     * @throws IllegalArgumentException if the text has another form, the length is out of range, or a host bit of the address is 1
     */
    public static Prefix parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("\"" + text + "\" has no prefix length");
        }
        return new Prefix(IpAddress.parse(text.substring(0, slash)), parseLength(text, slash));
    }

    /**
     * Parses {@code address/length}, and returns the block that contains the address. The address may have host bits that are 1.
     *
     * @throws IllegalArgumentException if the text has another form, or the length is out of range
     */
    public static Prefix parseContaining(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("\"" + text + "\" has no prefix length");
        }
        return containing(IpAddress.parse(text.substring(0, slash)), parseLength(text, slash));
    }

    public Family family() {
        return address.family();
    }

    /** {@return whether the block has only one address} */
    public boolean isSingle() {
        return length == family().bits();
    }

    /** {@return whether the block contains all addresses of its family} */
    public boolean isAll() {
        return length == 0;
    }

    /** {@return whether the block contains the address; false for the other family} */
    public boolean contains(IpAddress other) {
        return other.family().equals(family()) && masked(other, length).equals(address);
    }

    /** Orders by address, then by length. */
    @Override
    public int compareTo(Prefix other) {
        int byAddress = address.compareTo(other.address);
        return byAddress != 0 ? byAddress : Integer.compare(length, other.length);
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }

    private static int parseLength(String text, int slash) {
        String digits = text.substring(slash + 1);
        int length = Decimal.parse(digits, 999);
        if (length < 0) {
            throw new IllegalArgumentException("\"" + text + "\": \"" + digits + "\" is not a prefix length"
                    + maskHint(text.substring(0, slash), digits));
        }
        return length;
    }

    /** {@return a hint if the length looks like a network mask, otherwise an empty text} */
    private static String maskHint(String address, String mask) {
        if (mask.indexOf('.') < 0) {
            return "";
        }
        try {
            int bits = (int) IpAddress.parse(mask).low();
            int length = Integer.numberOfLeadingZeros(~bits);
            boolean contiguous = length == Integer.SIZE || bits << length == 0;
            return contiguous ? "; write \"" + address + "/" + length + "\"" : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static void requireLength(IpAddress address, int length) {
        int bits = address.family().bits();
        if (length < 0 || length > bits) {
            throw new IllegalArgumentException("\"" + address + "/" + length + "\": an "
                    + (address.isIpv4() ? "IPv4" : "IPv6") + " prefix length is 0 to " + bits);
        }
    }

    private static IpAddress masked(IpAddress address, int length) {
        if (address.isIpv4()) {
            return new IpAddress(Family.IPV4, 0, address.low() & upper(length + 32));
        }
        return new IpAddress(Family.IPV6, address.high() & upper(length), address.low() & upper(length - 64));
    }

    /**
     * {@return a mask in which this number of upper bits is 1}
     *
     * @param bits a negative number counts as 0, a number above 64 as 64
     */
    private static long upper(int bits) {
        return bits <= 0 ? 0 : bits >= 64 ? -1 : -1L << (64 - bits);
    }
}
