package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.PreviousResult;
import meta.core.config.NetworkConfig;
import meta.core.plugin.Pipeline;
import meta.core.reconcile.observe.AssignedAddresses;
import meta.core.reconcile.observe.HostObjectId;
import meta.core.record.OwnedEffect;
import meta.netlink.IpAddress;
import meta.netlink.RouteProtocol;
import meta.spi.Attachment;
import meta.spi.CallInputs;
import meta.spi.net.Address;
import meta.spi.net.Netns;
import meta.spi.net.Route;

/**
 * The inputs of an ADD, CHECK, dry run or repair.
 *
 * @param previous the result of the plugins before this one in the chain
 * @param recorded the recorded objects on the host of third-party steps, without those that another attachment also uses
 * @param effects the recorded effects, which may be in force
 * @param isFirst whether this is an ADD whose attachment had no record before
 */
public record CallContext(
        Attachment attachment,
        CallInputs inputs,
        PreviousResult previous,
        Pipeline pipeline,
        NetworkConfig config,
        List<HostObjectId> recorded,
        List<OwnedEffect> effects,
        boolean isFirst) {

    public CallContext {
        recorded = List.copyOf(recorded);
        effects = List.copyOf(effects);
    }

    CallContext withRecorded(List<HostObjectId> objects, List<OwnedEffect> ofRecord) {
        return new CallContext(attachment, inputs, previous, pipeline, config, objects, ofRecord, isFirst);
    }

    CallContext withFirst(boolean first) {
        return new CallContext(attachment, inputs, previous, pipeline, config, recorded, effects, first);
    }

    /**
     * {@return the addresses of the NIC and their gateways in the previous result} An address without an interface counts as an address of the NIC.
     */
    AssignedAddresses assigned() {
        return assigned(attachment, previous);
    }

    static AssignedAddresses assigned(Attachment attachment, PreviousResult previous) {
        List<Address> addresses = new ArrayList<>();
        List<IpAddress> gateways = new ArrayList<>();
        for (PreviousResult.Ip ip : previous.ips()) {
            if (ip.isOf(attachment.ifname())) {
                addresses.add(Address.of(Netns.POD, attachment.ifname(), ip.address(), ip.prefixLength()));
                if (!ip.gateway().isUnspecified()) {
                    gateways.add(ip.gateway());
                }
            }
        }
        return new AssignedAddresses(addresses, gateways);
    }

    /** {@return the routes of the previous result as other plugins create them: through the NIC, in the main table, with protocol {@code boot}} */
    List<Route> assignedRoutes() {
        List<Route> routes = new ArrayList<>();
        for (PreviousResult.Route route : previous.routes()) {
            routes.add(onNic(route));
        }
        return routes;
    }

    private Route onNic(PreviousResult.Route assigned) {
        Route direct = Route.to(assigned.destination(), Netns.POD, attachment.ifname());
        Route.Key key = direct.key();
        long metric = assigned.metric() == 0 ? key.metric() : assigned.metric();
        Route route = Route.of(
                        Route.Key.of(key.netns(), key.table(), key.destination(), key.tos(), metric),
                        direct.type(),
                        direct.scope(),
                        RouteProtocol.BOOT, // plugins create routes with this protocol
                        direct.source(),
                        direct.hops(),
                        direct.preference(),
                        direct.metrics(),
                        direct.others())
                .withMtu(assigned.mtu());
        return assigned.gateway().isUnspecified() ? route : route.via(assigned.gateway());
    }
}
