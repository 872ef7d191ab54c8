package meta.veth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.spi.Addressing;
import meta.spi.Plan;
import meta.spi.RouteLookup;
import meta.spi.Routing;
import meta.spi.Routing.Migration;
import meta.spi.Snapshot;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.net.Route;

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
        PodVeth veth = PodVeth.in(context.attachment(), context.snapshot());
        Addressing addressing = context.addressing();
        boolean nothingMoves = addressing.routing().migration() == Migration.NEVER;
        boolean hostOnly = nothingMoves && !veth.isMadeFor(context.attachment());
        List<Source> sources = hostOnly ? List.of() : sources(context);
        Plan toNode = Plan.forEach(sources, source -> toNode(source, veth.pod(), context));
        Plan toSubnets = Plan.forEach(sources, source -> toSubnets(source, veth.pod(), context));
        Plan toPod = Plan.forEach(
                addressing.pod(),
                address -> Plan.ensure(sourced(
                        Route.to(address.asPrefix(), Netns.HOST, veth.host().name()),
                        addressing.gateway(address.family()),
                        context.snapshot())));
        return toNode.then(toSubnets).then(toPod);
    }

    /** Packets from this address are looked up in this table. */
    private record Source(IpAddress address, RouteTable table) {}

    /** {@return for each family the NIC's first address, and that of a NIC that makes way for it} */
    private static List<Source> sources(StepContext context) {
        String nic = context.attachment().ifname();
        Routing routing = context.addressing().routing();
        List<Source> sources = new ArrayList<>();
        for (Family family : List.of(Family.IPV4, Family.IPV6)) {
            context.addressing()
                    .source(family)
                    .ifPresent(address -> sources.add(new Source(address, routing.tableOf(nic, family))));
        }
        for (Routing.OwnTable other : routing.own()) {
            if (!other.nic().equals(nic)) {
                sources.add(new Source(other.addresses().getFirst(), other.table()));
            }
        }
        return sources;
    }

    private static Plan toNode(Source source, Link veth, StepContext context) {
        List<IpAddress> ofFamily = context.addressing().node().stream()
                .filter(address -> address.family().equals(source.address().family()))
                .toList();
        return Plan.forEach(
                ofFamily,
                address -> Plan.ensure(
                        from(source, Route.to(address.asPrefix(), Netns.POD, veth.name()), context.snapshot())));
    }

    private static Plan toSubnets(Source source, Link veth, StepContext context) {
        List<Prefix> ofFamily = context.addressing().hijacked().stream()
                .filter(subnet -> subnet.family().equals(source.address().family()))
                .toList();
        return Plan.forEach(ofFamily, subnet -> hijack(subnet, source, veth, context));
    }

    private static Plan hijack(Prefix subnet, Source source, Link veth, StepContext context) {
        Optional<IpAddress> gateway = context.addressing().gateway(subnet.family());
        if (gateway.isEmpty() || isConnected(subnet, context.snapshot())) {
            return Plan.NOTHING;
        }
        Route route = Route.to(subnet, Netns.POD, veth.name())
                .via(gateway.get())
                .withMtu(mtu(subnet, veth, context.snapshot()));
        return Plan.ensure(from(source, route, context.snapshot()));
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
    private static int mtu(Prefix subnet, Link veth, Snapshot now) {
        return now.lookup(subnet.address()).stream()
                .filter(RouteLookup.Found.class::isInstance)
                .map(RouteLookup.Found.class::cast)
                .mapToInt(RouteLookup.Found::mtu)
                .filter(mtu -> mtu > 0 && mtu < veth.mtu())
                .findFirst()
                .orElse(0);
    }

    private static Route from(Source source, Route route, Snapshot now) {
        return sourced(route.withTable(source.table()), Optional.of(source.address()), now);
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
