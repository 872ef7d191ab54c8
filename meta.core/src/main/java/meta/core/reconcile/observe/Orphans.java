package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.core.kernel.NeighborMapping;
import meta.core.kernel.RouteMapping;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NeighborMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.socket.Request;
import meta.spi.Attachment;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Ownership;
import meta.spi.net.Route;

/**
 * The host's routes and neighbours of ours that lead to a pod which does not have their address any more, as when a DEL never came.
 *
 * <p>They carry no name of a network. Where the kernel does not tell the addresses {@linkplain PeerAddresses behind} a device, nothing on it
 * is a stray. To find them all routes of ours and all neighbours of the node are looked at, which only a GC may do.
 *
 * @param kernel the host's namespace
 * @param network the network whose GC it is: what is on a link that carries the mark of another is left alone
 */
public record Orphans(KernelPort kernel, String network) {

    /** {@return the strays, the routes first} */
    public List<NetworkObject> find() {
        List<RouteMessage> routes = new BoundedDump<>(
                        "routes of ours on the node",
                        RouteMessage.class,
                        RouteMessage.any(Family.UNSPEC).withProtocol(Ownership.PROTOCOL),
                        Optional::of)
                .from(kernel, Netns.HOST);
        List<NeighborMessage> neighbors = new BoundedDump<>(
                        "neighbours of ours on the node",
                        NeighborMessage.class,
                        NeighborMessage.on(Family.UNSPEC, 0),
                        message -> Optional.of(message).filter(PodView::isOurs))
                .from(kernel, Netns.HOST);
        Set<Integer> used = new HashSet<>();
        for (RouteMessage route : routes) {
            Optional.ofNullable(route.outputIndex()).ifPresent(used::add);
        }
        neighbors.forEach(neighbor -> used.add(neighbor.ifindex()));
        Devices devices = new Devices();
        Set<String> marked = new HashSet<>();
        Map<String, Set<IpAddress>> behind = behind(used, devices, marked);
        List<NetworkObject> strays = new ArrayList<>();
        RouteMapping routeMapping = new RouteMapping(Netns.HOST, devices);
        for (RouteMessage message : routes) {
            routeMapping
                    .read(message)
                    .filter(route -> isStray(route, behind) && (isInTableOfOurs(route) || isOn(marked, route)))
                    .ifPresent(strays::add);
        }
        NeighborMapping neighborMapping = new NeighborMapping(Netns.HOST, devices);
        for (NeighborMessage message : neighbors) {
            neighborMapping
                    .read(message)
                    .filter(known -> isStray(known, behind))
                    .ifPresent(strays::add);
        }
        return strays;
    }

    /** On a device without our mark, as a pod's overlay NIC has, our routes are never in main: what is there is somebody else's. */
    private static boolean isInTableOfOurs(Route route) {
        return !route.table().equals(RouteTable.MAIN);
    }

    private static boolean isOn(Set<String> devices, Route route) {
        return route.hops().stream().allMatch(hop -> devices.contains(hop.device()));
    }

    private static boolean isStray(Route route, Map<String, Set<IpAddress>> behind) {
        if (!route.isOurs() || !route.destination().isSingle() || route.hops().size() != 1) {
            return false;
        }
        Set<IpAddress> there = behind.get(route.hops().getFirst().device());
        return there != null && !there.contains(route.destination().address());
    }

    private static boolean isStray(Neighbor neighbor, Map<String, Set<IpAddress>> behind) {
        Set<IpAddress> there = behind.get(neighbor.device());
        return neighbor.isOurs() && there != null && !there.contains(neighbor.address());
    }

    /** {@return by the name of a device the addresses of the namespace that its other end is in} */
    private Map<String, Set<IpAddress>> behind(Set<Integer> indexes, Devices devices, Set<String> marked) {
        List<Request> requests = new ArrayList<>();
        for (Integer index : indexes) {
            requests.add(Request.get(LinkMessage.indexed(index)));
        }
        List<LinkMessage> ofNetwork = new ArrayList<>();
        for (LinkMessage link : Answers.of(LinkMessage.class, kernel, Netns.HOST, requests)) {
            devices.add(link);
            if (Attachment.isMark(alias(link))) {
                marked.add(String.valueOf(link.name()));
            }
            if (!isOfAnotherNetwork(link)) {
                ofNetwork.add(link);
            }
        }
        return new PeerAddresses(kernel).of(ofNetwork);
    }

    private boolean isOfAnotherNetwork(LinkMessage link) {
        return Attachment.isMark(alias(link)) && !Attachment.isMarkOf(network, alias(link));
    }

    private static String alias(LinkMessage link) {
        String alias = link.alias();
        return alias == null ? "" : alias;
    }
}
