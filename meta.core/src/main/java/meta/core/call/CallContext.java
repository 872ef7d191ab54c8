package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.PreviousResult;
import meta.core.config.OptionValues;
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
 * @param inputs the inputs that steps can read
 * @param previous the {@code prevResult}. In a CHECK, and if the inputs are from the {@link meta.core.record.ResultCache}, the result of
 *     the whole chain; otherwise that of the plugins before this one
 * @param pipeline the steps of the plugin type, including those that {@code config} disables
 * @param config the checked network configuration, with the options of the node
 * @param recorded the identities of the recorded host objects of third-party steps that no other record needs
 * @param effects the recorded effects, each of which may be in force
 * @param isFirst true only for an ADD whose attachment had no readable record before, and whose own record was written
 */
public record CallContext(
        Attachment attachment,
        CallInputs inputs,
        PreviousResult previous,
        Pipeline pipeline,
        OptionValues config,
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
     * {@return the addresses of the NIC in the previous result, and their gateways} An entry of {@code ips} that names no interface counts
     * as an address of the NIC.
     */
    AssignedAddresses assigned() {
        return assigned(attachment, previous);
    }

    /** {@return the same as {@link #assigned()} for a given attachment and previous result} */
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

    /**
     * {@return the main table's routes in the previous result, as other plugins create them: through the NIC, with protocol {@code boot}}
     */
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
                        RouteProtocol.BOOT, // the protocol with which other plugins create routes
                        direct.source(),
                        direct.hops(),
                        direct.preference(),
                        direct.metrics(),
                        direct.others())
                .withMtu(assigned.mtu());
        return assigned.gateway().isUnspecified() ? route : route.via(assigned.gateway());
    }
}
