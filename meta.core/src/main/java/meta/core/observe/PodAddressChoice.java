package meta.core.observe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.spi.Attachment;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.Link;
import meta.spi.net.Route;

/**
 * Chooses the NIC's addresses: those that it was assigned, and of what the kernel shows besides only those that cannot be another's.
 *
 * <p>A process in the pod can give the NIC any address, and the node is going to send to the pod what is for an address chosen here. So an
 * address that was not assigned counts only in a subnet that an assigned one is in, or, where a router has advertised it or nothing was
 * assigned at all, in a subnet that the node itself is on.
 *
 * @param attachment which NIC of which pod
 * @param assigned what {@code prevResult} says of it
 * @param routers the gateways of the NIC's subnets
 * @param snapshot what is
 * @param late what becomes of addresses that came after the ADD
 */
record PodAddressChoice(
        Attachment attachment, Assigned assigned, List<IpAddress> routers, Snapshot snapshot, LateAddresses late) {
    /** The most addresses that a NIC may have, so that a pod cannot make its calls expensive. Those that were assigned all count. */
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
        int unnamed = 0;
        for (Address address : onNic) {
            if (!address.isStable() || found.contains(address.address())) {
                continue;
            }
            String reason = objection(address, found.size(), demanded);
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
    private String objection(Address address, int count, boolean demanded) {
        if (!isOnKnownSubnet(address)) {
            return assigned.addresses().isEmpty()
                    ? "it was not assigned, and the node is not on its subnet"
                    : "it was not assigned, and is on no subnet of an assigned address";
        }
        if (isTheNodes(address.address())) {
            return "the node has this address";
        }
        if (routers.contains(address.address())) {
            return "it is a gateway of " + attachment.ifname();
        }
        if (isAnotherPods(address.address())) {
            return "another pod has it";
        }
        if (!demanded && !isServed(address)) {
            return "it came after the ADD; a repeated ADD adopts it";
        }
        return count < MOST ? "" : "a NIC may have " + MOST + " addresses";
    }

    private boolean isOnKnownSubnet(Address address) {
        boolean ofAssigned =
                assigned.addresses().stream().anyMatch(known -> known.subnet().contains(address.address()));
        boolean advertised = !address.address().isIpv4() && !address.flags().has(AddressFlags.PERMANENT);
        boolean besides = advertised || assigned.addresses().isEmpty();
        return ofAssigned || (besides && isOnLinkOfNode(address.address()));
    }

    private boolean isOnLinkOfNode(IpAddress address) {
        return snapshot.host().addresses().stream()
                .map(Address::subnet)
                .anyMatch(subnet -> !subnet.isSingle() && !subnet.isAll() && subnet.contains(address));
    }

    private boolean isTheNodes(IpAddress address) {
        return snapshot.host().addresses().stream()
                .anyMatch(known -> known.address().equals(address));
    }

    private boolean isAnotherPods(IpAddress address) {
        for (Route route : snapshot.host().routes()) {
            boolean forIt = route.isOurs() && route.destination().equals(address.asPrefix());
            for (Hop hop : forIt ? route.hops() : List.<Hop>of()) {
                Link way = snapshot.host().link(hop.device()).orElse(null);
                if (way != null && way.peer().isEmpty() && !way.alias().equals(attachment.mark())) {
                    return true;
                }
            }
        }
        return false;
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
