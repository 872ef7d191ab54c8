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
 * What the pod's namespace holds.
 *
 * @param links its devices
 * @param addresses the addresses on them
 * @param others routes, rules and neighbours
 */
record PodView(PodLinks links, List<Address> addresses, List<NetworkObject> others) {
    private static final PodView NOTHING = new PodView(new PodLinks(List.of(), List.of()), List.of(), List.of());

    /**
     * {@return all that a step may look at: everything but table local, which the kernel keeps by itself, and of the neighbours ours and
     * those that have an address of the node}
     *
     * @throws CallFailedException where there is more of a kind than a call works with
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
     * {@return what a DEL needs: what calls of ours have made, and what goes back to main with it}
     *
     * @param nic the NIC that goes
     * @param left gets what could not be read, since the pod has too much of it
     */
    static PodView ofTraces(KernelPort kernel, String nic, List<String> left) {
        if (!kernel.has(Netns.POD)) {
            return NOTHING;
        }
        Allowance allowance = new Allowance(kernel);
        PodLinks links;
        try {
            links = PodLinks.read(kernel, allowance);
        } catch (CallFailedException e) {
            left.add(tooMany(e));
            links = PodLinks.few(kernel, new Allowance(kernel), nic);
        }
        Devices devices = links.devices();
        List<Address> addresses = List.of();
        try {
            addresses = addresses(kernel, devices, allowance);
            return new PodView(links, addresses, new OwnedPodObjects(kernel, devices, allowance).read());
        } catch (CallFailedException e) {
            left.add(tooMany(e));
            return new PodView(links, addresses, List.of());
        }
    }

    /** {@return what there is too much of for any call; where it is too much for this process alone, another process does more} */
    private static String tooMany(CallFailedException e) {
        if (e.failure() instanceof Failure.TooManyObjects tooMany) {
            return tooMany.details();
        }
        throw e;
    }

    /** {@return the state, in which a veth knows the name of its other end} */
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

    /** {@return the routes, each with its own rank: the kernel keeps routes that only lead elsewhere, as those of two NICs to one subnet} */
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

    static boolean isOurs(NeighborMessage message) {
        return Ownership.PROTOCOL.equals(message.protocol());
    }
}
