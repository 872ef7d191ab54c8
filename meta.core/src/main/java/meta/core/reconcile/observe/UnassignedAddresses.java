package meta.core.reconcile.observe;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.Prefix;
import meta.spi.AddressingPolicy;
import meta.spi.Attachment;
import meta.spi.RouteLookup;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Route;

/**
 * Which addresses of a NIC that were not assigned may be served.
 *
 * <p>A process in the pod can give the NIC any address, with any prefix length and lifetime, before or after the call. The subnets are
 * therefore those of assigned addresses, as {@code prevResult} has them. A router advertisement counts where the node itself has the
 * subnet on the link: on the device that has the subnet of an assigned address, if there is one. Inside such a subnet an address is left
 * out where anything that the node knows says that it is another's.
 *
 * @param attachment which NIC of which pod
 * @param assigned what {@code prevResult} says of it
 * @param routers the gateways of the NIC's subnets
 * @param hijacked the subnets of the cluster
 * @param snapshot what is
 */
record UnassignedAddresses(
        Attachment attachment,
        AssignedAddresses assigned,
        List<IpAddress> routers,
        List<Prefix> hijacked,
        Snapshot snapshot) {
    private static final List<NudState> RESOLVED =
            List.of(NudState.REACHABLE, NudState.STALE, NudState.DELAY, NudState.PROBE, NudState.PERMANENT);

    /** {@return why an address on the NIC is left out; empty where it is not} */
    String objection(Address onNic) {
        IpAddress address = onNic.address();
        if (!isOnKnownSubnet(onNic)) {
            return assigned.addresses().isEmpty()
                    ? "it was not assigned, and the node is not on its subnet"
                    : "it was not assigned, and is on no subnet of an assigned address";
        }
        if (isTheNodes(address)) {
            return "the node has this address";
        }
        if (routers.contains(address)) {
            return "it is a gateway of " + attachment.ifname();
        }
        if (isGatewayOfNode(address)) {
            return "it is a gateway of the node";
        }
        String known = routedElsewhere(address);
        return known.isEmpty() ? elsewhere(address) : known;
    }

    private String elsewhere(IpAddress address) {
        for (Neighbor neighbor : snapshot.host().neighbors(address)) {
            if (isResolved(neighbor) && !isOwn(neighbor.device())) {
                return "the node knows another host by it, on " + neighbor.device();
            }
        }
        for (Prefix subnet : hijacked) {
            if (subnet.contains(address) && !subnet.isAll() && !isInSmaller(subnet, address)) {
                return "it is in the hijacked subnet " + subnet;
            }
        }
        return "";
    }

    private boolean isOnKnownSubnet(Address onNic) {
        IpAddress address = onNic.address();
        boolean ofAssigned = assigned.addresses().stream()
                .map(Address::subnet)
                .anyMatch(subnet -> !subnet.isAll() && subnet.contains(address));
        boolean advertised = !address.isIpv4() && !onNic.flags().has(AddressFlags.PERMANENT);
        boolean besides = advertised || assigned.addresses().isEmpty();
        return ofAssigned || (besides && isOnLinkOfNode(address));
    }

    private boolean isOnLinkOfNode(IpAddress address) {
        Set<String> shared = devicesOfAssigned();
        return snapshot.host().addresses().stream()
                .filter(known -> isWhole(known.subnet()) && known.subnet().contains(address))
                .anyMatch(known -> shared.isEmpty() ? mayShareLink(known.device()) : shared.contains(known.device()));
    }

    /** {@return the node's devices that are on the subnet of an assigned address: by them it is on the NIC's own link} */
    private Set<String> devicesOfAssigned() {
        Set<String> devices = new HashSet<>();
        for (Address known : snapshot.host().addresses()) {
            boolean shared = isWhole(known.subnet())
                    && assigned.addresses().stream()
                            .anyMatch(own -> known.subnet().contains(own.address()));
            if (shared) {
                devices.add(known.device());
            }
        }
        return devices;
    }

    /** The bridge of a container network is the link of the pods on it; their addresses are assigned, and on its subnet. */
    private boolean mayShareLink(String device) {
        return assigned.addresses().isEmpty() || !AddressingPolicy.isNamedLikeContainerDevice(device);
    }

    private static boolean isWhole(Prefix subnet) {
        return !subnet.isSingle() && !subnet.isAll();
    }

    private boolean isTheNodes(IpAddress address) {
        return !snapshot.host().addresses(address).isEmpty();
    }

    private boolean isGatewayOfNode(IpAddress address) {
        return snapshot.lookups().stream()
                .anyMatch(lookup -> lookup instanceof RouteLookup.Found found
                        && found.gateway().equals(address));
    }

    /** {@return which route of the node for this address alone leads to another; empty where none does} */
    private String routedElsewhere(IpAddress address) {
        for (Route route : snapshot.host().routes(address.asPrefix())) {
            for (Hop hop : route.hops()) {
                if (!isOwn(hop.device())) {
                    return route.isOurs() ? "another pod has it" : "the node has a route to it, by " + hop.device();
                }
            }
        }
        return "";
    }

    /** {@return whether the host's device leads to this pod, or did so before its namespace was made anew} */
    private boolean isOwn(String device) {
        Link way = snapshot.host().link(device).orElse(null);
        return way != null && (!way.peer().isEmpty() || way.alias().equals(attachment.mark()));
    }

    private static boolean isResolved(Neighbor neighbor) {
        return !neighbor.lladdr().equals(MacAddress.NONE) && RESOLVED.stream().anyMatch(neighbor.state()::has);
    }

    /** {@return whether the address is in a subnet of an assigned one, or of the node, that is as small as a hijacked subnet, or smaller} */
    private boolean isInSmaller(Prefix subnet, IpAddress address) {
        return Stream.concat(assigned.addresses().stream(), snapshot.host().addresses().stream())
                .map(Address::subnet)
                .anyMatch(own -> isWhole(own) && own.contains(address) && own.length() >= subnet.length());
    }
}
