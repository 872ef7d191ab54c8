package meta.spi;

import java.util.ArrayList;
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
 * @param routers the gateways that the NIC's subnets have, by {@code prevResult.ips} and by the NIC's routes
 * @param pod the NIC's own addresses, those assigned first; they may be missing on the NIC while IPv6 is off
 * @param node the node's addresses that the pod must reach, in order of preference
 * @param hijacked the subnets whose traffic goes by way of the node
 * @param gateways the node's address that the hijacked subnets go through: at most one for each family
 * @param tables which routing table each of the pod's NICs has
 * @param remarks what was left out and why
 */
public record Addressing(
        List<Address> assigned,
        List<IpAddress> routers,
        List<IpAddress> pod,
        List<IpAddress> node,
        List<Prefix> hijacked,
        List<IpAddress> gateways,
        NicTables tables,
        Remarks remarks) {

    /**
     * What was left out and why, in words for people.
     *
     * @param notes what is normal, for the log
     * @param warnings what works less well than the user may expect
     * @param noGateway why no family of the NIC has a gateway; empty where one has
     */
    public record Remarks(List<String> notes, List<String> warnings, String noGateway) {
        public static final Remarks NONE = new Remarks(List.of(), List.of(), "");

        public Remarks {
            notes = List.copyOf(notes);
            warnings = List.copyOf(warnings);
        }
    }

    /** No address is known, as when a DEL comes after the pod has gone. */
    public static final Addressing NONE = new Addressing(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), NicTables.NONE, Remarks.NONE);

    public Addressing {
        assigned = List.copyOf(assigned);
        routers = List.copyOf(routers);
        pod = List.copyOf(pod);
        node = List.copyOf(node);
        hijacked = List.copyOf(hijacked);
        gateways = List.copyOf(gateways);
    }

    /** {@return the same with this remark for the log} */
    public Addressing noting(String note) {
        List<String> notes = new ArrayList<>(remarks.notes());
        notes.add(note);
        Remarks more = new Remarks(notes, remarks.warnings(), remarks.noGateway());
        return new Addressing(assigned, routers, pod, node, hijacked, gateways, tables, more);
    }

    /** {@return the NIC's own addresses of the family} */
    public List<IpAddress> pod(Family family) {
        return pod.stream().filter(address -> address.family().equals(family)).toList();
    }

    /** {@return whether an address of the NIC was assigned to it; where none was, all of them count as assigned} */
    public boolean isAssigned(IpAddress address) {
        return assigned.isEmpty()
                || assigned.stream().anyMatch(known -> known.address().equals(address));
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
    public Addressing with(NicTables decided) {
        return new Addressing(assigned, routers, pod, node, hijacked, gateways, decided, remarks);
    }

    /**
     * Requires that the pod can reach its node in at least one family of the NIC, for a step whose work is in vain otherwise.
     *
     * @throws PlanningException where no family has a gateway; the message lists the node's addresses and why each was left out
     */
    public void requireGateway() {
        if (gateways.isEmpty() && !remarks.noGateway().isEmpty()) {
            throw new PlanningException(remarks.noGateway());
        }
    }

    private static Optional<IpAddress> first(List<IpAddress> addresses, Family family) {
        return addresses.stream()
                .filter(address -> address.family().equals(family))
                .findFirst();
    }
}
