package meta.core.plugin.step;

import java.util.HexFormat;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;

/**
 * The configured first two bytes of a MAC address. The other four bytes come from an IP address.
 *
 * @param bits the two bytes as a big-endian number, without the multicast bit
 */
record MacPrefix(int bits) {
    private static final int MULTICAST = 0x0100; // IEEE 802: the lowest bit of the first byte

    /**
     * Parses two pairs of hexadecimal digits with {@code :} or {@code -} between them.
     *
     * @throws IllegalArgumentException if the text has another form, or the multicast bit is set
     */
    static MacPrefix parse(String text) {
        boolean form = text.length() == 5 && (text.charAt(2) == ':' || text.charAt(2) == '-');
        if (!form || !isHex(text, 0) || !isHex(text, 3)) {
            throw new IllegalArgumentException('"' + text + "\" is not the beginning of a MAC address");
        }
        int bits = HexFormat.fromHexDigits(text, 0, 2) << 8 | HexFormat.fromHexDigits(text, 3, 5);
        if ((bits & MULTICAST) != 0) {
            throw new IllegalArgumentException('"' + text + "\" is the beginning of multicast addresses");
        }
        return new MacPrefix(bits);
    }

    private static boolean isHex(String text, int at) {
        return HexFormat.isHexDigit(text.charAt(at)) && HexFormat.isHexDigit(text.charAt(at + 1));
    }

    /** {@return the MAC address of this prefix and the last four bytes of the IP address} */
    MacAddress with(IpAddress address) {
        return new MacAddress((long) bits << 32 | (address.low() & 0xffff_ffffL));
    }

    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits((byte) (bits >> 8)) + ":" + hex.toHexDigits((byte) bits);
    }
}
