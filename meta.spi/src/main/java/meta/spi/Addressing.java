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
 * The addresses, subnets and routing tables that a call works with, the same for all steps. Immutable.
 *
 * <p>The node's addresses, the hijacked subnets and the gateways have only those address families that the NIC has.
 */
public sealed interface Addressing {
    /** {@return an addressing in which each parameter is the result of the method with its name} */
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

    /** Sentences for the user about addresses and subnets. */
    sealed interface Remarks {
        /** No remarks. */
        Remarks NONE = of(List.of(), List.of(), "");

        /** {@return remarks with these values} */
        static Remarks of(List<String> notes, List<String> warnings, String noGateway) {
            return new PlainRemarks(notes, warnings, noGateway);
        }

        /** {@return remarks that need no attention; an ADD writes them to the debug log} */
        List<String> notes();

        /** {@return limitations that the user may not expect; logged as warnings} */
        List<String> warnings();

        /**
         * {@return why the node has no address that can be a gateway for the NIC; empty if there is a gateway, or if
         * {@link Addressing#pod()} is empty}
         */
        String noGateway();
    }

    /** An addressing without any address, subnet or table. */
    Addressing NONE =
            of(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), NicTables.NONE, Remarks.NONE);

    /** {@return a copy whose {@link #pod()} does not contain these addresses} */
    default Addressing without(Set<IpAddress> others) {
        if (others.isEmpty()) {
            return this;
        }
        List<IpAddress> fewer = new ArrayList<>(pod());
        fewer.removeAll(others);
        return of(assigned(), routers(), fewer, node(), hijacked(), gateways(), tables(), remarks());
    }

    /** {@return a copy with one more {@linkplain Remarks#notes note}} */
    default Addressing noting(String note) {
        List<String> notes = new ArrayList<>(remarks().notes());
        notes.add(note);
        Remarks more = Remarks.of(notes, remarks().warnings(), remarks().noGateway());
        return of(assigned(), routers(), pod(), node(), hijacked(), gateways(), tables(), more);
    }

    /** {@return those addresses of {@link #pod()} that have this family} */
    default List<IpAddress> pod(Family family) {
        List<IpAddress> ofFamily = new ArrayList<>();
        for (IpAddress address : pod()) {
            if (address.family().equals(family)) {
                ofFamily.add(address);
            }
        }
        return List.copyOf(ofFamily);
    }

    /** {@return whether {@link #assigned} contains the address; also true if {@link #assigned} is empty} */
    default boolean isAssigned(IpAddress address) {
        for (Address known : assigned()) {
            if (known.address().equals(address)) {
                return true;
            }
        }
        return assigned().isEmpty();
    }

    /** {@return the first address of {@link #pod()} that has this family} */
    default Optional<IpAddress> source(Family family) {
        return first(pod(), family);
    }

    /** {@return the address of the node through which the pod reaches the hijacked subnets of this family} */
    default Optional<IpAddress> gateway(Family family) {
        return first(gateways(), family);
    }

    /** {@return a copy with these routing tables} */
    default Addressing with(NicTables decided) {
        return of(assigned(), routers(), pod(), node(), hijacked(), gateways(), decided, remarks());
    }

    /**
     * Requires a gateway, unless {@link Remarks#noGateway} is empty.
     *
     * @throws PlanningException with the message {@link Remarks#noGateway}, if that is not empty and {@link #gateways} is empty
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

    /**
     * {@return the addresses that {@code prevResult.ips} lists for the NIC; when the call plans again ({@link #pod()}), without those that
     * the steps report; the kernel may not have them}
     */
    List<Address> assigned();

    /** {@return the gateways in {@code prevResult.ips}, then those of routes through the NIC} */
    List<IpAddress> routers();

    /**
     * {@return the addresses of the NIC that the steps work with: first assigned ones, then at most 64 others that the kernel has on the
     * NIC}
     *
     * <p>All of them are {@linkplain Address#isStable stable}. The kernel may not have an assigned address yet. The
     * {@linkplain #remarks remarks} can explain why another address of the NIC is missing. If the steps {@linkplain Plan.Report report} an
     * address of this list for the NIC, the call plans again without that address.
     */
    List<IpAddress> pod();

    /** {@return the addresses of the node that the pod must reach, the preferred ones first} */
    List<IpAddress> node();

    /** {@return the hijacked subnets: the pod reaches them through the node} */
    List<Prefix> hijacked();

    /** {@return the addresses of the node that are gateways to the hijacked subnets, at most one for each family} */
    List<IpAddress> gateways();

    /** {@return the routing tables of the pod's NICs} */
    NicTables tables();

    /** {@return the remarks for the user} */
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
