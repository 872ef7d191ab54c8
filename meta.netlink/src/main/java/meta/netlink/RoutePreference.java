package meta.netlink;

/**
 * The router preference of an IPv6 route (RFC 4191 2.1, {@code RTA_PREF}).
 *
 * @param number 0 to 255
 */
public record RoutePreference(int number) implements Comparable<RoutePreference> {
    public static final RoutePreference MEDIUM = new RoutePreference(0);
    public static final RoutePreference HIGH = new RoutePreference(1);
    public static final RoutePreference LOW = new RoutePreference(3);

    public RoutePreference {
        RangeCheck.require("route preference", number, 0, 255);
    }

    /** {@return the preference with this number, 0 to 255} */
    public static RoutePreference of(int number) {
        return new RoutePreference(number);
    }

    @Override
    public int compareTo(RoutePreference other) {
        return Integer.compareUnsigned(number, other.number);
    }

    @Override
    public String toString() {
        return switch (number) {
            case 0 -> "medium";
            case 1 -> "high";
            case 3 -> "low";
            default -> Integer.toUnsignedString(number);
        };
    }
}
