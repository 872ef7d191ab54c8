package meta.spi;

import meta.netlink.Errno;
import meta.netlink.IpAddress;

/** The result of {@code ip route get} on the host at the time of the snapshot. */
public sealed interface RouteLookup {
    /**
     * All hosts of a link (RFC 1112). A lookup of this address through a device shows the source address that the kernel picks for routes without a
     * preferred source.
     */
    IpAddress ALL_HOSTS = IpAddress.parse("224.0.0.1");

    /** {@return the address that was looked up} */
    IpAddress destination();

    /**
     * The host has a route through a device.
     *
     * @param source the source address of the packet; unspecified if the kernel names none
     * @param gateway the next router, which may be an IPv6 address for an IPv4 destination; unspecified if the destination is on the link
     * @param mtu the MTU in bytes of the route or, if the route has none, of the device; 0 if it is not known
     */
    record Found(IpAddress destination, String device, IpAddress source, IpAddress gateway, int mtu)
            implements RouteLookup {}

    /**
     * The host has no route to the address, or a route of type {@code unreachable}, {@code prohibit} or {@code blackhole}.
     *
     * @param errno the kernel's reason, such as {@link Errno#ENETUNREACH} without a route
     */
    record Unreachable(IpAddress destination, Errno errno) implements RouteLookup {}
}
