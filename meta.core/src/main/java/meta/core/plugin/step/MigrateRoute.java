package meta.core.plugin.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meta.netlink.Family;
import meta.netlink.RouteProtocol;
import meta.spi.Plan;
import meta.spi.Question;
import meta.spi.Routing;
import meta.spi.Routing.OwnTable;
import meta.spi.SharedSteps;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;

/**
 * Gives NICs tables of their own, as {@link Routing} has decided, and has packets from a NIC's addresses looked up in its table
 * ({@code ip rule}).
 *
 * <p>The table has all of the NIC's routes. Main keeps them, except those that conflict: of several NICs' routes to one destination,
 * such as their defaults, main keeps those of the NIC that comes first. A route is in the table, and looked up there, before it is gone
 * from main, so that no destination is out of reach at any moment. Our own routes are where the steps that made them want them.
 */
public final class MigrateRoute implements Step {
    private static final String ACCEPT_DEFAULT = "accept_ra_defrtr";

    @Override
    public String name() {
        return SharedSteps.MIGRATE_ROUTE;
    }

    @Override
    public List<Question> questions(StepContext context) {
        List<Question> questions = new ArrayList<>();
        for (OwnTable own : context.addressing().routing().own()) {
            if (own.family().equals(Family.IPV6) && !own.keepsMain()) {
                questions.add(new Question.Sysctls(Netns.POD, SysctlValue.ipv6(own.nic(), ACCEPT_DEFAULT)));
            }
        }
        return questions;
    }

    @Override
    public Plan plan(StepContext context) {
        Routing routing = context.addressing().routing();
        Plan restored = new AssignedRoutes(context).plan();
        NicRoutes routes = NicRoutes.of(context.snapshot().with(restored).pod(), routing);
        Plan there = Plan.forEach(routing.own(), own -> Plan.forEach(routes.copies(own), Plan::ensure));
        Plan lookedUp = Plan.forEach(routing.own(), MigrateRoute::rules);
        Plan ignored = Plan.forEach(routing.own(), own -> ignoringRouters(own, routes.conflicting(own)));
        return restored.then(there).then(lookedUp).then(ignored).then(removed(routing, routes));
    }

    /** A route by several NICs loses the hops of all those that leave it at once. */
    private static Plan removed(Routing routing, NicRoutes routes) {
        Map<Route, Route> left = new LinkedHashMap<>();
        for (OwnTable own : routing.own()) {
            for (Route route : routes.conflicting(own)) {
                Route soFar = left.getOrDefault(route, route);
                left.put(route, NicRoutes.withoutNic(soFar, own.nic()));
            }
        }
        return Plan.forEach(left.entrySet(), change -> {
            Route after = change.getValue();
            return after.hops().isEmpty() ? Plan.remove(change.getKey()) : Plan.ensure(routes.reachable(after));
        });
    }

    private static Plan rules(OwnTable own) {
        return Plan.forEach(
                own.addresses(),
                address -> Plan.ensure(Rule.from(address.asPrefix(), Netns.POD, own.table(), Routing.FROM_PRIORITY)));
    }

    /** The next advertisement would bring a default route back that a router has advertised (RFC 4861 6.3.4). */
    private static Plan ignoringRouters(OwnTable own, List<Route> leaving) {
        boolean advertised = leaving.stream()
                .anyMatch(route -> route.destination().isAll()
                        && own.family().equals(Family.IPV6)
                        && route.protocol().equals(RouteProtocol.RA));
        return advertised
                ? Plan.ensure(new SysctlValue(Netns.POD, SysctlValue.ipv6(own.nic(), ACCEPT_DEFAULT), "0"))
                : Plan.NOTHING;
    }
}
