package meta.netlink;

/**
 * An address family of {@code linux/socket.h}.
 *
 * @param number the kernel's {@code AF_} number, 0 to 255
 */
public record Family(int number) implements Comparable<Family> {
    public static final Family UNSPEC = new Family(0);
    public static final Family IPV4 = new Family(2);
    public static final Family IPV6 = new Family(10);

    public Family {
        RangeCheck.require("address family", number, 0, 255);
    }

    /** {@return whether this is IPv4 or IPv6} */
    public boolean isIp() {
        return equals(IPV4) || equals(IPV6);
    }

    /**
     * {@return the length of an address in bits: 32 or 128}
     *
     * @throws IllegalStateException if this is neither IPv4 nor IPv6
     */
    public int bits() {
        if (equals(IPV4)) {
            return 32;
        }
        if (equals(IPV6)) {
            return 128;
        }
        throw new IllegalStateException("family " + this + " has no IP addresses");
    }

    @Override
    public int compareTo(Family other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return switch (number) {
            case 0 -> "unspec";
            case 2 -> "inet";
            case 10 -> "inet6";
            default -> Integer.toString(number);
        };
    }
}
