package meta.netlink;

/**
 * The origin of a route, rule or neighbour entry ({@code linux/rtnetlink.h RTPROT_}).
 *
 * @param number 0 to 255
 */
public record RouteProtocol(int number) implements Comparable<RouteProtocol> {
    public static final RouteProtocol UNSPEC = new RouteProtocol(0);

    /** An ICMP redirect message. */
    public static final RouteProtocol REDIRECT = new RouteProtocol(1);

    public static final RouteProtocol KERNEL = new RouteProtocol(2);

    /** The default of {@code ip route}. */
    public static final RouteProtocol BOOT = new RouteProtocol(3);

    public static final RouteProtocol STATIC = new RouteProtocol(4);

    /** A router advertisement. */
    public static final RouteProtocol RA = new RouteProtocol(9);

    public static final RouteProtocol DHCP = new RouteProtocol(16);
    public static final RouteProtocol BIRD = new RouteProtocol(12);
    public static final RouteProtocol ZEBRA = new RouteProtocol(11);
    public static final RouteProtocol BGP = new RouteProtocol(186);

    public RouteProtocol {
        RangeCheck.require("route protocol", number, 0, 255);
    }

    /** {@return the protocol with this number, 0 to 255} */
    public static RouteProtocol of(int number) {
        return new RouteProtocol(number);
    }

    @Override
    public int compareTo(RouteProtocol other) {
        return Integer.compareUnsigned(number, other.number);
    }

    @Override
    public String toString() {
        return switch (number) {
            case 0 -> "unspec";
            case 1 -> "redirect";
            case 2 -> "kernel";
            case 3 -> "boot";
            case 4 -> "static";
            case 9 -> "ra";
            case 16 -> "dhcp";
            case 12 -> "bird";
            case 11 -> "zebra";
            case 186 -> "bgp";
            default -> Integer.toUnsignedString(number);
        };
    }
}
