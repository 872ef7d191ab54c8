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
 * The routes and neighbours with our protocol number on some of the host's devices, in whatever table, and whether or not a rule leads to
 * that table.
 *
 * <p>The kernel filters by device and protocol, so what it answers does not grow with the node's pods. One older than 4.20, which does
 * not filter, answers with what is on other devices too; that is left out here.
 *
 * @param kernel the host's namespace
 * @param devices the names of the devices
 */
record MarkedObjects(KernelPort kernel, Devices devices) {

    /** {@return the routes, each of them by one of these devices} */
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

    /** {@return the neighbours on these devices} */
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

    /** A dump that is refused has no answers: the device has gone meanwhile, and with it what was on it. */
    private <M extends NetlinkMessage, T> List<T> dump(Class<M> kind, M like, Function<M, Optional<T>> reading) {
        return new BoundedDump<>("objects of ours on the host's ends of the pod", kind, like, reading)
                .from(kernel, Netns.HOST, new Allowance(kernel), _ -> true);
    }
}
