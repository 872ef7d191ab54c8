package meta.core.observe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.netlink.AddressFlags;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.spi.Addressing;
import meta.spi.AddressingPolicy;
import meta.spi.Attachment;
import meta.spi.PodTables;
import meta.spi.RouteLookup;
import meta.spi.Routing;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.Route;

/**
 * Works out which addresses an attachment is about, from the snapshot alone.
 *
 * @param attachment which NIC of which pod
 * @param assigned the NIC's addresses as {@code prevResult.ips} has them
 * @param policy what the configuration says
 * @param snapshot what is
 */
public record AddressingResolver(
        Attachment attachment, List<Address> assigned, AddressingPolicy policy, Snapshot snapshot) {

    /**
     * Addresses whose way shows the device of the node's default route: nobody's own (RFC 5737, RFC 3849), so that no more specific
     * route is likely to be for them.
     */
    public static final List<IpAddress> ANYWHERE =
            List.of(IpAddress.parse("192.0.2.1"), IpAddress.parse("2001:db8::1"));

    public AddressingResolver {
        assigned = List.copyOf(assigned);
    }

    public Addressing resolve() {
        List<String> notes = new ArrayList<>();
        List<IpAddress> pod = pod();
        List<IpAddress> node = node(pod, notes);
        List<IpAddress> gateways = gateways(pod, node, notes);
        return new Addressing(assigned, pod, node, hijacked(pod, notes), gateways, Routing.MAIN, notes);
    }

    /** {@return the NIC's addresses: those it was assigned and the kernel does not call duplicates, then what else it has} */
    private List<IpAddress> pod() {
        Set<IpAddress> found = new LinkedHashSet<>();
        List<Address> onNic = snapshot.pod().addresses(attachment.ifname());
        for (Address address : assigned) {
            boolean duplicate = onNic.stream()
                    .anyMatch(known -> known.address().equals(address.address())
                            && known.flags().has(AddressFlags.DADFAILED));
            if (address.isStable() && !duplicate) {
                found.add(address.address());
            }
        }
        for (Address address : onNic) {
            if (address.isStable()) {
                found.add(address.address());
            }
        }
        return List.copyOf(found);
    }

    private List<IpAddress> node(List<IpAddress> pod, List<String> notes) {
        Set<IpAddress> found = new LinkedHashSet<>();
        Set<IpAddress> asked = new LinkedHashSet<>(pod);
        for (Address address : snapshot.pod().addresses()) {
            if (PodTables.isNic(address.device())
                    && address.isStable()
                    && hasFamily(pod, address.address().family())) {
                asked.add(address.address());
            }
        }
        for (IpAddress address : asked) {
            source(address, notes).ifPresent(found::add);
        }
        for (Address address : snapshot.host().addresses()) {
            if (hasFamily(pod, address.address().family()) && isTheNodes(address)) {
                found.add(address.address());
            }
        }
        return List.copyOf(found);
    }

    /** {@return the address that the node would use to reach this one, where it is one of its own} */
    private Optional<IpAddress> source(IpAddress address, List<String> notes) {
        Optional<RouteLookup> lookup = snapshot.lookup(address);
        if (lookup.isEmpty()) {
            return Optional.empty();
        }
        return switch (lookup.get()) {
            case RouteLookup.Unreachable(IpAddress destination, var errno) -> {
                notes.add("the node has no way to " + destination + " (" + errno + ")");
                yield Optional.empty();
            }
            case RouteLookup.Found found -> Optional.of(found.source()).filter(this::isTheNodes);
        };
    }

    private boolean isTheNodes(IpAddress address) {
        return snapshot.host().addresses().stream()
                .anyMatch(known -> known.address().equals(address) && isTheNodes(known));
    }

    private boolean isTheNodes(Address known) {
        IpAddress address = known.address();
        return address.isUnicast()
                && !address.isLoopback()
                && !address.isLinkLocal()
                && !known.flags().has(AddressFlags.DADFAILED)
                && !policy.excludes(known.device());
    }

    private List<IpAddress> gateways(List<IpAddress> pod, List<IpAddress> node, List<String> notes) {
        List<IpAddress> gateways = new ArrayList<>();
        for (Family family : List.of(Family.IPV4, Family.IPV6)) {
            Optional<IpAddress> first = first(pod, family);
            if (first.isEmpty()) {
                continue;
            }
            Optional<IpAddress> gateway = gatewayInUse(family, node)
                    .or(() -> source(first.get(), new ArrayList<>()))
                    .or(() -> onDefaultWay(family))
                    .or(() -> first(node, family));
            gateway.ifPresentOrElse(
                    gateways::add,
                    () -> notes.add("the node has no " + family + " address of its own that " + attachment.ifname()
                            + " could reach the hijacked subnets through"));
        }
        return gateways;
    }

    /** Once our routes are there, the node's look-up answers with one of them and names another source. */
    private Optional<IpAddress> gatewayInUse(Family family, List<IpAddress> node) {
        return snapshot.pod().routes().stream()
                .filter(Route::isOurs)
                .filter(route -> route.destination().family().equals(family))
                .flatMap(route -> route.hops().stream())
                .filter(Hop::hasGateway)
                .map(Hop::gateway)
                .filter(node::contains)
                .findFirst();
    }

    private Optional<IpAddress> onDefaultWay(Family family) {
        for (IpAddress anywhere : ANYWHERE) {
            if (anywhere.family().equals(family)
                    && snapshot.lookup(anywhere).orElse(null) instanceof RouteLookup.Found way) {
                return snapshot.host().addresses(way.device()).stream()
                        .filter(address -> address.address().family().equals(family))
                        .filter(this::isTheNodes)
                        .map(Address::address)
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    private List<Prefix> hijacked(List<IpAddress> pod, List<String> notes) {
        List<Prefix> kept = new ArrayList<>();
        for (Prefix subnet : policy.hijacked()) {
            if (hasFamily(pod, subnet.family())) {
                kept.add(subnet);
            } else {
                notes.add(subnet + " is not hijacked: " + attachment.ifname() + " has no " + subnet.family()
                        + " address");
            }
        }
        return kept;
    }

    private static boolean hasFamily(List<IpAddress> addresses, Family family) {
        return first(addresses, family).isPresent();
    }

    private static Optional<IpAddress> first(List<IpAddress> addresses, Family family) {
        return addresses.stream()
                .filter(address -> address.family().equals(family))
                .findFirst();
    }
}
