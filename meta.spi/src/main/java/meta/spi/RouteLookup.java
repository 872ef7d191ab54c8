package meta.spi;

import meta.netlink.Errno;
import meta.netlink.IpAddress;

/**
 * The host's answer to {@code ip route get}: the host's route to an address at the time of the snapshot. There are two kinds, found and unreachable;
 * later versions add no kinds.
 */
public sealed interface RouteLookup {
    /**
     * All hosts of a link (RFC 1112). A lookup of this address through a device shows the source address that the kernel picks if a route
     * through the device has no preferred source.
     */
    IpAddress ALL_HOSTS = IpAddress.parse("224.0.0.1");

    /** {@return the address that was looked up} */
    IpAddress destination();

    /**
     * The host has a route through a device.
     *
     * @param destination the address that was looked up
     * @param device the host's device through which a packet leaves
     * @param source the source address of the packet; unspecified if the kernel names none
     * @param gateway the next router, which may be an IPv6 address for an IPv4 destination; unspecified if the destination is on the link
     * @param mtu the MTU in bytes of the route or, if the route has none, of the device; 0 if it is not known
     */
    record Found(IpAddress destination, String device, IpAddress source, IpAddress gateway, int mtu)
            implements RouteLookup {}

    /**
     * The host reaches the address by no device: it has no route, or its route has the type {@code unreachable}, {@code prohibit} or
     * {@code blackhole}.
     *
     * @param destination the address that was looked up
     * @param errno the kernel's reason, such as {@link Errno#ENETUNREACH} without a route, or {@link Errno#EHOSTUNREACH} for the type
     *     {@code unreachable}
     */
    record Unreachable(IpAddress destination, Errno errno) implements RouteLookup {}
}
