package meta.spi;

import meta.netlink.Errno;
import meta.netlink.IpAddress;

/**
 * The host's answer to {@code ip route get}: the host's route to an address at the time of the snapshot. There are two kinds, a route or none; later
 * versions add no kinds.
 */
public sealed interface RouteLookup {
    /**
     * All hosts of a link (RFC 1112). The answer to a lookup of this address through a device contains the source address that the kernel
     * picks for a route through the device without a preferred source.
     */
    IpAddress ALL_HOSTS = IpAddress.parse("224.0.0.1");

    /** {@return the address that was looked up} */
    IpAddress destination();

    /**
     * The host has a route.
     *
     * @param destination the address that was looked up
     * @param device the host's device through which a packet leaves
     * @param source the source address of the packet; unspecified if the kernel names none
     * @param gateway the next router; unspecified if the address is on the link
     * @param mtu the MTU in bytes of the route or, if the route has none, of the device; 0 if it is not known
     */
    record Found(IpAddress destination, String device, IpAddress source, IpAddress gateway, int mtu)
            implements RouteLookup {}

    /**
     * The host has no route.
     *
     * @param destination the address that was looked up
     * @param errno the kernel's reason, such as {@link Errno#ENETUNREACH}
     */
    record Unreachable(IpAddress destination, Errno errno) implements RouteLookup {}
}
