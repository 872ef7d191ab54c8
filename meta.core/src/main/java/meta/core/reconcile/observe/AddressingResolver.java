package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.spi.Addressing;
import meta.spi.AddressingPolicy;
import meta.spi.Attachment;
import meta.spi.NicTables;
import meta.spi.RouteLookup;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.Route;
import meta.spi.routing.PodTables;

/**
 * Determines the {@link Addressing} of a call from the call's inputs and the snapshot. Sends no requests to the kernel.
 *
 * @param assigned addresses and gateways of the NIC in {@code prevResult.ips}
 * @param policy the options of the network configuration that concern addresses
 * @param snapshot the present state
 * @param late how the call treats addresses that the NIC has received after its ADD
 */
public record AddressingResolver(
        Attachment attachment,
        AssignedAddresses assigned,
        AddressingPolicy policy,
        Snapshot snapshot,
        AddressAfterAddPolicy late) {
    private static final List<Family> FAMILIES = List.of(Family.IPV4, Family.IPV6);

    /**
     * {@return the addressing, with {@link NicTables#NONE} as its routing tables} If {@link Addressing#pod()} is not empty, but
     * {@link Addressing#gateways()} is, {@link Addressing.Remarks#noGateway} contains the reason.
     */
    public Addressing resolve() {
        List<IpAddress> routers = routers();
        PodAddressChoice.Chosen chosen =
                new PodAddressChoice(attachment, assigned, routers, policy.hijacked(), snapshot, late).chosen();
        List<IpAddress> pod = chosen.addresses();
        List<String> notes = new ArrayList<>(chosen.notes());
        List<String> warnings = new ArrayList<>(chosen.warnings());
        unreachable(pod).forEach(notes::add);
        List<Prefix> hijacked = hijacked(pod, notes);

        NodeAddressChoice choice = new NodeAddressChoice(pod, routers, policy, snapshot);
        List<IpAddress> gateways = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Family family : FAMILIES) {
            if (hasFamily(pod, family)) {
                choice.gateway(family).ifPresentOrElse(gateways::add, () -> missing.add(noGateway(family, choice)));
            }
        }
        if (!gateways.isEmpty()) {
            warnings.addAll(missing);
        }
        String noGateway = gateways.isEmpty() ? String.join("; ", missing) : "";
        return Addressing.of(
                assigned.addresses(),
                routers,
                pod,
                choice.addresses(gateways),
                hijacked,
                gateways,
                NicTables.NONE,
                Addressing.Remarks.of(notes, warnings, noGateway));
    }

    private String noGateway(Family family, NodeAddressChoice choice) {
        List<String> leftOut = choice.leftOut(family);
        return "the node has no " + nameOf(family) + " address by which " + attachment.ifname() + " can reach it"
                + (leftOut.isEmpty() ? "" : "; left out: " + String.join(", ", leftOut));
    }

    private static String nameOf(Family family) {
        return family.equals(Family.IPV4) ? "IPv4" : "IPv6";
    }

    /** {@return the gateways in {@code prevResult.ips}, and those in the pod's routes through the NIC} */
    private List<IpAddress> routers() {
        Set<IpAddress> routers = new LinkedHashSet<>(assigned.routers());
        for (Route route : snapshot.pod().routes()) {
            for (Hop hop : route.hops()) {
                if (hop.device().equals(attachment.ifname()) && hop.hasGateway()) {
                    routers.add(hop.gateway());
                }
            }
        }
        return List.copyOf(routers);
    }

    /**
     * {@return a note for each address whose route lookup has failed, among {@code pod} and the stable addresses of the same families on
     * the pod's other devices, except {@code lo} and {@code veth0}}
     */
    private List<String> unreachable(List<IpAddress> pod) {
        Set<IpAddress> queried = new LinkedHashSet<>(pod);
        for (Address address : snapshot.pod().addresses()) {
            if (PodTables.isNic(address.device())
                    && !address.device().equals(attachment.ifname())
                    && address.isStable()
                    && hasFamily(pod, address.address().family())) {
                queried.add(address.address());
            }
        }
        List<String> notes = new ArrayList<>();
        for (IpAddress address : queried) {
            Optional<RouteLookup> lookup = snapshot.lookup(address);
            if (lookup.isPresent() && lookup.get() instanceof RouteLookup.Unreachable(var destination, var errno)) {
                notes.add("the node has no route to " + destination + " (" + errno + ")");
            }
        }
        return notes;
    }

    /** {@return the hijacked subnets in the families of {@code pod}} Adds a note for each other subnet, unless {@code pod} is empty. */
    private List<Prefix> hijacked(List<IpAddress> pod, List<String> notes) {
        List<Prefix> kept = new ArrayList<>();
        for (Prefix subnet : policy.hijacked()) {
            if (hasFamily(pod, subnet.family())) {
                kept.add(subnet);
            } else if (!pod.isEmpty()) {
                notes.add(subnet + " is not hijacked: " + attachment.ifname() + " has no " + nameOf(subnet.family())
                        + " address");
            }
        }
        return kept;
    }

    private static boolean hasFamily(List<IpAddress> addresses, Family family) {
        return addresses.stream().anyMatch(address -> address.family().equals(family));
    }
}
