package meta.netlink;

import java.util.HexFormat;

/**
 * The link-layer address of an Ethernet device (IEEE 802 EUI-48).
 *
 * @param bits the six bytes as a big-endian number; the upper 16 bits are 0
 */
public record MacAddress(long bits) implements Comparable<MacAddress> {
    /** Stands for a missing link-layer address. */
    public static final MacAddress NONE = new MacAddress(0);

    public MacAddress {
        if (bits >>> 48 != 0) {
            throw new IllegalArgumentException("a MAC address has 48 bits, not " + Long.toHexString(bits));
        }
    }

    /**
     * {@return the address with these six bytes in network order}
     *
     * @throws IllegalArgumentException if there are not six bytes
     */
    public static MacAddress of(byte[] bytes) {
        if (bytes.length != 6) {
            throw new IllegalArgumentException("a MAC address has 6 bytes, not " + bytes.length);
        }
        long bits = 0;
        for (byte b : bytes) {
            bits = (bits << 8) | (b & 0xff);
        }
        return new MacAddress(bits);
    }

    /**
     * Parses six pairs of hexadecimal digits, in upper or lower case, with colons between them.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static MacAddress parse(String text) {
        try {
            return of(HexFormat.ofDelimiter(":").parseHex(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a MAC address such as 0a:1b:ac:12:18:78", e);
        }
    }

    /** {@return the six bytes in network order} */
    public byte[] bytes() {
        byte[] bytes = new byte[6];
        for (int i = 0; i < 6; i++) {
            bytes[i] = (byte) (bits >>> (8 * (5 - i)));
        }
        return bytes;
    }

    @Override
    public int compareTo(MacAddress other) {
        return Long.compare(bits, other.bits);
    }

    /** {@return a text such as {@code 0a:1b:ac:12:18:78}} */
    @Override
    public String toString() {
        return HexFormat.ofDelimiter(":").formatHex(bytes());
    }
}
