package meta.core.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meta.core.kernel.AddressMapping;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.core.kernel.LinkMapping;
import meta.core.kernel.NeighborMapping;
import meta.core.kernel.RouteMapping;
import meta.core.kernel.RuleMapping;
import meta.netlink.Family;
import meta.netlink.RouteTable;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.message.NeighborMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.message.RuleMessage;
import meta.netlink.socket.Request;
import meta.spi.net.Address;
import meta.spi.net.FreeRanks;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;

/**
 * All that the pod's namespace holds, but for table local, which the kernel keeps by itself.
 *
 * @param links its devices as the kernel tells of them
 * @param veths those whose other end is said to be on the host
 * @param addresses the addresses on all of them
 * @param others routes, rules and neighbours
 */
record PodView(List<LinkMessage> links, List<LinkMessage> veths, List<Address> addresses, List<NetworkObject> others) {
    /** The kinds of devices that come in pairs. */
    private static final Set<String> JOINED = Set.of("veth", "netkit");

    static PodView read(KernelPort kernel) {
        if (!kernel.has(Netns.POD)) {
            return new PodView(List.of(), List.of(), List.of(), List.of());
        }
        List<LinkMessage> links = dump(LinkMessage.class, kernel, LinkMessage.any());
        Devices devices = new Devices();
        links.forEach(devices::add);
        return new PodView(links, towardsHost(links, kernel), addresses(kernel, devices), others(kernel, devices));
    }

    /** {@return the state, in which a veth knows the name of its other end} */
    NamespaceState state(Map<Integer, String> peers) {
        List<NetworkObject> objects = new ArrayList<>();
        for (LinkMessage link : links) {
            objects.add(LinkMapping.read(link, Netns.POD, peers.getOrDefault(link.ifindex(), "")));
        }
        objects.addAll(addresses);
        objects.addAll(others);
        return NamespaceState.of(Netns.POD, objects);
    }

    private static List<LinkMessage> towardsHost(List<LinkMessage> links, KernelPort kernel) {
        List<LinkMessage> away = new ArrayList<>();
        for (LinkMessage link : links) {
            String kind = link.kind();
            boolean joined = kind != null && JOINED.contains(kind);
            if (joined && link.peerIndex() != null && link.peerNamespaceId() != null) {
                away.add(link);
            }
        }
        if (away.isEmpty()) {
            return away;
        }
        Request whichIsTheHost = Request.get(NamespaceIdMessage.ofDescriptor(kernel.descriptor(Netns.HOST)));
        List<LinkMessage> towards = new ArrayList<>();
        for (NamespaceIdMessage host :
                Answers.of(NamespaceIdMessage.class, kernel, Netns.POD, List.of(whichIsTheHost))) {
            for (LinkMessage link : away) {
                Integer beyond = link.peerNamespaceId();
                if (beyond != null && beyond.equals(host.nsid())) {
                    towards.add(link);
                }
            }
        }
        return towards;
    }

    private static List<Address> addresses(KernelPort kernel, Devices devices) {
        AddressMapping mapping = new AddressMapping(Netns.POD, devices);
        List<Address> addresses = new ArrayList<>();
        for (AddressMessage message : dump(AddressMessage.class, kernel, AddressMessage.on(Family.UNSPEC, 0))) {
            mapping.read(message).ifPresent(addresses::add);
        }
        return addresses;
    }

    private static List<NetworkObject> others(KernelPort kernel, Devices devices) {
        List<NetworkObject> others = new ArrayList<>(routes(kernel, devices));
        for (RuleMessage message : dump(RuleMessage.class, kernel, RuleMessage.any(Family.UNSPEC))) {
            RuleMapping.read(message, Netns.POD).ifPresent(others::add);
        }
        NeighborMapping neighbors = new NeighborMapping(Netns.POD, devices);
        for (NeighborMessage message : dump(NeighborMessage.class, kernel, NeighborMessage.on(Family.UNSPEC, 0))) {
            neighbors.read(message).ifPresent(others::add);
        }
        return others;
    }

    private static List<Route> routes(KernelPort kernel, Devices devices) {
        RouteMapping mapping = new RouteMapping(Netns.POD, devices);
        FreeRanks ranks =
                FreeRanks.all(); // the kernel keeps routes that only lead elsewhere, as those of two NICs to one subnet
        List<Route> routes = new ArrayList<>();
        for (RouteMessage message : dump(RouteMessage.class, kernel, RouteMessage.any(Family.UNSPEC))) {
            if (!message.table().equals(RouteTable.LOCAL)) {
                mapping.read(message).map(ranks::take).ifPresent(routes::add);
            }
        }
        return routes;
    }

    private static <M extends NetlinkMessage> List<M> dump(Class<M> kind, KernelPort kernel, M all) {
        return Answers.toDump(kind, kernel, Netns.POD, all);
    }
}
