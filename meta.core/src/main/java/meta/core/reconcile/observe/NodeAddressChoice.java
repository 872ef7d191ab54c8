package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.Comparator;
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
import meta.spi.PodTables;
import meta.spi.RouteLookup;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.Route;

/**
 * Chooses the node's addresses that the pod must reach, and for each family the one that the hijacked subnets go through.
 *
 * <p>The node's own look-ups say most: the address by which it would reach the NIC counts, and so do the addresses of its default route's
 * device. What a device is called only sorts out the others, such as those of bridges of container networks.
 */
final class NodeAddressChoice {
    /**
     * Addresses whose way shows the device of the node's default route: nobody's own (RFC 5737, RFC 3849), so that no more specific
     * route is likely to be for them.
     */
    static final List<IpAddress> ANYWHERE = List.of(IpAddress.parse("192.0.2.1"), IpAddress.parse("2001:db8::1"));

    private static final List<AddressFlags> PASSING =
            List.of(AddressFlags.TEMPORARY, AddressFlags.TENTATIVE, AddressFlags.DEPRECATED);
    private static final int MOST_NAMED = 8;

    private final List<IpAddress> pod;
    private final List<IpAddress> routers;
    private final AddressingPolicy policy;
    private final Snapshot snapshot;
    private final Set<String> ownDevices;

    /**
     * A choice for a NIC.
     *
     * @param pod the NIC's addresses
     * @param routers the gateways of its subnets
     * @param policy what the configuration says
     * @param snapshot what is
     */
    NodeAddressChoice(List<IpAddress> pod, List<IpAddress> routers, AddressingPolicy policy, Snapshot snapshot) {
        this.pod = pod;
        this.routers = routers;
        this.policy = policy;
        this.snapshot = snapshot;
        ownDevices = ownDevices();
    }

    /**
     * {@return the devices whose addresses are the node's whatever they are called}
     *
     * <p>Where the node is the router of the NIC's subnet, the device is the bridge of a container network.
     */
    private Set<String> ownDevices() {
        Set<String> devices = new HashSet<>();
        for (IpAddress address : pod) {
            if (isByOurRoute(address)) {
                onSubnetOf(address)
                        .filter(known -> !routers.contains(known.address()))
                        .ifPresent(known -> devices.add(known.device()));
            } else {
                way(address)
                        .filter(way -> !routers.contains(way.source()))
                        .filter(way -> known(way.source())
                                .anyMatch(known -> known.device().equals(way.device())))
                        .ifPresent(way -> devices.add(way.device()));
            }
        }
        for (IpAddress anywhere : ANYWHERE) {
            way(anywhere).ifPresent(way -> devices.add(way.device()));
        }
        return devices;
    }

    /** {@return the addresses that the pod must reach, in order of preference} */
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
            if (hasFamily(known.address().family()) && counts(known)) {
                found.add(known.address());
            }
        }
        return List.copyOf(found);
    }

    /** {@return the address that the hijacked subnets of the family go through} */
    Optional<IpAddress> gateway(Family family) {
        Optional<IpAddress> first =
                pod.stream().filter(address -> address.family().equals(family)).findFirst();
        return first.flatMap(address -> gatewayInUse(family)
                .or(() -> source(address))
                .or(() -> onDefaultWay(family))
                .or(() -> firstThatCounts(family))
                .or(() -> lookedUp(address))
                .or(() -> lookedUp(anywhere(family))));
    }

    /** {@return each of the node's addresses of the family, and why it is not one that the pod could reach the node by} */
    List<String> leftOut(Family family) {
        List<String> reasons = new ArrayList<>();
        int unnamed = 0;
        for (Address known : snapshot.host().addresses()) {
            if (known.address().family().equals(family) && !counts(known)) {
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
     * Once our routes are there, the node's look-up answers with one of them and may name another source. A process in the pod can write
     * such routes too: they only choose among the addresses that would be chosen anyway.
     */
    private Optional<IpAddress> gatewayInUse(Family family) {
        boolean anyCounts = firstThatCounts(family).isPresent();
        return snapshot.pod().routes().stream()
                .filter(Route::isOurs)
                .filter(route -> route.destination().family().equals(family))
                .flatMap(route -> route.hops().stream())
                .filter(Hop::hasGateway)
                .map(Hop::gateway)
                .filter(gateway -> known(gateway).anyMatch(known -> !anyCounts || counts(known)))
                .findFirst();
    }

    /** {@return the address that the node would use to reach this one, or would use were there no route of ours} */
    private Optional<IpAddress> source(IpAddress address) {
        if (isByOurRoute(address)) {
            return onSubnetOf(address).filter(this::counts).map(Address::address);
        }
        return way(address).flatMap(way -> {
            Optional<IpAddress> own = known(way.source())
                    .filter(this::counts)
                    .map(Address::address)
                    .findFirst();
            return own.or(() -> settled(way.source()));
        });
    }

    /** {@return the lasting address on the device of one that passes, as of a node that prefers temporary addresses} */
    private Optional<IpAddress> settled(IpAddress source) {
        for (Address passing : snapshot.host().addresses(source)) {
            if (isPassing(passing)) {
                return snapshot.host().addresses(passing.device()).stream()
                        .filter(known -> known.address().family().equals(source.family()) && counts(known))
                        .max(Comparator.comparing(known -> known.subnet().equals(passing.subnet())))
                        .map(Address::address);
            }
        }
        return Optional.empty();
    }

    private Optional<IpAddress> onDefaultWay(Family family) {
        return way(anywhere(family))
                .flatMap(way -> snapshot.host().addresses(way.device()).stream()
                        .filter(known -> known.address().family().equals(family) && counts(known))
                        .max(Comparator.comparing(known -> known.address().equals(way.source())))
                        .map(Address::address));
    }

    private Optional<IpAddress> firstThatCounts(Family family) {
        return snapshot.host().addresses().stream()
                .filter(known -> known.address().family().equals(family) && counts(known))
                .map(Address::address)
                .findFirst();
    }

    /** {@return what the node itself uses towards the address, where its only addresses are on devices such as {@code lo}} */
    private Optional<IpAddress> lookedUp(IpAddress address) {
        return way(address)
                .filter(_ -> !isByOurRoute(address))
                .map(RouteLookup.Found::source)
                .filter(source -> known(source).findAny().isPresent());
    }

    private Stream<Address> known(IpAddress address) {
        return snapshot.host().addresses(address).stream()
                .filter(known -> flaw(known).isEmpty());
    }

    private boolean counts(Address known) {
        return flaw(known).isEmpty() && doubt(known).isEmpty();
    }

    /** {@return why the address cannot be one that a pod reaches the node by; empty where it can} */
    private String flaw(Address known) {
        IpAddress address = known.address();
        if (!address.isUnicast() || address.isLoopback() || address.isLinkLocal()) {
            return "others cannot reach it";
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
        return isPassing(known) && hasLasting(known) ? known.device() + " has another that lasts" : "";
    }

    /** {@return why the address is probably none of the node's own; empty where nothing speaks against it} */
    private String doubt(Address known) {
        boolean named = AddressingPolicy.isNamedLikeContainerDevice(known.device());
        return named && !ownDevices.contains(known.device())
                ? "a device of this name mostly belongs to a container network"
                : "";
    }

    private static boolean isPassing(Address known) {
        AddressFlags flags = known.flags();
        boolean usable = flags.has(AddressFlags.OPTIMISTIC);
        return PASSING.stream()
                .anyMatch(passing -> flags.has(passing) && !(usable && passing.equals(AddressFlags.TENTATIVE)));
    }

    private boolean hasLasting(Address passing) {
        return snapshot.host().addresses(passing.device()).stream()
                .anyMatch(known ->
                        known.address().family().equals(passing.address().family())
                                && !isPassing(known)
                                && !known.flags().has(AddressFlags.DADFAILED));
    }

    private boolean isByOurRoute(IpAddress address) {
        return way(address)
                .filter(way -> snapshot.host().routes(address.asPrefix()).stream()
                        .anyMatch(route -> route.isOurs() && route.on(way.device())))
                .isPresent();
    }

    /** {@return the node's address whose subnet the address is in, of several the one of the smallest} */
    private Optional<Address> onSubnetOf(IpAddress address) {
        return snapshot.host().addresses().stream()
                .filter(known -> !known.subnet().isSingle() && known.subnet().contains(address))
                .filter(known -> flaw(known).isEmpty())
                .max(Comparator.comparingInt(Address::prefixLength));
    }

    private Optional<RouteLookup.Found> way(IpAddress address) {
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
