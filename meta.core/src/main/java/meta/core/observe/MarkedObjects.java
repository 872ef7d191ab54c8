package meta.core.observe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.core.kernel.NeighborMapping;
import meta.core.kernel.RouteMapping;
import meta.netlink.Family;
import meta.netlink.RouteTable;
import meta.netlink.message.NeighborMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.socket.Request;
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
            for (RouteMessage message : dump(RouteMessage.class, ofDevice)) {
                if (Integer.valueOf(index).equals(message.outputIndex())) {
                    mapping.read(message)
                            .filter(route -> route.isOurs() && !route.table().equals(RouteTable.LOCAL))
                            .ifPresent(routes::add);
                }
            }
        }
        return routes;
    }

    /** {@return the neighbours on these devices} */
    List<Neighbor> neighbors(Collection<Integer> indexes) {
        NeighborMapping mapping = new NeighborMapping(Netns.HOST, devices);
        List<Neighbor> neighbors = new ArrayList<>();
        for (int index : indexes) {
            for (NeighborMessage message : dump(NeighborMessage.class, NeighborMessage.on(Family.UNSPEC, index))) {
                if (message.ifindex() == index) {
                    mapping.read(message).filter(Neighbor::isOurs).ifPresent(neighbors::add);
                }
            }
        }
        return neighbors;
    }

    /** A dump that is refused has no answers: the device has gone meanwhile, and with it what was on it. */
    private <M extends NetlinkMessage> List<M> dump(Class<M> kind, M like) {
        return Answers.of(kind, kernel.dump(Netns.HOST, Request.dump(like)));
    }
}
