package meta.veth;

import java.util.Optional;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.spi.Addressing;
import meta.spi.Plan;
import meta.spi.RouteLookup;
import meta.spi.Snapshot;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.VethPair;

/**
 * Sends the pod's traffic to the node and to the hijacked subnets through the veth pair, and the node's traffic to the pod.
 *
 * <p>The node's own addresses come first: the kernel takes a gateway only when a route on the link reaches it already.
 */
public final class SetupRoutes implements Step {
    static final String NAME = "setupRoutes";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Plan plan(StepContext context) {
        VethPair veth = PodVeth.in(context.snapshot());
        Addressing addressing = context.addressing();
        Snapshot now = context.snapshot();
        Plan toNode = Plan.forEach(
                addressing.node(),
                address -> Plan.ensure(fromPod(
                        Route.to(address.asPrefix(), Netns.POD, veth.pod().name()), addressing, now)));
        Plan toSubnets = Plan.forEach(addressing.hijacked(), subnet -> hijack(subnet, veth, context));
        Plan toPod = Plan.forEach(
                addressing.pod(),
                address -> Plan.ensure(fromNode(
                        Route.to(address.asPrefix(), Netns.HOST, veth.host().name()), addressing, now)));
        return toNode.then(toSubnets).then(toPod);
    }

    private static Plan hijack(Prefix subnet, VethPair veth, StepContext context) {
        Optional<IpAddress> gateway = context.addressing().gateway(subnet.family());
        if (gateway.isEmpty() || isConnected(subnet, context.snapshot())) {
            return Plan.NOTHING;
        }
        Route route = Route.to(subnet, Netns.POD, veth.pod().name())
                .via(gateway.get())
                .withMtu(mtu(subnet, veth, context.snapshot()));
        return Plan.ensure(fromPod(route, context.addressing(), context.snapshot()));
    }

    /** A subnet that a NIC of the pod is in already has the kernel's own route, which we would replace. */
    private static boolean isConnected(Prefix subnet, Snapshot now) {
        Route.Key key = Route.to(subnet, Netns.POD, PodVeth.NAME).key();
        return now.pod()
                .find(key)
                .filter(found ->
                        found instanceof Route route && route.protocol().equals(RouteProtocol.KERNEL))
                .isPresent();
    }

    /** {@return the MTU of the node's own way to the subnet where it is smaller than the pair's, as a tunnel's is; 0 otherwise} */
    private static int mtu(Prefix subnet, VethPair veth, Snapshot now) {
        return now.lookup(subnet.address()).stream()
                .filter(RouteLookup.Found.class::isInstance)
                .map(RouteLookup.Found.class::cast)
                .mapToInt(RouteLookup.Found::mtu)
                .filter(mtu -> mtu > 0 && mtu < veth.pod().mtu())
                .findFirst()
                .orElse(0);
    }

    private static Route fromPod(Route route, Addressing addressing, Snapshot now) {
        return sourced(route, addressing.source(route.destination().family()), now);
    }

    private static Route fromNode(Route route, Addressing addressing, Snapshot now) {
        return sourced(route, addressing.gateway(route.destination().family()), now);
    }

    /**
     * Without a preferred source the kernel takes the address of the namespace's lowest-numbered device, as neither end of the pair
     * has one: in the pod another NIC's, on the node perhaps nodelocaldns'. An IPv6 route that the kernel has taken only without one
     * stays so.
     */
    private static Route sourced(Route route, Optional<IpAddress> source, Snapshot now) {
        Route wanted = source.map(route::withSource).orElse(route);
        boolean takenWithout = !wanted.source().isIpv4()
                && now.in(route.netns()).find(route.key()).filter(route::equals).isPresent();
        return takenWithout ? route : wanted;
    }
}
