package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.AddressMapping;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.core.kernel.NeighborMapping;
import meta.core.kernel.RouteMapping;
import meta.core.kernel.RuleMapping;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.NeighborMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.message.RuleMessage;
import meta.spi.net.Address;
import meta.spi.net.FreeRouteRanks;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Ownership;
import meta.spi.net.Route;
import meta.spi.net.Rule;

/**
 * The objects of the pod's namespace that a call has read; empty if the call has no such namespace.
 *
 * @param others routes, rules and neighbours
 */
record PodView(PodLinks links, List<Address> addresses, List<NetworkObject> others) {
    private static final PodView NOTHING = new PodView(new PodLinks(List.of(), List.of()), List.of(), List.of());

    /**
     * {@return the devices, addresses and rules, the routes outside table local, and the neighbours that have our protocol number (109)
     * or an address of the node}
     *
     * @param ofNode the node's addresses
     * @param isFirst whether the neighbours are omitted if the pod has no route or rule of ours
     * @throws CallFailedException if the {@link ObjectLimit} is used up
     */
    static PodView read(KernelPort kernel, Set<IpAddress> ofNode, boolean isFirst) {
        if (!kernel.has(Netns.POD)) {
            return NOTHING;
        }
        ObjectLimit objectLimit = ObjectLimit.ofPod(kernel);
        PodLinks links = PodLinks.read(kernel, objectLimit);
        Devices devices = links.devices();
        List<Address> addresses = addresses(kernel, devices, objectLimit);
        List<NetworkObject> others = new ArrayList<>(routes(kernel, devices, objectLimit));
        others.addAll(new BoundedDump<>(
                        "rules of the pod",
                        RuleMessage.class,
                        RuleMessage.any(Family.UNSPEC),
                        message -> RuleMapping.read(message, Netns.POD))
                .from(kernel, Netns.POD, objectLimit, _ -> false));
        if (!isFirst || others.stream().anyMatch(PodView::isOurs)) {
            others.addAll(neighbors(kernel, devices, ofNode, objectLimit));
        }
        return new PodView(links, addresses, others);
    }

    /**
     * {@return the devices and addresses, and the objects of {@link OwnedPodObjectReader}}
     *
     * <p>If the pod has too many objects or tables, some are left out. If these include devices, all addresses, routes, rules and
     * neighbours are left out, too: otherwise, the steps would treat a missing NIC as deleted, and would remove its routing table.
     *
     * @param nic the name of the attachment's NIC, which is read even if other devices are left out
     * @param unread receives a text about the objects that are left out
     * @throws CallFailedException if this process lacks memory for the objects, or as for {@link PodLinks#readFew(KernelPort, String)}
     */
    static PodView readOwned(KernelPort kernel, String nic, List<String> unread) {
        if (!kernel.has(Netns.POD)) {
            return NOTHING;
        }
        ObjectLimit objectLimit = ObjectLimit.ofPod(kernel);
        PodLinks links;
        try {
            links = PodLinks.read(kernel, objectLimit);
        } catch (CallFailedException e) {
            unread.add(tooMany(e));
            return new PodView(PodLinks.readFew(kernel, nic), List.of(), List.of());
        }
        Devices devices = links.devices();
        List<Address> addresses = List.of();
        try {
            addresses = addresses(kernel, devices, objectLimit);
            return new PodView(links, addresses, new OwnedPodObjectReader(kernel, devices, objectLimit).read());
        } catch (CallFailedException e) {
            unread.add(tooMany(e));
            return new PodView(links, addresses, List.of());
        }
    }

    /** {@return a text about the objects that exceed a limit} Throws a failure with another cause again. */
    private static String tooMany(CallFailedException e) {
        if (e.failure() instanceof Failure.TooManyObjects tooMany) {
            return tooMany.details();
        }
        throw e;
    }

    /**
     * {@return the state of the pod, in which the links contain the names of their peers}
     *
     * @param peers the name of each host end, by the index of its peer in the pod
     */
    NamespaceState state(Map<Integer, String> peers) {
        List<NetworkObject> objects = new ArrayList<>();
        for (PodLinks.Inside inside : links.all()) {
            objects.add(inside.link().withPeer(peers.getOrDefault(inside.ifindex(), "")));
        }
        objects.addAll(addresses);
        objects.addAll(others);
        return NamespaceState.of(Netns.POD, objects);
    }

    private static List<Address> addresses(KernelPort kernel, Devices devices, ObjectLimit objectLimit) {
        return new BoundedDump<>(
                        "addresses of the pod",
                        AddressMessage.class,
                        AddressMessage.on(Family.UNSPEC, 0),
                        new AddressMapping(Netns.POD, devices)::read)
                .from(kernel, Netns.POD, objectLimit, _ -> false);
    }

    private static List<Route> routes(KernelPort kernel, Devices devices, ObjectLimit objectLimit) {
        RouteMapping mapping = new RouteMapping(Netns.POD, devices);
        return ranked(new BoundedDump<>(
                        "routes of the pod",
                        RouteMessage.class,
                        RouteMessage.any(Family.UNSPEC),
                        message -> message.table().equals(RouteTable.LOCAL) ? Optional.empty() : mapping.read(message))
                .from(kernel, Netns.POD, objectLimit, _ -> false));
    }

    /** {@return copies of the routes with ranks} */
    static List<Route> ranked(List<Route> routes) {
        FreeRouteRanks ranks = FreeRouteRanks.all();
        List<Route> ranked = new ArrayList<>();
        routes.forEach(route -> ranked.add(ranks.take(route)));
        return ranked;
    }

    private static boolean isOurs(NetworkObject object) {
        return switch (object) {
            case Route route -> Ownership.PROTOCOL.equals(route.protocol());
            case Rule rule -> rule.isOurs();
            default -> false;
        };
    }

    private static List<NetworkObject> neighbors(
            KernelPort kernel, Devices devices, Set<IpAddress> wanted, ObjectLimit objectLimit) {
        NeighborMapping mapping = new NeighborMapping(Netns.POD, devices);
        return new BoundedDump<>(
                        "neighbours of the pod",
                        NeighborMessage.class,
                        NeighborMessage.on(Family.UNSPEC, 0),
                        message -> isOurs(message) || wanted.contains(message.destination())
                                ? mapping.read(message).map(NetworkObject.class::cast)
                                : Optional.empty())
                .from(kernel, Netns.POD, objectLimit, _ -> false);
    }

    static boolean isOurs(NeighborMessage message) {
        return Ownership.PROTOCOL.equals(message.protocol());
    }
}
