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
import meta.spi.net.FreeRanks;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Ownership;
import meta.spi.net.Route;

/**
 * The state of the pod.
 *
 * @param links its devices
 * @param addresses the addresses on them
 * @param others routes, rules and neighbours
 */
record PodView(PodLinks links, List<Address> addresses, List<NetworkObject> others) {
    private static final PodView NOTHING = new PodView(new PodLinks(List.of(), List.of()), List.of(), List.of());

    /**
     * {@return all that a step may use: everything but table local, which the kernel maintains; of the neighbours only ours and those with an
     * address of the node}
     *
     * @param ofNode the node's addresses
     * @throws CallFailedException if the pod has more objects than a call works with
     */
    static PodView read(KernelPort kernel, Set<IpAddress> ofNode) {
        if (!kernel.has(Netns.POD)) {
            return NOTHING;
        }
        Allowance allowance = new Allowance(kernel);
        PodLinks links = PodLinks.read(kernel, allowance);
        Devices devices = links.devices();
        List<Address> addresses = addresses(kernel, devices, allowance);
        List<NetworkObject> others = new ArrayList<>(routes(kernel, devices, allowance));
        others.addAll(new BoundedDump<>(
                        "rules of the pod",
                        RuleMessage.class,
                        RuleMessage.any(Family.UNSPEC),
                        message -> RuleMapping.read(message, Netns.POD))
                .from(kernel, Netns.POD, allowance, _ -> false));
        others.addAll(neighbors(kernel, devices, ofNode, allowance));
        return new PodView(links, addresses, others);
    }

    /**
     * {@return what a DEL needs: the objects that calls of ours have created, and the routes that return to main}
     *
     * @param nic the NIC of the call
     * @param unread gets a text about the objects that are missing, since the pod has more than a call works with
     */
    static PodView readOwned(KernelPort kernel, String nic, List<String> unread) {
        if (!kernel.has(Netns.POD)) {
            return NOTHING;
        }
        Allowance allowance = new Allowance(kernel);
        PodLinks links;
        try {
            links = PodLinks.read(kernel, allowance);
        } catch (CallFailedException e) {
            unread.add(tooMany(e));
            links = PodLinks.readFew(kernel, new Allowance(kernel), nic);
        }
        Devices devices = links.devices();
        List<Address> addresses = List.of();
        try {
            addresses = addresses(kernel, devices, allowance);
            return new PodView(links, addresses, new OwnedPodObjects(kernel, devices, allowance).read());
        } catch (CallFailedException e) {
            unread.add(tooMany(e));
            return new PodView(links, addresses, List.of());
        }
    }

    /**
     * {@return which objects exceed the limit of a call}
     *
     * @throws CallFailedException if only this process lacks the memory: another process can make the call
     */
    private static String tooMany(CallFailedException e) {
        if (e.failure() instanceof Failure.TooManyObjects tooMany) {
            return tooMany.details();
        }
        throw e;
    }

    /**
     * {@return the state, with the name of the other end of each veth device}
     *
     * @param peers the names by the index of the device in the pod
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

    private static List<Address> addresses(KernelPort kernel, Devices devices, Allowance allowance) {
        return new BoundedDump<>(
                        "addresses of the pod",
                        AddressMessage.class,
                        AddressMessage.on(Family.UNSPEC, 0),
                        new AddressMapping(Netns.POD, devices)::read)
                .from(kernel, Netns.POD, allowance, _ -> false);
    }

    private static List<Route> routes(KernelPort kernel, Devices devices, Allowance allowance) {
        RouteMapping mapping = new RouteMapping(Netns.POD, devices);
        return ranked(new BoundedDump<>(
                        "routes of the pod",
                        RouteMessage.class,
                        RouteMessage.any(Family.UNSPEC),
                        message -> message.table().equals(RouteTable.LOCAL) ? Optional.empty() : mapping.read(message))
                .from(kernel, Netns.POD, allowance, _ -> false));
    }

    /** {@return the routes, each with a rank: several routes may differ only in their hops, as those of two NICs to the same subnet} */
    static List<Route> ranked(List<Route> routes) {
        FreeRanks ranks = FreeRanks.all();
        List<Route> ranked = new ArrayList<>();
        routes.forEach(route -> ranked.add(ranks.take(route)));
        return ranked;
    }

    private static List<NetworkObject> neighbors(
            KernelPort kernel, Devices devices, Set<IpAddress> wanted, Allowance allowance) {
        NeighborMapping mapping = new NeighborMapping(Netns.POD, devices);
        return new BoundedDump<>(
                        "neighbours of the pod",
                        NeighborMessage.class,
                        NeighborMessage.on(Family.UNSPEC, 0),
                        message -> isOurs(message) || wanted.contains(message.destination())
                                ? mapping.read(message).map(NetworkObject.class::cast)
                                : Optional.empty())
                .from(kernel, Netns.POD, allowance, _ -> false);
    }

    /** {@return whether the entry has our protocol number} */
    static boolean isOurs(NeighborMessage message) {
        return Ownership.PROTOCOL.equals(message.protocol());
    }
}
