package meta.netlink;

/**
 * The number of a routing table ({@code linux/rtnetlink.h RT_TABLE_}, {@code RTA_TABLE}).
 *
 * @param number an unsigned int
 */
public record RouteTable(int number) implements Comparable<RouteTable> {
    public static final RouteTable UNSPEC = new RouteTable(0);
    public static final RouteTable DEFAULT = new RouteTable(253);
    public static final RouteTable MAIN = new RouteTable(254);
    public static final RouteTable LOCAL = new RouteTable(255);

    /** {@return the table with this number, an unsigned int} */
    public static RouteTable of(int number) {
        return new RouteTable(number);
    }

    @Override
    public int compareTo(RouteTable other) {
        return Integer.compareUnsigned(number, other.number);
    }

    @Override
    public String toString() {
        return switch (number) {
            case 0 -> "unspec";
            case 253 -> "default";
            case 254 -> "main";
            case 255 -> "local";
            default -> Integer.toUnsignedString(number);
        };
    }
}
