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
 * Finds the routes and neighbours with our protocol number on some of the host's devices. The routes are found in any table other than local, even in
 * a table that no rule refers to.
 *
 * <p>The kernel filters routes by device and protocol, and neighbours by device, so the size of its replies does not depend on the number of pods on
 * the node. This class filters the replies again, and drops neighbours with other protocol numbers and routes in table local.
 *
 * @param kernel the host's namespace
 * @param devices the host's known devices
 */
record OwnedHostObjects(KernelPort kernel, Devices devices) {

    /** {@return the routes on the devices with these indexes} */
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

    /** {@return the neighbours on the devices with these indexes} */
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

    /** {@return the objects; none if the kernel rejects the dump for another reason than a shortage, because the device then no longer exists} */
    private <M extends NetlinkMessage, T> List<T> dump(Class<M> kind, M like, Function<M, Optional<T>> mapping) {
        return new BoundedDump<>("objects of ours on the host ends of the pod", kind, like, mapping)
                .from(kernel, Netns.HOST, ObjectLimit.ofDump(kernel), _ -> true);
    }
}
