package meta.netlink;

/**
 * The distance to the destination of a route, or the area in which an address is valid ({@code linux/rtnetlink.h RT_SCOPE_}).
 *
 * @param number 0 (anywhere) to 255 (nowhere)
 */
public record RouteScope(int number) implements Comparable<RouteScope> {
    public static final RouteScope UNIVERSE = new RouteScope(0);
    public static final RouteScope SITE = new RouteScope(200);
    public static final RouteScope LINK = new RouteScope(253);
    public static final RouteScope HOST = new RouteScope(254);
    public static final RouteScope NOWHERE = new RouteScope(255);

    public RouteScope {
        RangeCheck.require("route scope", number, 0, 255);
    }

    /** {@return the scope with this number, 0 to 255} */
    public static RouteScope of(int number) {
        return new RouteScope(number);
    }

    @Override
    public int compareTo(RouteScope other) {
        return Integer.compareUnsigned(number, other.number);
    }

    @Override
    public String toString() {
        return switch (number) {
            case 0 -> "global";
            case 200 -> "site";
            case 253 -> "link";
            case 254 -> "host";
            case 255 -> "nowhere";
            default -> Integer.toUnsignedString(number);
        };
    }
}
