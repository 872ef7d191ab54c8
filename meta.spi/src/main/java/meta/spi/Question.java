package meta.spi;

import java.util.List;
import meta.netlink.IpAddress;
import meta.spi.api.MayGrow;
import meta.spi.net.Netns;

/**
 * A question of a step about objects of host or pod that not every {@link Snapshot} contains ({@link Step#questions}). The answer is in the
 * next snapshot that the step receives. The call fails if more than 50,000 rules, routes or neighbours answer a question. A third-party
 * step may ask at most 1,000 questions at a time, with at most 50,000 addresses.
 */
@MayGrow
public sealed interface Question {

    /**
     * The host device with this name, which a step may have created for the attachment. In a DEL, only questions of this kind are answered.
     */
    record HostLink(String name) implements Question {}

    /** The host device with this name, which no step has created for the attachment. */
    record HostDevice(String name) implements Question {}

    /** All routing rules of the host, except inverted rules ({@link meta.spi.net.Rule}). */
    record HostRules() implements Question {}

    /**
     * The host's neighbour entries, on all devices, that have {@linkplain meta.spi.net.Ownership#PROTOCOL our protocol number} and one of
     * these addresses. The cost grows with the number of pods on the host.
     */
    record HostNeighbors(List<IpAddress> addresses) implements Question {
        public HostNeighbors {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * The host device with this name, and the host's routes through the device, in all tables except table local. Routes with a source
     * prefix, and some multipath routes, are left out. The cost grows with the number of these routes.
     */
    record HostRoutes(String device) implements Question {}

    /**
     * The host devices whose kind is one of {@link meta.spi.routing.HijackMtu#TUNNELS}. The answer may lack devices whose driver is built
     * into the kernel.
     */
    record HostTunnels() implements Question {}

    /**
     * The routing table whose route the host uses for a packet. The answer is in {@link Snapshot#tables}; there is none if the host has no
     * route for the packet.
     *
     * @param destination the destination address of the packet
     * @param source the source address of the packet, which must be an address of the host
     */
    record HostTableOf(IpAddress destination, IpAddress source) implements Question {}

    /**
     * The values of network sysctls. The snapshot lacks a sysctl that does not exist or that the kernel refuses to read.
     *
     * @param path the path below {@code /proc/sys}, which begins with {@code net/}. One part of the path, but not the last one, can be
     *     {@code *} for every name, as in {@code net/ipv4/conf/*}{@code /rp_filter}. On the host, the cost of a path with {@code *} grows
     *     with the number of pods
     */
    record Sysctls(Netns netns, String path) implements Question {}
}
