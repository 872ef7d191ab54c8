package meta.router;

import java.util.List;
import java.util.Set;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.spi.Addressing;
import meta.spi.Plan;
import meta.spi.Question;
import meta.spi.RouteLookup;
import meta.spi.Routing;
import meta.spi.Snapshot;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import meta.spi.option.StepOptions;

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
    record Options(RouteTable table, HostRoute when) {
        static final Option<Long> TABLE = Option.of(
                        "host_rule_table",
                        new OptionType.WholeNumber(1, 0xffff_ffffL, Set.of(253L, 254L, 255L)),
                        500L,
                        "The node's table with its routes to pods.")
                .atTopLevel();

        static final Option<HostRoute> WHEN = Option.of(
                        "host_route",
                        new OptionType.Choice<>(List.of("auto", "always", "never"), List.of(HostRoute.values())),
                        HostRoute.AUTO,
                        "Whether the node reaches the NIC's addresses by the overlay NIC: where they are on a link of the"
                                + " node's, always, never.")
                .atTopLevel();

        static final List<Option<?>> DECLARED = List.of(Overlay.INTERFACE, Overlay.SRIOV, TABLE, WHEN);

        static Options from(StepOptions given) {
            return new Options(RouteTable.of(given.get(TABLE).intValue()), given.get(WHEN));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Question> questions(StepContext context) {
        return List.of(new Question.HostRules());
    }

    @Override
    public Plan plan(StepContext context) {
        return Overlay.of(context).map(overlay -> plan(overlay, context)).orElse(Plan.NOTHING);
    }

    private static Plan plan(Overlay overlay, StepContext context) {
        Options options = Options.from(context.options());
        Snapshot now = context.snapshot();
        List<IpAddress> chained = context.addressing().pod().stream()
                .filter(address -> overlay.address(address.family(), now).isPresent())
                .filter(address -> isChained(address, options, now))
                .toList();
        Plan rules = Plan.forEach(
                chained.stream().map(IpAddress::family).distinct().toList(),
                family -> Plan.ensure(Rule.to(Prefix.all(family), Netns.HOST, options.table(), Routing.TO_PRIORITY)));
        Plan routes = Plan.forEach(
                chained,
                address -> Plan.ensure(sourced(
                                Route.to(
                                        address.asPrefix(),
                                        Netns.HOST,
                                        overlay.host().name()),
                                context.addressing())
                        .withTable(options.table())));
        return rules.then(routes);
    }

    /** Without it the kernel may take the address of a device that the pod does not reach by the overlay NIC. */
    private static Route sourced(Route route, Addressing addressing) {
        return addressing
                .gateway(route.destination().family())
                .map(route::withSource)
                .orElse(route);
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
