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
 * Finds the routes and neighbours with our protocol number (109) on given devices of the host. Routes in table local are left out.
 *
 * @param devices must contain the devices for which objects are read
 */
record OwnedHostObjectReader(KernelPort kernel, Devices devices) {

    /**
     * {@return our routes whose single output device has one of the indexes}
     *
     * @throws meta.core.cni.CallFailedException if the routes of one device use up the {@link ObjectLimit}
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
     * @throws meta.core.cni.CallFailedException if the neighbours of one device use up the {@link ObjectLimit}
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

    /** {@return the objects; empty if the kernel rejects the dump for another reason than lack of a resource} */
    private <M extends NetlinkMessage, T> List<T> dump(Class<M> kind, M like, Function<M, Optional<T>> mapping) {
        return new BoundedDump<>("objects of ours on the host ends of the pod", kind, like, mapping)
                .from(kernel, Netns.HOST, ObjectLimit.ofDump(kernel), _ -> true);
    }
}
