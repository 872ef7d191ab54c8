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
 * Finds the routes and neighbours with our protocol number on some of the host's devices, the routes in any table but local. The size of the kernel's
 * replies does not depend on the number of pods on the node.
 */
record OwnedHostObjects(KernelPort kernel, Devices devices) {

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

    /** {@return the objects; none if the kernel rejects the dump for another reason than a shortage: the device then no longer exists} */
    private <M extends NetlinkMessage, T> List<T> dump(Class<M> kind, M like, Function<M, Optional<T>> mapping) {
        return new BoundedDump<>("objects of ours on the host ends of the pod", kind, like, mapping)
                .from(kernel, Netns.HOST, ObjectLimit.ofDump(kernel), _ -> true);
    }
}
