package meta.netlink;

/**
 * What the kernel does with a packet that matches a route ({@code linux/rtnetlink.h RTN_}).
 *
 * @param number 0 to 255
 */
public record RouteType(int number) implements Comparable<RouteType> {
    public static final RouteType UNSPEC = new RouteType(0);
    public static final RouteType UNICAST = new RouteType(1);
    public static final RouteType LOCAL = new RouteType(2);
    public static final RouteType BROADCAST = new RouteType(3);
    public static final RouteType ANYCAST = new RouteType(4);
    public static final RouteType MULTICAST = new RouteType(5);
    public static final RouteType BLACKHOLE = new RouteType(6);
    public static final RouteType UNREACHABLE = new RouteType(7);
    public static final RouteType PROHIBIT = new RouteType(8);
    public static final RouteType THROW = new RouteType(9);
    public static final RouteType NAT = new RouteType(10);

    public RouteType {
        RangeCheck.require("route type", number, 0, 255);
    }

    /** {@return the type with this number, 0 to 255} */
    public static RouteType of(int number) {
        return new RouteType(number);
    }

    @Override
    public int compareTo(RouteType other) {
        return Integer.compareUnsigned(number, other.number);
    }

    @Override
    public String toString() {
        return switch (number) {
            case 0 -> "unspec";
            case 1 -> "unicast";
            case 2 -> "local";
            case 3 -> "broadcast";
            case 4 -> "anycast";
            case 5 -> "multicast";
            case 6 -> "blackhole";
            case 7 -> "unreachable";
            case 8 -> "prohibit";
            case 9 -> "throw";
            case 10 -> "nat";
            default -> Integer.toUnsignedString(number);
        };
    }
}
