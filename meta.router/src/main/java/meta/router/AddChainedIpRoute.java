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
import meta.spi.routing.HostRouteToPod;
import meta.spi.routing.HostTable;

/**
 * Adds routes on the node to addresses of the call's NIC, through the overlay NIC. The routes are in the {@link HostTable}, whose rules for
 * their families are added too. The node may be unable to reach the NIC directly: a macvlan device and its parent exchange no packets.
 */
public final class AddChainedIpRoute implements Step {
    static final String NAME = "addChainedIPRoute";

    /** For which addresses of the NIC the node gets a route. */
    enum HostRoute {
        /** The addresses to which the node's present route has no gateway. */
        AUTO,
        ALWAYS,
        NEVER
    }

    record Options(HostTable table, HostRoute when) {
        static final Option<HostRoute> WHEN = Option.of(
                        "host_route",
                        new OptionType.Choice<>(List.of("auto", "always", "never"), List.of(HostRoute.values())),
                        HostRoute.AUTO,
                        "Whether the node gets routes to the NIC's addresses through the overlay NIC. `auto`: only for"
                                + " addresses inside a subnet of a node interface. Without such a route, the node would send"
                                + " packets for these addresses to the LAN instead of the pod.")
                .atTopLevel();

        static final List<Option<?>> DECLARED = List.of(OverlayNic.INTERFACE, OverlayNic.SRIOV, HostTable.NUMBER, WHEN);

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
        String overlay = context.options().get(OverlayNic.INTERFACE);
        if (hidden) { // without the rule, the answer to a route lookup does not show the routes in the table
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
        return OverlayNic.of(context).map(overlay -> plan(overlay, context)).orElse(Plan.NOTHING);
    }

    private static Plan plan(OverlayNic overlay, StepContext context) {
        Options options = Options.from(context.options());
        List<IpAddress> chained = chained(overlay, context);
        Plan rules = Plan.forEach(
                chained.stream().map(IpAddress::family).distinct().toList(),
                family -> Plan.ensure(options.table().rule(family)));
        Plan routes = Plan.forEach(
                chained,
                address -> Plan.ensure(options.table()
                        .inThisTable(sourced(
                                HostRouteToPod.to(address, overlay.host().name(), context.addressing()), context))));
        return rules.then(routes);
    }

    /** {@return the addresses of the call's NIC to which this step adds a route} */
    static List<IpAddress> chained(OverlayNic overlay, StepContext context) {
        Options options = Options.from(context.options());
        Snapshot now = context.snapshot();
        List<IpAddress> chained = new ArrayList<>();
        for (IpAddress address : context.addressing().pod()) {
            if (overlay.address(address.family(), now).isPresent() && isChained(address, options, now)) {
                chained.add(address);
            }
        }
        return chained;
    }

    static boolean isChained(Family family, OverlayNic overlay, StepContext context) {
        for (IpAddress address : chained(overlay, context)) {
            if (address.family().equals(family)) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return the route, with {@link Addressing#gateway}, if any, as preferred source, unless the kernel itself picks an IPv4 address of
     * {@link Addressing#node}} The kernel deletes an IPv4 route when the node loses its preferred source.
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
                now.lookup(address).orElse(null) instanceof RouteLookup.Found found
                        && found.gateway().isUnspecified();
        };
    }
}
