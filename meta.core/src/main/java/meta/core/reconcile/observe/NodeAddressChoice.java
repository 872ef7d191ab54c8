package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import meta.netlink.AddressFlags;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.spi.AddressingPolicy;
import meta.spi.RouteLookup;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.Route;
import meta.spi.routing.PodTables;

/**
 * Chooses the node's addresses that the pod must reach, and for each family the address that is the gateway of the hijacked subnets.
 *
 * <p>The node's route lookups are the best evidence: the source address towards the NIC is eligible, and so are the addresses on the device of the
 * default route. Of the other addresses, those on devices whose name suggests a container network are excluded.
 */
final class NodeAddressChoice {
    /**
     * Addresses whose lookup finds the node's default route. They are reserved for documentation (RFC 5737, RFC 3849), so a more specific route to
     * them is unlikely.
     */
    static final List<IpAddress> ANYWHERE = List.of(IpAddress.parse("192.0.2.1"), IpAddress.parse("2001:db8::1"));

    private static final List<AddressFlags> TRANSIENT =
            List.of(AddressFlags.TEMPORARY, AddressFlags.TENTATIVE, AddressFlags.DEPRECATED);
    private static final int MOST_NAMED = 8;

    private final List<IpAddress> pod;
    private final List<IpAddress> routers;
    private final AddressingPolicy policy;
    private final Snapshot snapshot;
    private final Set<String> ownDevices;

    /**
     * Prepares the choice for a NIC.
     *
     * @param pod the NIC's addresses
     * @param routers the gateways of its subnets
     * @param policy the options that concern addresses
     * @param snapshot the state of host and pod
     */
    NodeAddressChoice(List<IpAddress> pod, List<IpAddress> routers, AddressingPolicy policy, Snapshot snapshot) {
        this.pod = pod;
        this.routers = routers;
        this.policy = policy;
        this.snapshot = snapshot;
        ownDevices = ownDevices();
    }

    /**
     * {@return the devices whose addresses are eligible even if the device's name suggests a container network}
     *
     * <p>If the node itself is the router of the NIC's subnet, the node's device in that subnet is the bridge of a container network and is left
     * out.
     */
    private Set<String> ownDevices() {
        Set<String> devices = new HashSet<>();
        for (IpAddress address : pod) {
            if (isByOurRoute(address)) {
                onSubnetOf(address)
                        .filter(known -> !routers.contains(known.address()))
                        .ifPresent(known -> devices.add(known.device()));
            } else {
                lookup(address)
                        .filter(found -> !routers.contains(found.source()))
                        .filter(found -> known(found.source())
                                .anyMatch(known -> known.device().equals(found.device())))
                        .ifPresent(found -> devices.add(found.device()));
            }
        }
        for (IpAddress anywhere : ANYWHERE) {
            lookup(anywhere).ifPresent(found -> devices.add(found.device()));
        }
        return devices;
    }

    /**
     * {@return the addresses that the pod must reach, in order of preference}
     *
     * @param gateways the result of {@link #gateway} for each family of the NIC
     */
    List<IpAddress> addresses(List<IpAddress> gateways) {
        Set<IpAddress> found = new LinkedHashSet<>();
        pod.forEach(address -> source(address).ifPresent(found::add));
        for (Address other : snapshot.pod().addresses()) {
            if (PodTables.isNic(other.device())
                    && other.isStable()
                    && hasFamily(other.address().family())) {
                source(other.address()).ifPresent(found::add);
            }
        }
        found.addAll(gateways);
        for (Address known : snapshot.host().addresses()) {
            if (hasFamily(known.address().family()) && isEligible(known)) {
                found.add(known.address());
            }
        }
        return List.copyOf(found);
    }

    /**
     * {@return the node's address that is the gateway of the hijacked subnets of the family; empty if the NIC has no address of the family, or the
     * node has no address of the family by which the pod can reach the node}
     */
    Optional<IpAddress> gateway(Family family) {
        Optional<IpAddress> first =
                pod.stream().filter(address -> address.family().equals(family)).findFirst();
        return first.flatMap(address -> gatewayInUse(family)
                .or(() -> source(address))
                .or(() -> onDefaultDevice(family))
                .or(() -> firstEligible(family))
                .or(() -> lookedUp(address))
                .or(() -> lookedUp(anywhere(family))));
    }

    /**
     * {@return the node's addresses of the family that are not eligible, each with the reason, as text, such as {@code 10.0.0.1 on docker0: REASON}}
     * If there are more than {@value #MOST_NAMED} addresses, the last text gives the number of the others.
     */
    List<String> leftOut(Family family) {
        List<String> reasons = new ArrayList<>();
        int unnamed = 0;
        for (Address known : snapshot.host().addresses()) {
            if (known.address().family().equals(family) && !isEligible(known)) {
                if (reasons.size() < MOST_NAMED) {
                    String flaw = flaw(known);
                    reasons.add(
                            known.address() + " on " + known.device() + ": " + (flaw.isEmpty() ? doubt(known) : flaw));
                } else {
                    unnamed++;
                }
            }
        }
        if (unnamed > 0) {
            reasons.add("and " + unnamed + " more");
        }
        return reasons;
    }

    /**
     * {@return the gateway of our routes in the pod; empty if there is none} After an ADD, the node's lookup finds our own route, whose source may
     * differ. Therefore the gateway that the ADD has chosen is read from the pod. A process in the pod can create such routes too. Therefore a route
     * selects only among the eligible addresses or, if there are none, among the addresses by which a pod can reach the node.
     */
    private Optional<IpAddress> gatewayInUse(Family family) {
        boolean anyEligible = firstEligible(family).isPresent();
        return snapshot.pod().routes().stream()
                .filter(Route::isOurs)
                .filter(route -> route.destination().family().equals(family))
                .flatMap(route -> route.hops().stream())
                .filter(Hop::hasGateway)
                .map(Hop::gateway)
                .filter(gateway -> known(gateway).anyMatch(known -> !anyEligible || isEligible(known)))
                .findFirst();
    }

    /** {@return the source address that the node would use towards this address without our routes} */
    private Optional<IpAddress> source(IpAddress address) {
        if (isByOurRoute(address)) {
            return onSubnetOf(address).filter(this::isEligible).map(Address::address);
        }
        return lookup(address).flatMap(found -> {
            Optional<IpAddress> own = known(found.source())
                    .filter(this::isEligible)
                    .map(Address::address)
                    .findFirst();
            return own.or(() -> permanentBeside(found.source()));
        });
    }

    /**
     * {@return a permanent address on the device of a transient source, because a node may prefer temporary addresses; empty if the source is not
     * transient}
     */
    private Optional<IpAddress> permanentBeside(IpAddress source) {
        for (Address transientAddress : snapshot.host().addresses(source)) {
            if (isTransient(transientAddress)) {
                return snapshot.host().addresses(transientAddress.device()).stream()
                        .filter(known -> known.address().family().equals(source.family()) && isEligible(known))
                        .max((one, other) -> Boolean.compare(
                                one.subnet().equals(transientAddress.subnet()),
                                other.subnet().equals(transientAddress.subnet())))
                        .map(Address::address);
            }
        }
        return Optional.empty();
    }

    private Optional<IpAddress> onDefaultDevice(Family family) {
        return lookup(anywhere(family))
                .flatMap(found -> snapshot.host().addresses(found.device()).stream()
                        .filter(known -> known.address().family().equals(family) && isEligible(known))
                        .max((one, other) -> Boolean.compare(
                                one.address().equals(found.source()),
                                other.address().equals(found.source())))
                        .map(Address::address));
    }

    private Optional<IpAddress> firstEligible(Family family) {
        return snapshot.host().addresses().stream()
                .filter(known -> known.address().family().equals(family) && isEligible(known))
                .map(Address::address)
                .findFirst();
    }

    /**
     * {@return the source that the node uses towards the address, even if the name of its device suggests a container network: on some nodes, all
     * addresses are on devices such as {@code lo}}
     */
    private Optional<IpAddress> lookedUp(IpAddress address) {
        return lookup(address)
                .filter(_ -> !isByOurRoute(address))
                .map(RouteLookup.Found::source)
                .filter(source -> known(source).findAny().isPresent());
    }

    /** {@return the host's entries for an address, limited to those by which a pod can reach the node} */
    private Stream<Address> known(IpAddress address) {
        return snapshot.host().addresses(address).stream()
                .filter(known -> flaw(known).isEmpty());
    }

    private boolean isEligible(Address known) {
        return flaw(known).isEmpty() && doubt(known).isEmpty();
    }

    /** {@return why a pod cannot reach the node by the address; empty if it can} */
    private String flaw(Address known) {
        IpAddress address = known.address();
        if (!address.isUnicast() || address.isLoopback() || address.isLinkLocal()) {
            return "other hosts cannot reach it";
        }
        if (known.flags().has(AddressFlags.DADFAILED)) {
            return "another host has it (dadfailed)";
        }
        if (policy.excludes(known.device())) {
            return "exclude_node_interfaces leaves " + known.device() + " out";
        }
        if (snapshot.isOnHostEnd(known)) {
            return known.device() + " leads to a pod";
        }
        return isTransient(known) && hasPermanent(known) ? known.device() + " has a permanent address too" : "";
    }

    /** {@return why the address probably belongs to a container network; empty if there is no such reason} */
    private String doubt(Address known) {
        boolean named = ContainerNetworkDevices.hasNameOf(known.device());
        return named && !ownDevices.contains(known.device())
                ? "a device with this name probably belongs to a container network"
                : "";
    }

    private static boolean isTransient(Address known) {
        AddressFlags flags = known.flags();
        boolean usable = flags.has(AddressFlags.OPTIMISTIC);
        return TRANSIENT.stream().anyMatch(flag -> flags.has(flag) && !(usable && flag.equals(AddressFlags.TENTATIVE)));
    }

    private boolean hasPermanent(Address transientAddress) {
        return snapshot.host().addresses(transientAddress.device()).stream()
                .anyMatch(known -> known.address()
                                .family()
                                .equals(transientAddress.address().family())
                        && !isTransient(known)
                        && !known.flags().has(AddressFlags.DADFAILED));
    }

    private boolean isByOurRoute(IpAddress address) {
        return lookup(address)
                .filter(found -> snapshot.host().routes(address.asPrefix()).stream()
                        .anyMatch(route -> route.isOurs() && route.on(found.device())))
                .isPresent();
    }

    /** {@return the node's address whose subnet contains the address, with the smallest subnet if there are several; empty if there is none} */
    private Optional<Address> onSubnetOf(IpAddress address) {
        return snapshot.host().addresses().stream()
                .filter(known -> !known.subnet().isSingle() && known.subnet().contains(address))
                .filter(known -> flaw(known).isEmpty())
                .max((one, other) -> Integer.compare(
                        one.prefixLength(), other.prefixLength())); // not comparingInt, which the AOT cache cannot hold
    }

    private Optional<RouteLookup.Found> lookup(IpAddress address) {
        return snapshot.lookup(address)
                .filter(RouteLookup.Found.class::isInstance)
                .map(RouteLookup.Found.class::cast);
    }

    private static IpAddress anywhere(Family family) {
        return family.equals(Family.IPV4) ? ANYWHERE.getFirst() : ANYWHERE.getLast();
    }

    private boolean hasFamily(Family family) {
        return pod.stream().anyMatch(address -> address.family().equals(family));
    }
}
