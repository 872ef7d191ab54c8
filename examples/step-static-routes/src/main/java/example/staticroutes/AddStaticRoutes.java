package example.staticroutes;

import java.util.List;
import meta.spi.Plan;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import meta.spi.StepProvider;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/** Adds configured routes through the pod's NIC to the NIC's routing tables. A route is left out if the NIC has no address of the route's family. */
public final class AddStaticRoutes implements Step, StepProvider {
    static final Option<List<StaticRoute>> ROUTES = Option.of(
            "routes",
            OptionType.listOf(OptionType.text("a route such as 203.0.113.0/24 via 172.18.0.254", StaticRoute::parse)),
            List.of(),
            "Routes through the pod's NIC.");

    @Override
    public List<StepDeclaration> steps() {
        return List.of(StepDeclaration.of(this, "Adds your own routes to the routing tables of the pod's NIC.")
                .withOptions(List.of(ROUTES))
                .after("veth", "migrateRoute")
                .after("router", "migrateRoute"));
    }

    @Override
    public String name() {
        return "addStaticRoutes";
    }

    @Override
    public Plan plan(StepContext context) {
        return Plan.forEach(context.options().get(ROUTES), route -> plan(route, context));
    }

    private static Plan plan(StaticRoute route, StepContext context) {
        String nic = context.attachment().ifname();
        return context.addressing()
                .source(route.to().family())
                .map(source -> Route.to(route.to(), Netns.POD, nic).via(route.via()).withSource(source))
                .map(added -> Plan.forEach(
                        context.addressing().tables().tablesOf(nic, route.to().family()),
                        table -> Plan.ensure(added.withTable(table))))
                .orElse(Plan.NOTHING);
    }
}
