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
import meta.spi.Attachment;
import meta.spi.RouteLookup;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.Neighbor;
import meta.spi.net.Route;

/**
 * Decides whether a call may serve an unassigned address of a NIC. To serve an address means to plan routes for the address.
 *
 * <p>A process in the pod can give the NIC any address, with any prefix length and lifetime. Therefore, the address must be in the subnet
 * of an assigned address. Two kinds of addresses may instead be in a subnet of a node's device that may be on the NIC's LAN: an IPv6
 * address with a lifetime, and any address of a NIC without assigned addresses.
 *
 * @param routers the gateways of the NIC
 * @param hijacked the subnets of both families that the pod reaches through the node instead of the NIC
 */
record ServableAddressCheck(
        Attachment attachment,
        AssignedAddresses assigned,
        List<IpAddress> routers,
        List<Prefix> hijacked,
        Snapshot snapshot) {
    private static final List<NudState> RESOLVED =
            List.of(NudState.REACHABLE, NudState.STALE, NudState.DELAY, NudState.PROBE, NudState.PERMANENT);

    /**
     * {@return why the address must not be served, as a text that continues "… is not served: "; otherwise empty} The caller checks
     * whether the address is {@linkplain Address#isStable stable}, and limits the number of addresses.
     *
     * @param onNic an unassigned address of the NIC
     */
    String reasonAgainst(Address onNic) {
        IpAddress address = onNic.address();
        if (onNic.isOfStep()) {
            return "a third-party step has added it";
        }
        if (!isOnKnownSubnet(onNic)) {
            return assigned.addresses().isEmpty()
                    ? "it was not assigned, and the node is not on its subnet"
                    : "it was not assigned, and is in no subnet of an assigned address";
        }
        if (isAddressOfNode(address)) {
            return "the node has this address";
        }
        if (routers.contains(address)) {
            return "it is a gateway of " + attachment.ifname();
        }
        if (isGatewayOfNode(address)) {
            return "it is a gateway of the node";
        }
        String routed = routedElsewhere(address);
        return routed.isEmpty() ? usedElsewhere(address) : routed;
    }

    private String usedElsewhere(IpAddress address) {
        for (Neighbor neighbor : snapshot.host().neighbors(address)) {
            if (isResolved(neighbor) && !isOwn(neighbor.device())) {
                return "the node knows another host with this address, on " + neighbor.device();
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
        boolean mayBeOnLink = advertised || assigned.addresses().isEmpty();
        return ofAssigned || (mayBeOnLink && isOnLinkOfNode(address));
    }

    private boolean isOnLinkOfNode(IpAddress address) {
        Set<String> shared = devicesOfAssigned();
        return snapshot.host().addresses().stream()
                .filter(known -> isWhole(known.subnet()) && known.subnet().contains(address))
                .anyMatch(known -> shared.isEmpty() ? mayShareLink(known.device()) : shared.contains(known.device()));
    }

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

    /**
     * {@return whether a device of the node may be on the NIC's LAN, if no device of the node has a subnet that contains an assigned
     * address} If the NIC's LAN were that of a container network's bridge, the bridge would have such a subnet.
     */
    private boolean mayShareLink(String device) {
        return assigned.addresses().isEmpty() || !ContainerNetworkDeviceNames.hasNameOf(device);
    }

    private static boolean isWhole(Prefix subnet) {
        return !subnet.isSingle() && !subnet.isAll();
    }

    private boolean isAddressOfNode(IpAddress address) {
        return !snapshot.host().addresses(address).isEmpty();
    }

    private boolean isGatewayOfNode(IpAddress address) {
        return snapshot.lookups().stream()
                .anyMatch(lookup -> lookup instanceof RouteLookup.Found found
                        && found.gateway().equals(address));
    }

    /**
     * {@return why the address must not be served, if a hop of a route of the node to exactly this address is not on a host end of the
     * attachment; otherwise empty}
     */
    private String routedElsewhere(IpAddress address) {
        for (Route route : snapshot.host().routes(address.asPrefix())) {
            for (Hop hop : route.hops()) {
                if (!isOwn(hop.device())) {
                    return route.isOurs()
                            ? "another pod has it"
                            : "the node has a route to it, through " + hop.device();
                }
            }
        }
        return "";
    }

    private boolean isOwn(String device) {
        return new HostEndMatcher(attachment, snapshot).isOfAttachment(device);
    }

    private static boolean isResolved(Neighbor neighbor) {
        return !neighbor.lladdr().equals(MacAddress.NONE) && RESOLVED.stream().anyMatch(neighbor.state()::has);
    }

    /**
     * {@return whether a subnet of more than one address, assigned or of the node, contains the address and is not larger than the
     * hijacked subnet}
     */
    private boolean isInSmaller(Prefix subnet, IpAddress address) {
        return Stream.concat(assigned.addresses().stream(), snapshot.host().addresses().stream())
                .map(Address::subnet)
                .anyMatch(own -> isWhole(own) && own.contains(address) && own.length() >= subnet.length());
    }
}
