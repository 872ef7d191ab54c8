package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.core.kernel.MessagesInReplies;
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
 * Finds orphaned objects on the host. A neighbour with our protocol number (109) is orphaned if the peer of its device is in another
 * namespace, which does not have the neighbour's address. The same applies to a route with this number to a single address, unless it is
 * a multipath route. A route in the main table counts as orphaned only if its device has a mark. If the addresses of the other namespace
 * cannot be read, no object on the device counts as orphaned.
 *
 * @param network the name of the network of the GC; objects on a link with the mark of another network are left out
 */
public record OrphanedHostObjects(KernelPort kernel, String network) {

    /**
     * {@return the orphaned objects, routes before neighbours}
     *
     * @throws meta.core.cni.CallFailedException if an {@link ObjectLimit} is used up
     * @throws meta.netlink.socket.NetlinkException if a reply does not arrive, the kernel lacks a resource, or a dump fails
     * @throws meta.netlink.message.MalformedMessageException if a reply of the kernel cannot be decoded
     */
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
        Map<String, Set<IpAddress>> peers = peerAddresses(used, devices, marked);
        List<NetworkObject> orphans = new ArrayList<>();
        RouteMapping routeMapping = new RouteMapping(Netns.HOST, devices);
        for (RouteMessage message : routes) {
            routeMapping
                    .read(message)
                    .filter(route -> isOrphan(route, peers) && (isOutsideMain(route) || isOn(marked, route)))
                    .ifPresent(orphans::add);
        }
        NeighborMapping neighborMapping = new NeighborMapping(Netns.HOST, devices);
        for (NeighborMessage message : neighbors) {
            neighborMapping
                    .read(message)
                    .filter(known -> isOrphan(known, peers))
                    .ifPresent(orphans::add);
        }
        return orphans;
    }

    /** On a device without a mark, a route in the main table belongs to another program. */
    private static boolean isOutsideMain(Route route) {
        return !route.table().equals(RouteTable.MAIN);
    }

    private static boolean isOn(Set<String> devices, Route route) {
        return route.hops().stream().allMatch(hop -> devices.contains(hop.device()));
    }

    private static boolean isOrphan(Route route, Map<String, Set<IpAddress>> peers) {
        if (!route.isOurs() || !route.destination().isSingle() || route.hops().size() != 1) {
            return false;
        }
        Set<IpAddress> addresses = peers.get(route.hops().getFirst().device());
        return addresses != null && !addresses.contains(route.destination().address());
    }

    private static boolean isOrphan(Neighbor neighbor, Map<String, Set<IpAddress>> peers) {
        Set<IpAddress> addresses = peers.get(neighbor.device());
        return neighbor.isOurs() && addresses != null && !addresses.contains(neighbor.address());
    }

    /**
     * {@return for each device with one of the indexes, the addresses in the namespace of its peer} A device is left out if it has the
     * mark of another network, if its peer is not in another namespace, or if the addresses cannot be read.
     *
     * @param devices receives the devices with one of the indexes
     * @param marked receives the names of the devices with a mark
     */
    private Map<String, Set<IpAddress>> peerAddresses(Set<Integer> indexes, Devices devices, Set<String> marked) {
        List<Request> requests = new ArrayList<>();
        for (Integer index : indexes) {
            requests.add(Request.get(LinkMessage.indexed(index)));
        }
        List<LinkMessage> ofNetwork = new ArrayList<>();
        for (LinkMessage link : MessagesInReplies.of(LinkMessage.class, kernel, Netns.HOST, requests)) {
            devices.add(link);
            if (Attachment.isMark(alias(link))) {
                marked.add(String.valueOf(link.name()));
            }
            if (!isOfAnotherNetwork(link)) {
                ofNetwork.add(link);
            }
        }
        return new PeerNamespaceAddresses(kernel).of(ofNetwork);
    }

    private boolean isOfAnotherNetwork(LinkMessage link) {
        return Attachment.isMark(alias(link)) && !Attachment.isMarkOf(network, alias(link));
    }

    private static String alias(LinkMessage link) {
        String alias = link.alias();
        return alias == null ? "" : alias;
    }
}
