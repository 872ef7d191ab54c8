package meta.spi;

import meta.netlink.Errno;
import meta.netlink.IpAddress;

/** The host's answer to {@code ip route get}: how it would reach an address at the moment of the snapshot. */
public sealed interface RouteLookup {
    /**
     * All hosts of a link (RFC 1112). The answer to a look-up of it out of a device names the source that the kernel picks where a route
     * by that device names none.
     */
    IpAddress ALL_HOSTS = IpAddress.parse("224.0.0.1");

    /** {@return the address that was asked for} */
    IpAddress destination();

    /**
     * There is a way.
     *
     * @param destination the address that was asked for
     * @param device the host's device that the packet would leave by
     * @param source the address that it would carry as its source; unspecified where the kernel names none
     * @param gateway the next router; unspecified where the address is on the link itself
     * @param mtu the largest packet on this way in bytes: the route's, or else the device's
     */
    record Found(IpAddress destination, String device, IpAddress source, IpAddress gateway, int mtu)
            implements RouteLookup {}

    /** There is none, and the kernel says why, as {@link Errno#ENETUNREACH}. */
    record Unreachable(IpAddress destination, Errno errno) implements RouteLookup {}
}
