package meta.spi;

import java.util.List;
import java.util.Optional;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.spi.net.Address;

/**
 * The addresses that the steps of an attachment work on, worked out once. All are of the NIC's own families: an IPv4 NIC leaves
 * the pod's IPv6 alone.
 *
 * @param assigned the NIC's addresses as {@code prevResult.ips} has them, whether or not the kernel has them too
 * @param pod the NIC's own addresses, those assigned first; they may be missing on the NIC while IPv6 is off
 * @param node the node's addresses that the pod must reach, in order of preference
 * @param hijacked the subnets whose traffic goes by way of the node
 * @param gateways the node's address that the hijacked subnets go through: at most one for each family
 * @param routing which routing table each of the pod's NICs has
 * @param notes what was left out and why, for the log
 */
public record Addressing(
        List<Address> assigned,
        List<IpAddress> pod,
        List<IpAddress> node,
        List<Prefix> hijacked,
        List<IpAddress> gateways,
        Routing routing,
        List<String> notes) {
    /** No address is known, as when a DEL comes after the pod has gone. */
    public static final Addressing NONE =
            new Addressing(List.of(), List.of(), List.of(), List.of(), List.of(), Routing.MAIN, List.of());

    public Addressing {
        assigned = List.copyOf(assigned);
        pod = List.copyOf(pod);
        node = List.copyOf(node);
        hijacked = List.copyOf(hijacked);
        gateways = List.copyOf(gateways);
        notes = List.copyOf(notes);
    }

    /** {@return the NIC's own addresses of the family} */
    public List<IpAddress> pod(Family family) {
        return pod.stream().filter(address -> address.family().equals(family)).toList();
    }

    /** {@return the NIC's first address of the family: the source of what the pod sends} */
    public Optional<IpAddress> source(Family family) {
        return first(pod, family);
    }

    /** {@return the node's address that packets of this family to the hijacked subnets go through} */
    public Optional<IpAddress> gateway(Family family) {
        return first(gateways, family);
    }

    /** {@return the same with another decision upon the pod's routing tables} */
    public Addressing with(Routing decided) {
        return new Addressing(assigned, pod, node, hijacked, gateways, decided, notes);
    }

    private static Optional<IpAddress> first(List<IpAddress> addresses, Family family) {
        return addresses.stream()
                .filter(address -> address.family().equals(family))
                .findFirst();
    }
}
