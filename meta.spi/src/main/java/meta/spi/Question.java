package meta.spi;

import java.util.List;
import meta.netlink.IpAddress;
import meta.spi.api.MayGrow;
import meta.spi.net.Netns;

/**
 * A question that a step asks about the host or the pod. The next snapshot that the step gets contains the answer, or nothing for an object
 * that does not exist.
 *
 * <p>Kinds may be added in later versions: a {@code switch} needs a default branch.
 */
@MayGrow
public sealed interface Question {

    /**
     * The host device with this name, which a step may have created for the attachment. A DEL asks only the questions of this kind, to find
     * the devices that it deletes.
     *
     * @param name the name of the device
     */
    record HostLink(String name) implements Question {}

    /**
     * The host device with this name, which no step has created for the attachment. A DEL does not ask this question.
     *
     * @param name the name of the device
     */
    record HostDevice(String name) implements Question {}

    /** The rules of the host. */
    record HostRules() implements Question {}

    /**
     * The neighbour entries of the host that have our protocol number and one of these addresses, on any device. The cost of the question
     * grows with the number of pods on the host.
     *
     * @param addresses the addresses of the neighbours
     */
    record HostNeighbors(List<IpAddress> addresses) implements Question {
        public HostNeighbors {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * The routes of the host through this device, in every table but local, and the device itself. The kernel selects the routes by device.
     * If the device has a route to each pod, the cost of the question grows with the number of pods on the host.
     *
     * @param device the name of the device
     */
    record HostRoutes(String device) implements Question {}

    /** The tunnel devices of the host, such as those of kind {@code vxlan} or {@code ipip}. The kernel selects them by kind. */
    record HostTunnels() implements Question {}

    /**
     * The table of the route that the host uses for a packet, as the host's rules and routes decide. The answer is in {@link Snapshot#tables};
     * there is none if the host has no route.
     *
     * @param destination the destination of the packet
     * @param source the source of the packet, an address of the host
     */
    record HostTableOf(IpAddress destination, IpAddress source) implements Question {}

    /**
     * The values of one or more network sysctls.
     *
     * @param netns the namespace of the sysctls
     * @param path the path below {@code /proc/sys}, which begins with {@code net/}. One {@code *} in place of a folder's name stands for every
     *     folder, as in {@code net/ipv4/conf/*}{@code /rp_filter}; a path with more of them is rejected. On the host, the cost of a path with {@code *} grows with the number of
     *     pods
     */
    record Sysctls(Netns netns, String path) implements Question {}
}
