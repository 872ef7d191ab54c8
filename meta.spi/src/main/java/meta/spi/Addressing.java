package meta.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.spi.net.Address;

/**
 * The addresses, subnets and routing tables of a call, computed once for all steps. All are of the NIC's own address families: a call for an
 * IPv4 NIC does not change IPv6 in the pod.
 */
public final class Addressing {
    private final List<Address> assigned;
    private final List<IpAddress> routers;
    private final List<IpAddress> pod;
    private final List<IpAddress> node;
    private final List<Prefix> hijacked;
    private final List<IpAddress> gateways;
    private final NicTables tables;
    private final Remarks remarks;

    private Addressing(
            List<Address> assigned,
            List<IpAddress> routers,
            List<IpAddress> pod,
            List<IpAddress> node,
            List<Prefix> hijacked,
            List<IpAddress> gateways,
            NicTables tables,
            Remarks remarks) {
        assigned = List.copyOf(assigned);
        routers = List.copyOf(routers);
        pod = List.copyOf(pod);
        node = List.copyOf(node);
        hijacked = List.copyOf(hijacked);
        gateways = List.copyOf(gateways);
        this.assigned = assigned;
        this.routers = routers;
        this.pod = pod;
        this.node = node;
        this.hijacked = hijacked;
        this.gateways = gateways;
        this.tables = tables;
        this.remarks = remarks;
    }

    /** {@return the addresses of a call with these properties, which have methods of the same names} */
    public static Addressing of(
            List<Address> assigned,
            List<IpAddress> routers,
            List<IpAddress> pod,
            List<IpAddress> node,
            List<Prefix> hijacked,
            List<IpAddress> gateways,
            NicTables tables,
            Remarks remarks) {
        return new Addressing(assigned, routers, pod, node, hijacked, gateways, tables, remarks);
    }

    /** Which addresses were left out and why, as sentences for people. */
    public static final class Remarks {
        /** No remarks. */
        public static final Remarks NONE = new Remarks(List.of(), List.of(), "");

        private final List<String> notes;
        private final List<String> warnings;
        private final String noGateway;

        private Remarks(List<String> notes, List<String> warnings, String noGateway) {
            notes = List.copyOf(notes);
            warnings = List.copyOf(warnings);
            this.notes = notes;
            this.warnings = warnings;
            this.noGateway = noGateway;
        }

        /** {@return remarks with these properties, which have methods of the same names} */
        public static Remarks of(List<String> notes, List<String> warnings, String noGateway) {
            return new Remarks(notes, warnings, noGateway);
        }

        /** {@return for the log} */
        public List<String> notes() {
            return notes;
        }

        /** {@return limitations that the user may not expect} */
        public List<String> warnings() {
            return warnings;
        }

        /** {@return why no family of the NIC has a gateway; empty if one has} */
        public String noGateway() {
            return noGateway;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Remarks that
                    && notes.equals(that.notes)
                    && warnings.equals(that.warnings)
                    && noGateway.equals(that.noGateway);
        }

        @Override
        public int hashCode() {
            int hash = notes.hashCode();
            hash = 31 * hash + warnings.hashCode();
            return 31 * hash + noGateway.hashCode();
        }

        @Override
        public String toString() {
            return "Remarks[notes=" + notes + ", warnings=" + warnings + ", noGateway=" + noGateway + "]";
        }
    }

    /** No address is known, as in a DEL for a pod that no longer exists. */
    public static final Addressing NONE = new Addressing(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), NicTables.NONE, Remarks.NONE);

    /** {@return this without some addresses of the NIC} */
    public Addressing without(Set<IpAddress> others) {
        if (others.isEmpty()) {
            return this;
        }
        List<IpAddress> fewer =
                pod.stream().filter(address -> !others.contains(address)).toList();
        return new Addressing(assigned, routers, fewer, node, hijacked, gateways, tables, remarks);
    }

    /** {@return this with one more note for the log} */
    public Addressing noting(String note) {
        List<String> notes = new ArrayList<>(remarks.notes());
        notes.add(note);
        Remarks more = new Remarks(notes, remarks.warnings(), remarks.noGateway());
        return new Addressing(assigned, routers, pod, node, hijacked, gateways, tables, more);
    }

    /** {@return the NIC's addresses of the family} */
    public List<IpAddress> pod(Family family) {
        List<IpAddress> ofFamily = new ArrayList<>();
        for (IpAddress address : pod) {
            if (address.family().equals(family)) {
                ofFamily.add(address);
            }
        }
        return List.copyOf(ofFamily);
    }

    /** {@return whether the address was assigned to the NIC; if none was, every address counts as assigned} */
    public boolean isAssigned(IpAddress address) {
        for (Address known : assigned) {
            if (known.address().equals(address)) {
                return true;
            }
        }
        return assigned.isEmpty();
    }

    /** {@return the NIC's first address of the family, which is the source of the pod's packets; empty if it has none} */
    public Optional<IpAddress> source(Family family) {
        return first(pod, family);
    }

    /** {@return the gateway to the hijacked subnets of the family; empty if there is none} */
    public Optional<IpAddress> gateway(Family family) {
        return first(gateways, family);
    }

    /** {@return this with other routing tables} */
    public Addressing with(NicTables decided) {
        return new Addressing(assigned, routers, pod, node, hijacked, gateways, decided, remarks);
    }

    /**
     * Requires that at least one family of the NIC has a gateway.
     *
     * @throws PlanningException if none has; the message lists the node's addresses and why each was left out
     */
    public void requireGateway() {
        if (gateways.isEmpty() && !remarks.noGateway().isEmpty()) {
            throw new PlanningException(remarks.noGateway());
        }
    }

    private static Optional<IpAddress> first(List<IpAddress> addresses, Family family) {
        for (IpAddress address : addresses) {
            if (address.family().equals(family)) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    /** {@return the NIC's addresses in {@code prevResult.ips}, whether the kernel has them or not} */
    public List<Address> assigned() {
        return assigned;
    }

    /** {@return the gateways of the NIC's subnets, from {@code prevResult.ips} and from the NIC's routes} */
    public List<IpAddress> routers() {
        return routers;
    }

    /** {@return the NIC's addresses, the assigned ones first; the kernel lacks the IPv6 addresses while IPv6 is disabled in the pod} */
    public List<IpAddress> pod() {
        return pod;
    }

    /** {@return the node's addresses that the pod must reach, in order of preference} */
    public List<IpAddress> node() {
        return node;
    }

    /** {@return the subnets that the pod reaches through the node} */
    public List<Prefix> hijacked() {
        return hijacked;
    }

    /** {@return the node's addresses that are gateways to the hijacked subnets, at most one for each family} */
    public List<IpAddress> gateways() {
        return gateways;
    }

    /** {@return the routing table of each of the pod's NICs} */
    public NicTables tables() {
        return tables;
    }

    /** {@return which addresses were left out and why} */
    public Remarks remarks() {
        return remarks;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Addressing that
                && assigned.equals(that.assigned)
                && routers.equals(that.routers)
                && pod.equals(that.pod)
                && node.equals(that.node)
                && hijacked.equals(that.hijacked)
                && gateways.equals(that.gateways)
                && tables.equals(that.tables)
                && remarks.equals(that.remarks);
    }

    @Override
    public int hashCode() {
        int hash = assigned.hashCode();
        hash = 31 * hash + routers.hashCode();
        hash = 31 * hash + pod.hashCode();
        hash = 31 * hash + node.hashCode();
        hash = 31 * hash + hijacked.hashCode();
        hash = 31 * hash + gateways.hashCode();
        hash = 31 * hash + tables.hashCode();
        return 31 * hash + remarks.hashCode();
    }

    @Override
    public String toString() {
        return "Addressing[assigned=" + assigned + ", routers=" + routers + ", pod=" + pod + ", node=" + node
                + ", hijacked=" + hijacked + ", gateways=" + gateways + ", tables=" + tables + ", remarks=" + remarks
                + "]";
    }
}
