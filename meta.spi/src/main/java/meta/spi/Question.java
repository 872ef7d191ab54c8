package meta.spi;

import java.util.List;
import meta.netlink.IpAddress;
import meta.spi.api.MayGrow;
import meta.spi.net.Netns;

/** A question about the host or the pod. The next snapshot of the step contains the answer, or nothing for an object that does not exist. */
@MayGrow
public sealed interface Question {

    /** The host device with this name, which a step may have created for the attachment. A DEL asks only the questions of this kind. */
    record HostLink(String name) implements Question {}

    /** The host device with this name, which no step has created for the attachment. */
    record HostDevice(String name) implements Question {}

    /** The rules of the host. */
    record HostRules() implements Question {}

    /**
     * The neighbour entries of the host that have our protocol number and one of these addresses, on any device. The cost grows with the number of
     * pods on the host.
     */
    record HostNeighbors(List<IpAddress> addresses) implements Question {
        public HostNeighbors {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * The routes of the host through this device, in every table but local, and the device itself. The cost grows with the number of these routes.
     */
    record HostRoutes(String device) implements Question {}

    /** The tunnel devices of the host, of the kinds in {@link meta.spi.routing.HijackMtu#TUNNELS}. */
    record HostTunnels() implements Question {}

    /**
     * The table of the route that the host uses for a packet. The answer is in {@link Snapshot#tables}; there is none if the host has no route.
     *
     * @param source the source of the packet, an address of the host
     */
    record HostTableOf(IpAddress destination, IpAddress source) implements Question {}

    /**
     * The values of network sysctls.
     *
     * @param path the path below {@code /proc/sys}, which begins with {@code net/}. One folder can be {@code *}, which stands for every folder, as in
     *     {@code net/ipv4/conf/*}{@code /rp_filter}. On the host, the cost of such a path grows with the number of pods
     */
    record Sysctls(Netns netns, String path) implements Question {}
}
