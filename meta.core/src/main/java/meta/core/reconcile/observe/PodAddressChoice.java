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
 * Chooses the addresses of the NIC that a call serves. To serve an address means to plan routes for the address.
 *
 * @param routers the gateways of the NIC
 * @param hijacked the subnets of both families that the pod reaches through the node instead of the NIC
 * @param late how the call treats unassigned addresses that the NIC may have received after its last ADD
 */
record PodAddressChoice(
        Attachment attachment,
        AssignedAddresses assigned,
        List<IpAddress> routers,
        List<Prefix> hijacked,
        Snapshot snapshot,
        AddressAfterAddPolicy late) {
    /** The maximum number of unassigned addresses of a NIC that are served. */
    static final int MOST = 64;

    private static final int MOST_NAMED = 8;

    /**
     * The result of the choice.
     *
     * @param addresses the served addresses, the assigned addresses first
     * @param notes why other {@linkplain Address#isStable stable} addresses on the NIC are not served: at most {@value #MOST_NAMED}
     *     reasons, then the number of any others
     * @param warnings a warning for each assigned address that another host has ({@code dadfailed})
     */
    record Chosen(List<IpAddress> addresses, List<String> notes, List<String> warnings) {}

    /**
     * {@return the choice} An address that is not {@linkplain Address#isStable stable} is not served. Neither is an address outside of
     * the {@link AddressesToQuery}, because the snapshot does not show whether another pod has it.
     */
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
        Set<IpAddress> served = late == AddressAfterAddPolicy.ADOPTED ? Set.of() : servedSources();
        boolean adoptsAll = late == AddressAfterAddPolicy.ADOPTED
                || (found.isEmpty() && onNic.stream().noneMatch(address -> isServed(address.address(), served)));
        int ofAssigned = found.size();
        int unnamed = 0;
        ServableAddressCheck unassigned = new ServableAddressCheck(attachment, assigned, routers, hijacked, snapshot);
        AddressesToQuery queried = new AddressesToQuery(
                assigned.addresses().stream().map(Address::address).toList());
        onNic.forEach(queried::add);
        for (Address address : onNic) {
            if (!address.isStable() || found.contains(address.address())) {
                continue;
            }
            if (!queried.contains(address.address())) {
                unnamed++;
                continue;
            }
            boolean wanted = adoptsAll || isServed(address.address(), served);
            String reason = reasonAgainst(address, unassigned, found.size() - ofAssigned, wanted);
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

    /** {@return why an unassigned address is not served; empty if it is served} */
    private String reasonAgainst(Address address, ServableAddressCheck unassigned, int adopted, boolean wanted) {
        String reason = unassigned.reasonAgainst(address);
        if (!reason.isEmpty()) {
            return reason;
        }
        if (!wanted) {
            return "it was added after the ADD; a repeated ADD serves it";
        }
        return adopted < MOST ? "" : "a NIC may have " + MOST + " addresses in addition to those that were assigned";
    }

    /** {@return whether a route or neighbour of ours on the host is for the address, or the sources contain it} */
    private boolean isServed(IpAddress address, Set<IpAddress> sources) {
        return snapshot.host().routes(address.asPrefix()).stream().anyMatch(Route::isOurs)
                || snapshot.host().neighbors(address).stream().anyMatch(Neighbor::isOurs)
                || sources.contains(address);
    }

    /** {@return the preferred sources of our routes in the pod, and the single addresses from which our rules there select} */
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
