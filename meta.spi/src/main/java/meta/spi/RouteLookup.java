package meta.spi;

import meta.netlink.Errno;
import meta.netlink.IpAddress;

/** The result of a route lookup on the host ({@code ip route get}) at the time of the snapshot. */
public sealed interface RouteLookup {
    /**
     * The multicast address of all machines on a LAN (all-hosts group, RFC 1112). Its lookup on a device shows which source address the
     * kernel picks for routes through the device that have neither a gateway nor a preferred source.
     */
    IpAddress ALL_HOSTS = IpAddress.parse("224.0.0.1");

    /** {@return the address that was looked up} */
    IpAddress destination();

    /**
     * The host has a route to the address, through a device.
     *
     * @param device the name of the device
     * @param source the source address that the kernel uses; unspecified if the kernel names none
     * @param gateway the next router, which for an IPv4 destination can have an IPv6 address; unspecified if the route has no gateway
     * @param mtu the MTU of the route in bytes, or of the device if the route has none; 0 if neither is known
     */
    record Found(IpAddress destination, String device, IpAddress source, IpAddress gateway, int mtu)
            implements RouteLookup {}

    /**
     * The kernel has rejected the lookup, normally because the host has no route to the address, or a route of type {@code unreachable},
     * {@code prohibit} or {@code blackhole}.
     *
     * @param errno the kernel's reason, such as {@link Errno#ENETUNREACH}
     */
    record Unreachable(IpAddress destination, Errno errno) implements RouteLookup {}
}
