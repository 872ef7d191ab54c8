package meta.spi.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meta.netlink.Family;
import meta.spi.NicTables;
import meta.spi.NicTables.OwnTable;
import meta.spi.Plan;
import meta.spi.Question;
import meta.spi.ReleaseContext;
import meta.spi.SharedSteps;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.Rule;

/**
 * The step {@code migrateRoute}: copies the routes of each NIC that has its own table ({@link NicTables#own}) to that table. It adds a rule
 * for each of the {@linkplain NicTables.OwnTable#addresses addresses} of that table, which selects the table for packets from the address.
 * {@link NicRelease} undoes the step.
 *
 * <p>When a NIC gets a table, the table gets all routes that the NIC has in the main table. In later calls, the table gets only routes with
 * the protocol {@code kernel} and routes to destinations in {@code prevResult.routes}; existing copies stay. Four kinds of routes are
 * neither copied nor removed:
 *
 * <ul>
 *   <li>routes with {@linkplain meta.spi.net.Ownership#PROTOCOL our protocol number}
 *   <li>routes to {@code fe80::/64}
 *   <li>connected routes that exist only because of {@linkplain meta.spi.net.Address#isOfStep addresses of third-party steps}
 *   <li>routes with a nexthop object whose hops do not all use the NIC
 * </ul>
 *
 * <p>Of the copied routes, default routes and routes through a gateway can leave the main table. Such a route leaves it if a NIC that is
 * earlier in {@link NicTables#own} has such a route to the same destination. If a default route from an IPv6 router advertisement leaves
 * the main table, the step sets the sysctl {@code accept_ra_defrtr} of the NIC to 0.
 *
 * <p>The step also adds missing routes: routes in {@code prevResult}, connected routes of assigned IPv6 addresses, and the main table's
 * default route.
 */
public final class MigrateRoute implements Step {

    /** Creates the step. */
    public MigrateRoute() {}

    @Override
    public String name() {
        return SharedSteps.MIGRATE_ROUTE;
    }

    @Override
    public List<Question> questions(StepContext context) {
        List<Question> questions = new ArrayList<>();
        for (OwnTable own : context.addressing().tables().own()) {
            if (own.family().equals(Family.IPV6) && !own.keepsMain()) {
                questions.add(AcceptRaDefrtr.question(own.nic()));
            }
        }
        return questions;
    }

    @Override
    public Plan plan(StepContext context) {
        NicTables tables = context.addressing().tables();
        Plan restored = new MissingPodRoutes(context).plan();
        MigratedRoutes routes =
                MigratedRoutes.of(context.snapshot().with(restored).pod(), tables);
        Plan copied = Plan.forEach(tables.own(), own -> Plan.forEach(routes.copies(own), Plan::ensure));
        Plan selected = Plan.forEach(tables.own(), MigrateRoute::rules);
        Plan ignored = Plan.forEach(tables.own(), own -> ignoringRouters(own, routes.conflicting(own)));
        return restored.then(copied).then(selected).then(ignored).then(removed(tables, routes));
    }

    @Override
    public Plan release(ReleaseContext context) {
        MainNic mainNic = RoutingType.mainNic(context.type());
        return new NicRelease(context.attachment(), context.addresses(), mainNic, context.snapshot()).plan();
    }

    /**
     * {@return the plan that removes routes from the main table} A single change removes the hops of several NICs from a multipath route.
     */
    private static Plan removed(NicTables tables, MigratedRoutes routes) {
        Map<Route, Route> left = new LinkedHashMap<>();
        for (OwnTable own : tables.own()) {
            for (Route route : routes.conflicting(own)) {
                Route soFar = left.getOrDefault(route, route);
                left.put(route, MigratedRoutes.withoutNic(soFar, own.nic()));
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
                address -> Plan.ensure(Rule.from(address.asPrefix(), Netns.POD, own.table(), RulePriority.FROM)));
    }

    private static Plan ignoringRouters(OwnTable own, List<Route> leaving) {
        for (Route route : leaving) {
            Plan ignored = AcceptRaDefrtr.ignored(route, own);
            if (!ignored.items().isEmpty()) {
                return ignored;
            }
        }
        return Plan.NOTHING;
    }
}
