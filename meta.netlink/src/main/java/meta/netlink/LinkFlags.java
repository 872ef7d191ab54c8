package meta.netlink;

import java.util.List;
import java.util.Map;

/**
 * The flags of a device ({@code linux/if.h IFF_}).
 *
 * @param bits the bit mask, which may contain bits without a constant
 */
public record LinkFlags(int bits) {
    public static final LinkFlags NONE = new LinkFlags(0);

    /** The device is administratively up. */
    public static final LinkFlags UP = new LinkFlags(0x1);

    public static final LinkFlags BROADCAST = new LinkFlags(0x2);
    public static final LinkFlags LOOPBACK = new LinkFlags(0x8);
    public static final LinkFlags POINT_TO_POINT = new LinkFlags(0x10);

    /** The device is up and operational ({@code operstate}). */
    public static final LinkFlags RUNNING = new LinkFlags(0x40);

    public static final LinkFlags NO_ARP = new LinkFlags(0x80);
    public static final LinkFlags PROMISCUOUS = new LinkFlags(0x100);
    public static final LinkFlags ALL_MULTICAST = new LinkFlags(0x200);
    public static final LinkFlags MULTICAST = new LinkFlags(0x1000);

    /** The device is up and has a carrier. */
    public static final LinkFlags LOWER_UP = new LinkFlags(0x10000);

    private static final List<Map.Entry<LinkFlags, String>> NAMES = List.of(
            Map.entry(UP, "UP"),
            Map.entry(BROADCAST, "BROADCAST"),
            Map.entry(LOOPBACK, "LOOPBACK"),
            Map.entry(POINT_TO_POINT, "POINTOPOINT"),
            Map.entry(RUNNING, "RUNNING"),
            Map.entry(NO_ARP, "NOARP"),
            Map.entry(PROMISCUOUS, "PROMISC"),
            Map.entry(ALL_MULTICAST, "ALLMULTI"),
            Map.entry(MULTICAST, "MULTICAST"),
            Map.entry(LOWER_UP, "LOWER_UP"));

    /** {@return whether these flags contain the other flags} */
    public boolean has(LinkFlags other) {
        return (bits & other.bits) == other.bits;
    }

    /** {@return these flags and the other flags} */
    public LinkFlags with(LinkFlags other) {
        return new LinkFlags(bits | other.bits);
    }

    /** {@return these flags without the other flags} */
    public LinkFlags without(LinkFlags other) {
        return new LinkFlags(bits & ~other.bits);
    }

    @Override
    public String toString() {
        return FlagText.print(bits, NAMES, LinkFlags::bits);
    }
}
