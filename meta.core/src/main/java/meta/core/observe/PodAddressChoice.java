package meta.core.observe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.spi.Attachment;
import meta.spi.Snapshot;
import meta.spi.net.Address;

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
        Assigned assigned,
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
            if (hasFailed(address.address(), onNic)) {
                warnings.add(address.address() + " was assigned to " + attachment.ifname()
                        + ", and another host has it (dadfailed)");
            } else if (address.isStable()) {
                found.add(address.address());
            }
        }
        boolean demanded = late == LateAddresses.ADOPTED
                || (found.isEmpty() && onNic.stream().noneMatch(this::isServed));
        int certain = found.size();
        int unnamed = 0;
        UnassignedAddresses unassigned = new UnassignedAddresses(attachment, assigned, routers, hijacked, snapshot);
        AskedAddresses asked = new AskedAddresses(
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
            String reason = objection(address, unassigned, found.size() - certain, demanded);
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

    private static boolean hasFailed(IpAddress address, List<Address> onNic) {
        return onNic.stream()
                .anyMatch(known ->
                        known.address().equals(address) && known.flags().has(AddressFlags.DADFAILED));
    }

    /** {@return why an address that was not assigned is left out; empty where it is not} */
    private String objection(Address address, UnassignedAddresses unassigned, int adopted, boolean demanded) {
        String objection = unassigned.objection(address);
        if (!objection.isEmpty()) {
            return objection;
        }
        if (!demanded && !isServed(address)) {
            return "it came after the ADD; a repeated ADD adopts it";
        }
        return adopted < MOST ? "" : "a NIC may have " + MOST + " addresses beside those that were assigned";
    }

    /** {@return whether something of ours is about the address: then an ADD has served it} */
    private boolean isServed(Address served) {
        IpAddress address = served.address();
        return snapshot.host().routes().stream()
                        .anyMatch(route -> route.isOurs() && route.destination().equals(address.asPrefix()))
                || snapshot.host().neighbors(address).stream().anyMatch(known -> known.isOurs())
                || snapshot.pod().routes().stream()
                        .anyMatch(route -> route.isOurs() && route.source().equals(address))
                || snapshot.pod().rules().stream()
                        .anyMatch(rule -> rule.isOurs() && rule.key().from().equals(address.asPrefix()));
    }
}
