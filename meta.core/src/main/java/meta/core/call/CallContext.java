package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.CniResult;
import meta.core.cni.ResultRoutes;
import meta.core.config.NetworkConfig;
import meta.core.plugin.Pipeline;
import meta.core.reconcile.observe.AssignedAddresses;
import meta.netlink.IpAddress;
import meta.netlink.RouteProtocol;
import meta.spi.Attachment;
import meta.spi.net.Address;
import meta.spi.net.Netns;
import meta.spi.net.Route;

/**
 * What a call is to bring about.
 *
 * @param attachment which NIC of which pod
 * @param previous what the plugins before in the chain have made
 * @param pipeline the steps to ask
 * @param config which of them are on, and their options
 */
public record CallContext(Attachment attachment, CniResult previous, Pipeline pipeline, NetworkConfig config) {

    /** {@return what the plugins before say of the NIC} */
    AssignedAddresses assigned() {
        return assigned(attachment, previous);
    }

    static AssignedAddresses assigned(Attachment attachment, CniResult previous) {
        List<Address> addresses = new ArrayList<>();
        List<IpAddress> routers = new ArrayList<>();
        for (CniResult.Ip ip : previous.ips()) {
            if (ip.isOf(attachment.ifname())) {
                addresses.add(Address.of(Netns.POD, attachment.ifname(), ip.address(), ip.prefixLength()));
                if (!ip.gateway().isUnspecified()) {
                    routers.add(ip.gateway());
                }
            }
        }
        return new AssignedAddresses(addresses, routers);
    }

    /** {@return the NIC's routes in table main as the plugins before have made them} */
    List<Route> assignedRoutes() {
        List<Route> routes = new ArrayList<>();
        for (ResultRoutes.Entry entry : ResultRoutes.of(previous)) {
            routes.add(route(entry));
        }
        return routes;
    }

    private Route route(ResultRoutes.Entry entry) {
        Route direct = Route.to(entry.destination(), Netns.POD, attachment.ifname());
        Route.Key key = direct.key();
        long metric = entry.metric() == 0 ? key.metric() : entry.metric();
        Route made = new Route(
                new Route.Key(key.netns(), key.table(), key.destination(), key.tos(), metric),
                direct.type(),
                direct.scope(),
                RouteProtocol.BOOT, // as plugins do
                direct.source(),
                direct.hops(),
                direct.preference(),
                direct.metrics(),
                direct.others());
        Route sized = made.withMtu(entry.mtu());
        return entry.gateway().isUnspecified() ? sized : sized.via(entry.gateway());
    }
}
