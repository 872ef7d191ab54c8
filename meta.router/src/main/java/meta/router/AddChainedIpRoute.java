package meta.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.spi.Addressing;
import meta.spi.Plan;
import meta.spi.Question;
import meta.spi.RouteLookup;
import meta.spi.Snapshot;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Link;
import meta.spi.net.Route;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import meta.spi.option.StepOptions;
import meta.spi.routing.HostTable;
import meta.spi.routing.PodRoute;

/**
 * Has the node reach the addresses of the pod's new NIC by way of the overlay NIC, since a macvlan device and its parent do not talk to
 * each other. The routes are in a table of their own, which one rule of the node looks up before main; that rule stays when they go.
 */
public final class AddChainedIpRoute implements Step {
    static final String NAME = "addChainedIPRoute";

    /** Where the node gets such a route. */
    enum HostRoute {
        /** Where the address is on a link of the node's. One that it routes to is in reach already. */
        AUTO,
        /** For every address. */
        ALWAYS,
        /** For none. */
        NEVER
    }

    /**
     * What the configuration says of the node's routes.
     *
     * @param table the table that they are in
     * @param when where there are any
     */
    record Options(HostTable table, HostRoute when) {
        static final Option<HostRoute> WHEN = Option.of(
                        "host_route",
                        new OptionType.Choice<>(List.of("auto", "always", "never"), List.of(HostRoute.values())),
                        HostRoute.AUTO,
                        "Whether the node reaches the NIC's addresses by the overlay NIC: where they are on a link of the"
                                + " node's, always, never.")
                .atTopLevel();

        static final List<Option<?>> DECLARED = List.of(Overlay.INTERFACE, Overlay.SRIOV, HostTable.NUMBER, WHEN);

        static Options from(StepOptions given) {
            return new Options(HostTable.from(given), given.get(WHEN));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Question> questions(StepContext context) {
        List<Question> questions = new ArrayList<>(List.of(new Question.HostRules()));
        HostTable table = HostTable.from(context.options());
        boolean hidden = context.addressing().pod().stream()
                .anyMatch(address -> table.lacksRule(address.family(), context.snapshot()));
        String overlay = context.options().get(Overlay.INTERFACE);
        if (hidden) { // without its rule no look-up shows what is in the table
            context.snapshot()
                    .pod()
                    .link(overlay)
                    .map(Link::peer)
                    .filter(peer -> !peer.isEmpty())
                    .ifPresent(hostEnd -> questions.add(new Question.HostRoutes(hostEnd)));
        }
        return questions;
    }

    @Override
    public Plan plan(StepContext context) {
        return Overlay.of(context).map(overlay -> plan(overlay, context)).orElse(Plan.NOTHING);
    }

    private static Plan plan(Overlay overlay, StepContext context) {
        Options options = Options.from(context.options());
        List<IpAddress> chained = chained(overlay, context);
        Plan rules = Plan.forEach(
                chained.stream().map(IpAddress::family).distinct().toList(),
                family -> Plan.ensure(options.table().rule(family)));
        Plan routes = Plan.forEach(
                chained,
                address -> Plan.ensure(options.table()
                        .holding(sourced(PodRoute.to(address, overlay.host().name(), context.addressing()), context))));
        return rules.then(routes);
    }

    /** {@return the NIC's addresses that the node reaches by the overlay NIC} */
    private static List<IpAddress> chained(Overlay overlay, StepContext context) {
        Options options = Options.from(context.options());
        Snapshot now = context.snapshot();
        return context.addressing().pod().stream()
                .filter(address -> overlay.address(address.family(), now).isPresent())
                .filter(address -> isChained(address, options, now))
                .toList();
    }

    /** {@return whether the node reaches the NIC's addresses of the family by the overlay NIC} */
    static boolean isChained(Family family, Overlay overlay, StepContext context) {
        return chained(overlay, context).stream()
                .anyMatch(address -> address.family().equals(family));
    }

    /**
     * An IPv4 route whose source the node has no more is dead. So it names one only where the kernel would pick an address that the pod
     * does not reach by the overlay NIC, as that of docker0 may be. An IPv6 route loses such a source.
     */
    private static Route sourced(Route route, StepContext context) {
        Addressing addressing = context.addressing();
        IpAddress destination = route.destination().address();
        boolean pickedWell = destination.isIpv4()
                && context.snapshot()
                        .pickedSource(route.hops().getFirst().device())
                        .filter(addressing.node()::contains)
                        .isPresent();
        Optional<IpAddress> source = pickedWell ? Optional.empty() : addressing.gateway(destination.family());
        return source.map(route::withSource).orElse(route);
    }

    private static boolean isChained(IpAddress address, Options options, Snapshot now) {
        return switch (options.when()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO ->
                now.lookup(address)
                        .filter(way -> way instanceof RouteLookup.Found found
                                && found.gateway().isUnspecified())
                        .isPresent();
        };
    }
}
