package meta.spi;

import java.util.List;
import meta.netlink.IpAddress;
import meta.spi.net.Netns;

/** A thing to be looked up for the snapshot because a step needs to know it. */
public sealed interface Question {

    /** Is there a host device of this name, and what is it like? A device of the attachment's may have it. */
    record HostLink(String name) implements Question {}

    /** What is a device like that the host has anyway, and that is none of the attachment's? */
    record HostDevice(String name) implements Question {}

    /** Which rules has the host? */
    record HostRules() implements Question {}

    /**
     * Which neighbour entries of ours has the host for these addresses, on whatever device? Asking costs more the more pods the host has.
     */
    record HostNeighbors(List<IpAddress> addresses) implements Question {
        public HostNeighbors {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * Which routes of the host, in whatever table but local, lead through this device? The kernel picks them out; asking for a device
     * that has a route to each pod costs more the more pods there are.
     */
    record HostRoutes(String device) implements Question {}

    /** Which tunnel devices has the host, such as those of kind {@code vxlan} or {@code ipip}? The kernel picks them out. */
    record HostTunnels() implements Question {}

    /** Which of the host's tables says where a packet to the destination goes that has one of the host's addresses as its source? */
    record HostTableOf(IpAddress destination, IpAddress source) implements Question {}

    /**
     * What do these settings say?
     *
     * @param netns whose settings
     * @param path the file below {@code /proc/sys}; a {@code *} in place of a folder's name asks for each of them, as in
     *     {@code net/ipv4/conf/*}{@code /rp_filter}. Asking so on the host costs more the more pods it has.
     */
    record Sysctls(Netns netns, String path) implements Question {}
}
