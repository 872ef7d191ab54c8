package meta.spi;

import java.util.List;
import meta.netlink.IpAddress;
import meta.spi.net.Netns;

/** A question about host or pod that a step asks; the answer is in its next snapshot. */
public sealed interface Question {

    /**
     * The host device with this name, which may be a device of the attachment.
     *
     * @param name the name of the device
     */
    record HostLink(String name) implements Question {}

    /**
     * A host device that is not a device of the attachment.
     *
     * @param name the name of the device
     */
    record HostDevice(String name) implements Question {}

    /** The rules of the host. */
    record HostRules() implements Question {}

    /**
     * The host's neighbours of ours with these addresses, on any device. The cost of the question grows with the number of pods on the host.
     *
     * @param addresses the addresses
     */
    record HostNeighbors(List<IpAddress> addresses) implements Question {
        public HostNeighbors {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * The routes of the host through this device, in every table but local. The kernel filters them. For a device with a route to each pod,
     * the cost of the question grows with the number of pods on the host.
     *
     * @param device the name of the device
     */
    record HostRoutes(String device) implements Question {}

    /** The tunnel devices of the host, such as those of kind {@code vxlan} or {@code ipip}. The kernel filters them. */
    record HostTunnels() implements Question {}

    /**
     * The table that the host's rules select for a packet.
     *
     * @param destination the destination of the packet
     * @param source the source of the packet, an address of the host
     */
    record HostTableOf(IpAddress destination, IpAddress source) implements Question {}

    /**
     * The values of settings.
     *
     * @param netns the namespace of the settings
     * @param path the file below {@code /proc/sys}; {@code *} in place of a folder's name stands for every folder, as in
     *     {@code net/ipv4/conf/*}{@code /rp_filter}. On the host, the cost of such a question grows with the number of pods.
     */
    record Sysctls(Netns netns, String path) implements Question {}
}
