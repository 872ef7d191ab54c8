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
import meta.spi.NicTables;
import meta.spi.NicTables.Migration;
import meta.spi.NicTables.OwnTable;
import meta.spi.Plan;
import meta.spi.Question;
import meta.spi.Snapshot;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.VethPair;
import meta.spi.option.Option;
import meta.spi.routing.HijackMtu;
import meta.spi.routing.HostTable;

/**
 * Adds routes through the veth pair: in the pod, to the node and to hijacked subnets; on the node, to the pod ({@link RoutesToPod}). If
 * {@code migrate_route} is 0 and another NIC of the pod owns the pair, only the routes on the node are added.
 *
 * <p>In the plan, the routes to the node come first, because the kernel rejects a route through a gateway to which no route leads.
 */
public final class SetupRoutes implements Step {
    static final String NAME = "setupRoutes";
    static final List<Option<?>> OPTIONS = List.of(HijackMtu.GIVEN, HostTable.NUMBER);
    private static final long BACKUP_METRIC = 1; // less preferred than the route with a source, whose metric is 0

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Question> questions(StepContext context) {
        Snapshot now = context.snapshot();
        Optional<VethPair> made = VethPair.find(PodVeth.NAME, now.host(), now.pod());
        List<Question> questions = new ArrayList<>(RoutesToPod.questions(context, made.map(VethPair::host)));
        int mtu = made.map(VethPair::pod)
                .or(() -> now.pod().link(context.attachment().ifname()))
                .map(Link::mtu)
                .orElse(0);
        questions.addAll(new HijackMtu(context, mtu).questions());
        return questions;
    }

    @Override
    public Plan plan(StepContext context) {
        PodVeth veth = PodVeth.in(context.attachment(), context.snapshot());
        Addressing addressing = context.addressing();
        addressing.requireGateway();
        boolean nothingMoves = addressing.tables().migration() == Migration.NEVER;
        boolean hostOnly = nothingMoves && !veth.isMadeFor(context.attachment());
        List<Source> sources = hostOnly ? List.of() : sources(context);
        Plan toNode = Plan.forEach(sources, source -> toNode(source, veth.pod(), context));
        Plan toSubnets = Plan.forEach(sources, source -> toSubnets(source, veth.pod(), context));
        Plan toPod = new RoutesToPod(veth.host(), context).plan();
        return toNode.then(toSubnets).then(toPod);
    }

    private record Source(IpAddress address, RouteTable table) {}

    /**
     * {@return the source addresses and tables of the routes in the pod} For each family, these are the first address and the own table of
     * each NIC that uses {@code veth0}, and also the main table for a NIC that keeps it. If no such NIC has a table of its own, it is the
     * first address of the call's NIC, if any, with the main table.
     */
    private static List<Source> sources(StepContext context) {
        VethUsers users = VethUsers.of(context.attachment(), context.snapshot());
        List<Source> sources = new ArrayList<>();
        for (Family family : List.of(Family.IPV4, Family.IPV6)) {
            NicTables routing = context.addressing().tables();
            int before = sources.size();
            for (OwnTable entry : routing.own()) {
                if (entry.family().equals(family) && users.hasNicOf(entry)) {
                    IpAddress address = entry.addresses().getFirst();
                    if (entry.keepsMain()) {
                        sources.add(new Source(address, RouteTable.MAIN));
                    }
                    sources.add(new Source(address, entry.table()));
                }
            }
            Optional<IpAddress> ofCall = context.addressing().source(family);
            if (sources.size() == before && ofCall.isPresent()) {
                sources.add(new Source(ofCall.get(), RouteTable.MAIN));
            }
        }
        return sources;
    }

    private static Plan toNode(Source source, Link veth, StepContext context) {
        Family family = source.address().family();
        return Plan.forEach(
                context.addressing().node(),
                address -> address.family().equals(family)
                        ? from(source, Route.to(address.asPrefix(), Netns.POD, veth.name()))
                        : Plan.NOTHING);
    }

    private static Plan toSubnets(Source source, Link veth, StepContext context) {
        Family family = source.address().family();
        return Plan.forEach(
                context.addressing().hijacked(),
                subnet -> subnet.family().equals(family) ? hijack(subnet, source, veth, context) : Plan.NOTHING);
    }

    private static Plan hijack(Prefix subnet, Source source, Link veth, StepContext context) {
        Optional<IpAddress> gateway = context.addressing().gateway(subnet.family());
        if (gateway.isEmpty() || isConnected(subnet, context.snapshot())) {
            return Plan.NOTHING;
        }
        Route route = Route.to(subnet, Netns.POD, veth.name())
                .via(gateway.get())
                .withMtu(new HijackMtu(context, veth.mtu()).to(subnet));
        return from(source, route);
    }

    /**
     * {@return whether the pod's main table has a connected route with the key of the planned route, which the planned route must not
     * replace}
     */
    private static boolean isConnected(Prefix subnet, Snapshot now) {
        Route.Key key = Route.to(subnet, Netns.POD, PodVeth.NAME).key();
        return now.pod().find(key).orElse(null) instanceof Route route
                && route.protocol().equals(RouteProtocol.KERNEL);
    }

    /**
     * {@return the plan for the route with this source, in the table of the source}
     *
     * <p>When the pod loses the source address, the kernel deletes an IPv4 route with this source from the main table. A second, less
     * preferred route without a source then keeps the pod connected.
     */
    private static Plan from(Source source, Route route) {
        Route first = route.withTable(source.table()).withSource(source.address());
        boolean vanishes = source.address().isIpv4() && source.table().equals(RouteTable.MAIN);
        Plan planned = Plan.ensure(first);
        return vanishes ? planned.then(Plan.ensure(route.withMetric(BACKUP_METRIC))) : planned;
    }
}
