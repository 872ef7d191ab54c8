package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.spi.Attachment;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Neighbor;
import meta.spi.net.Route;
import meta.spi.net.Rule;

/**
 * Chooses the NIC's addresses: those that it was assigned, and of what the kernel shows besides only those that cannot be another's.
 *
 * <p>A process in the pod can give the NIC any address, and the node is going to send to the pod what is for an address chosen here: see
 * {@link UnassignedAddresses}.
 *
 * @param attachment which NIC of which pod
 * @param assigned what {@code prevResult} says of it
 * @param routers the gateways of the NIC's subnets
 * @param hijacked the subnets of the cluster
 * @param snapshot what is
 * @param late what becomes of addresses that came after the ADD
 */
record PodAddressChoice(
        Attachment attachment,
        AssignedAddresses assigned,
        List<IpAddress> routers,
        List<Prefix> hijacked,
        Snapshot snapshot,
        LateAddresses late) {
    /** The most addresses that a NIC may have beside those that were assigned, so that a pod cannot make its calls expensive. */
    static final int MOST = 64;

    private static final int MOST_NAMED = 8;

    /**
     * The choice.
     *
     * @param addresses the NIC's addresses, those assigned first
     * @param notes the others, and why they were left out
     * @param warnings assigned addresses that the NIC cannot use
     */
    record Chosen(List<IpAddress> addresses, List<String> notes, List<String> warnings) {}

    Chosen chosen() {
        Set<IpAddress> found = new LinkedHashSet<>();
        List<String> notes = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<Address> onNic = snapshot.pod().addresses(attachment.ifname());
        for (Address address : assigned.addresses()) {
            if (hasFailed(address.address())) {
                warnings.add(address.address() + " was assigned to " + attachment.ifname()
                        + ", and another host has it (dadfailed)");
            } else if (address.isStable()) {
                found.add(address.address());
            }
        }
        Set<IpAddress> served = late == LateAddresses.ADOPTED ? Set.of() : servedSources();
        boolean demanded = late == LateAddresses.ADOPTED
                || (found.isEmpty() && onNic.stream().noneMatch(address -> isServed(address.address(), served)));
        int certain = found.size();
        int unnamed = 0;
        UnassignedAddresses unassigned = new UnassignedAddresses(attachment, assigned, routers, hijacked, snapshot);
        QueriedAddresses asked = new QueriedAddresses(
                assigned.addresses().stream().map(Address::address).toList());
        onNic.forEach(asked::add);
        for (Address address : onNic) {
            if (!address.isStable() || found.contains(address.address())) {
                continue;
            }
            if (!asked.contains(address.address())) {
                unnamed++;
                continue;
            }
            boolean wanted = demanded || isServed(address.address(), served);
            String reason = objection(address, unassigned, found.size() - certain, wanted);
            if (reason.isEmpty()) {
                found.add(address.address());
            } else if (notes.size() < MOST_NAMED) {
                notes.add(address.address() + " on " + attachment.ifname() + " is not served: " + reason);
            } else {
                unnamed++;
            }
        }
        if (unnamed > 0) {
            notes.add(unnamed + " more addresses on " + attachment.ifname() + " are not served");
        }
        return new Chosen(List.copyOf(found), notes, warnings);
    }

    private boolean hasFailed(IpAddress address) {
        return snapshot.pod().addresses(address).stream()
                .anyMatch(known -> known.device().equals(attachment.ifname())
                        && known.flags().has(AddressFlags.DADFAILED));
    }

    /** {@return why an address that was not assigned is left out; empty where it is not} */
    private String objection(Address address, UnassignedAddresses unassigned, int adopted, boolean wanted) {
        String objection = unassigned.objection(address);
        if (!objection.isEmpty()) {
            return objection;
        }
        if (!wanted) {
            return "it came after the ADD; a repeated ADD adopts it";
        }
        return adopted < MOST ? "" : "a NIC may have " + MOST + " addresses beside those that were assigned";
    }

    /** {@return whether something of ours is about the address: then an ADD has served it} */
    private boolean isServed(IpAddress address, Set<IpAddress> sources) {
        return snapshot.host().routes(address.asPrefix()).stream().anyMatch(Route::isOurs)
                || snapshot.host().neighbors(address).stream().anyMatch(Neighbor::isOurs)
                || sources.contains(address);
    }

    /** {@return the addresses that routes and rules of ours in the pod are for} */
    private Set<IpAddress> servedSources() {
        Set<IpAddress> sources = new HashSet<>();
        for (Route route : snapshot.pod().routes()) {
            if (route.isOurs()) {
                sources.add(route.source());
            }
        }
        for (Rule rule : snapshot.pod().rules()) {
            if (rule.isOurs() && rule.key().from().isSingle()) {
                sources.add(rule.key().from().address());
            }
        }
        return sources;
    }
}
