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
 * The addresses, subnets and routing tables of a call. Node addresses, hijacked subnets and gateways are of the NIC's own address families: a call
 * for an IPv4 NIC does not change IPv6 in the pod.
 */
public sealed interface Addressing {
    /** {@return an addressing with these values} */
    static Addressing of(
            List<Address> assigned,
            List<IpAddress> routers,
            List<IpAddress> pod,
            List<IpAddress> node,
            List<Prefix> hijacked,
            List<IpAddress> gateways,
            NicTables tables,
            Remarks remarks) {
        return new PlainAddressing(assigned, routers, pod, node, hijacked, gateways, tables, remarks);
    }

    /** Which addresses were left out and why, as sentences for people. */
    sealed interface Remarks {
        Remarks NONE = of(List.of(), List.of(), "");

        /** {@return remarks with these values} */
        static Remarks of(List<String> notes, List<String> warnings, String noGateway) {
            return new PlainRemarks(notes, warnings, noGateway);
        }

        /** {@return the remarks for the debug log} */
        List<String> notes();

        /** {@return limitations that the user may not expect; logged as warnings} */
        List<String> warnings();

        /** {@return why no family of the NIC has a gateway; empty if one has} */
        String noGateway();
    }

    /** No address is known. */
    Addressing NONE =
            of(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), NicTables.NONE, Remarks.NONE);

    /** {@return a copy whose {@link #pod()} lacks these addresses} */
    default Addressing without(Set<IpAddress> others) {
        if (others.isEmpty()) {
            return this;
        }
        List<IpAddress> fewer = new ArrayList<>(pod());
        fewer.removeAll(others);
        return of(assigned(), routers(), fewer, node(), hijacked(), gateways(), tables(), remarks());
    }

    /** {@return a copy with one more note} */
    default Addressing noting(String note) {
        List<String> notes = new ArrayList<>(remarks().notes());
        notes.add(note);
        Remarks more = Remarks.of(notes, remarks().warnings(), remarks().noGateway());
        return of(assigned(), routers(), pod(), node(), hijacked(), gateways(), tables(), more);
    }

    /** {@return the NIC's addresses of the family} */
    default List<IpAddress> pod(Family family) {
        List<IpAddress> ofFamily = new ArrayList<>();
        for (IpAddress address : pod()) {
            if (address.family().equals(family)) {
                ofFamily.add(address);
            }
        }
        return List.copyOf(ofFamily);
    }

    /** {@return whether the address was assigned to the NIC; true for every address if {@link #assigned} is empty} */
    default boolean isAssigned(IpAddress address) {
        for (Address known : assigned()) {
            if (known.address().equals(address)) {
                return true;
            }
        }
        return assigned().isEmpty();
    }

    /** {@return the NIC's first address of the family; empty if it has none} */
    default Optional<IpAddress> source(Family family) {
        return first(pod(), family);
    }

    /** {@return the gateway to the hijacked subnets of the family; empty if there is none} */
    default Optional<IpAddress> gateway(Family family) {
        return first(gateways(), family);
    }

    /** {@return a copy with other routing tables} */
    default Addressing with(NicTables decided) {
        return of(assigned(), routers(), pod(), node(), hijacked(), gateways(), decided, remarks());
    }

    /**
     * Requires a gateway of at least one family.
     *
     * @throws PlanningException if no family of the NIC has one; the message is {@link Remarks#noGateway}
     */
    default void requireGateway() {
        if (gateways().isEmpty() && !remarks().noGateway().isEmpty()) {
            throw new PlanningException(remarks().noGateway());
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

    /** {@return the NIC's addresses in {@code prevResult.ips}, even if the kernel does not have them} */
    List<Address> assigned();

    /** {@return the gateways of the NIC's subnets, from {@code prevResult.ips} and from the NIC's routes} */
    List<IpAddress> routers();

    /**
     * {@return the NIC's addresses that the call is about: the assigned ones first, then those found addresses that may be served}
     *
     * <p>The kernel may not have an assigned address yet.
     */
    List<IpAddress> pod();

    /** {@return the node's addresses that the pod must reach, in order of preference} */
    List<IpAddress> node();

    /** {@return the subnets that the pod reaches through the node} */
    List<Prefix> hijacked();

    /** {@return the node's addresses that are gateways to the hijacked subnets, at most one for each family} */
    List<IpAddress> gateways();

    /** {@return the routing table of each of the pod's NICs} */
    NicTables tables();

    /** {@return which addresses were left out and why} */
    Remarks remarks();
}

record PlainAddressing(
        List<Address> assigned,
        List<IpAddress> routers,
        List<IpAddress> pod,
        List<IpAddress> node,
        List<Prefix> hijacked,
        List<IpAddress> gateways,
        NicTables tables,
        Addressing.Remarks remarks)
        implements Addressing {
    PlainAddressing {
        assigned = List.copyOf(assigned);
        routers = List.copyOf(routers);
        pod = List.copyOf(pod);
        node = List.copyOf(node);
        hijacked = List.copyOf(hijacked);
        gateways = List.copyOf(gateways);
    }
}

record PlainRemarks(List<String> notes, List<String> warnings, String noGateway) implements Addressing.Remarks {
    PlainRemarks {
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }
}
