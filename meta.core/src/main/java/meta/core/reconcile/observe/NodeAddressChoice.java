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
 * Chooses the addresses of the node that the pod must reach, and the gateway of the hijacked subnets for each family.
 *
 * <p>An address of the node is usable if {@code flaw} finds no reason against it. A usable address is eligible if {@code doubt} finds
 * none either.
 */
final class NodeAddressChoice {
    /** Addresses that are reserved for documentation (RFC 5737, RFC 3849), whose route is assumed to be the node's default route. */
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
     * @param pod the addresses of the call's NIC for which routes may be created
     * @param routers the gateways of that NIC
     * @param snapshot the present state, with route lookups for the addresses of the pod's NICs and for {@link #ANYWHERE}
     */
    NodeAddressChoice(List<IpAddress> pod, List<IpAddress> routers, AddressingPolicy policy, Snapshot snapshot) {
        this.pod = pod;
        this.routers = routers;
        this.policy = policy;
        this.snapshot = snapshot;
        ownDevices = ownDevices();
    }

    /**
     * {@return the devices that belong to the node itself even if their names suggest a container network} An address that is the NIC's
     * gateway is no reason to include its device, which is normally the bridge of a container network.
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
     * {@return the addresses of the node that the pod must reach: the gateways, and the eligible addresses of the NIC's families}
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
     * {@return the gateway of the hijacked subnets: an address of the node, eligible if there is such an address of the family; empty if
     * the NIC has no address of the family, or no usable address is found}
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
     * {@return texts such as {@code 10.0.0.1 on docker0: REASON} for the node's addresses of the family that are not eligible: at most
     * {@value #MOST_NAMED}, then the number of any others}
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
     * {@return the first gateway of our routes of the family in the pod that may still be used; empty if there is none}
     *
     * <p>A repeated call must not choose another gateway, but may find another source by our own route. A process in the pod can create
     * routes with our protocol number. Therefore, the gateway must be eligible or, without an eligible address of the family, usable.
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

    /**
     * {@return the node's source address for packets to the address; if the node's route to it is ours, the node's address in the same
     * subnet} If that address is not eligible, the result is an eligible replacement or empty.
     */
    private Optional<IpAddress> source(IpAddress address) {
        if (isByOurRoute(address)) {
            return onSubnetOf(address).filter(this::isEligible).map(Address::address);
        }
        return lookup(address).flatMap(found -> {
            Optional<IpAddress> own = known(found.source())
                    .filter(this::isEligible)
                    .map(Address::address)
                    .findFirst();
            return own.or(() -> permanentOnDeviceOf(found.source()));
        });
    }

    /** {@return an eligible address on the device of a transient source, preferably in the same subnet; otherwise empty} */
    private Optional<IpAddress> permanentOnDeviceOf(IpAddress source) {
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

    /**
     * {@return an eligible address on the device of the node's default route, preferably the source of that route; empty if there is
     * none}
     */
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
     * {@return the source that the node uses to reach the address, if it is usable and the route is not ours; otherwise empty} On some
     * nodes, all addresses are on devices such as {@code lo}.
     */
    private Optional<IpAddress> lookedUp(IpAddress address) {
        return lookup(address)
                .filter(_ -> !isByOurRoute(address))
                .map(RouteLookup.Found::source)
                .filter(source -> known(source).findAny().isPresent());
    }

    private Stream<Address> known(IpAddress address) {
        return snapshot.host().addresses(address).stream()
                .filter(known -> flaw(known).isEmpty());
    }

    private boolean isEligible(Address known) {
        return flaw(known).isEmpty() && doubt(known).isEmpty();
    }

    /** {@return why a pod cannot or should not reach the node by the address; empty if there is no such reason} */
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
        boolean named = ContainerNetworkDeviceNames.hasNameOf(known.device());
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

    /** {@return whether the node reaches the address by a route of ours} */
    private boolean isByOurRoute(IpAddress address) {
        return lookup(address)
                .filter(found -> snapshot.host().routes(address.asPrefix()).stream()
                        .anyMatch(route -> route.isOurs() && route.on(found.device())))
                .isPresent();
    }

    /**
     * {@return the usable address of the node with the smallest subnet that contains the given address; empty if there is none} Subnets of
     * a single address do not count.
     */
    private Optional<Address> onSubnetOf(IpAddress address) {
        return snapshot.host().addresses().stream()
                .filter(known -> !known.subnet().isSingle() && known.subnet().contains(address))
                .filter(known -> flaw(known).isEmpty())
                .max((one, other) -> Integer.compare(
                        one.prefixLength(), other.prefixLength())); // the AOT cache cannot hold comparingInt
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
