package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.core.kernel.NeighborMapping;
import meta.core.kernel.RouteMapping;
import meta.netlink.Family;
import meta.netlink.RouteTable;
import meta.netlink.message.NeighborMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.message.RouteMessage;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.Ownership;
import meta.spi.net.Route;

/**
 * Finds the routes and neighbours with our protocol number (109) on given devices of the host. Routes in table local are left out. The size of the
 * kernel's replies does not depend on the number of pods on the node.
 *
 * @param devices must contain the devices for which objects are read
 */
record OwnedHostObjectReader(KernelPort kernel, Devices devices) {

    /**
     * {@return our routes whose single output device has one of the indexes}
     *
     * @throws meta.core.cni.CallFailedException if more routes of ours use one device than a call may hold, or this process lacks memory
     *     for them
     * @throws meta.netlink.socket.NetlinkException if the kernel lacks memory, descriptors or time for the reply, or the reply does not
     *     arrive
     */
    List<Route> routes(Collection<Integer> indexes) {
        RouteMapping mapping = new RouteMapping(Netns.HOST, devices);
        List<Route> routes = new ArrayList<>();
        for (int index : indexes) {
            RouteMessage ofDevice = RouteMessage.any(Family.UNSPEC)
                    .withProtocol(Ownership.PROTOCOL)
                    .withOutputIndex(index);
            routes.addAll(dump(
                    RouteMessage.class,
                    ofDevice,
                    message -> Optional.of(message)
                            .filter(found -> Integer.valueOf(index).equals(found.outputIndex()))
                            .flatMap(mapping::read)
                            .filter(route -> route.isOurs() && !route.table().equals(RouteTable.LOCAL))));
        }
        return routes;
    }

    /**
     * {@return our neighbours on the devices with the indexes}
     *
     * @throws meta.core.cni.CallFailedException if more neighbours of ours are on one device than a call may hold, or this process lacks
     *     memory for them
     * @throws meta.netlink.socket.NetlinkException as for {@link #routes}
     */
    List<Neighbor> neighbors(Collection<Integer> indexes) {
        NeighborMapping mapping = new NeighborMapping(Netns.HOST, devices);
        List<Neighbor> neighbors = new ArrayList<>();
        for (int index : indexes) {
            neighbors.addAll(dump(
                    NeighborMessage.class,
                    NeighborMessage.on(Family.UNSPEC, index),
                    message -> Optional.of(message)
                            .filter(found -> found.ifindex() == index)
                            .flatMap(mapping::read)
                            .filter(Neighbor::isOurs)));
        }
        return neighbors;
    }

    /**
     * {@return the objects; empty if the kernel rejects the dump: the device then counts as deleted} A rejection for lack of memory,
     * descriptors or time causes a {@link meta.netlink.socket.NetlinkException} instead.
     */
    private <M extends NetlinkMessage, T> List<T> dump(Class<M> kind, M like, Function<M, Optional<T>> mapping) {
        return new BoundedDump<>("objects of ours on the host ends of the pod", kind, like, mapping)
                .from(kernel, Netns.HOST, ObjectLimit.ofDump(kernel), _ -> true);
    }
}
