package example.sbr;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.spi.Plan;
import meta.spi.PrevResult;
import meta.spi.ReleaseContext;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import meta.spi.StepProvider;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/**
 * Adds routes to the configured table: one to each subnet of the NIC, and a default route through each gateway. For each address of the
 * NIC, adds a rule that selects the table for packets from the address.
 */
public final class RouteBySource implements Step, StepProvider {
    static final String NAME = "routeBySource";

    static final Option<RouteTable> TABLE = Option.of(
            "table",
            OptionType.wholeNumber(1000, 1999).map(number -> RouteTable.of(number.intValue())),
            RouteTable.of(1000),
            "The number of the routing table.");

    private static final long PRIORITY = 1500;

    @Override
    public List<StepDeclaration> steps() {
        return List.of(StepDeclaration.of(this, "Routes packets from the addresses of the NIC by a table of their own.")
                .withOptions(List.of(TABLE))
                .listedBy(SourceBasedRouting.NAME));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Plan plan(StepContext context) {
        String nic = context.attachment().ifname();
        return Plan.forEach(
                context.inputs().previousResult().ips(), ip -> ip.device().equals(nic) ? plan(ip, context) : Plan.NOTHING);
    }

    private static Plan plan(PrevResult.Ip ip, StepContext context) {
        RouteTable table = context.options().get(TABLE);
        String nic = context.attachment().ifname();
        Plan subnet = Plan.ensure(Route.to(Prefix.containing(ip.address(), ip.prefixLength()), Netns.POD, nic)
                .withSource(ip.address())
                .withTable(table));
        Plan outside = ip.gateway().isUnspecified()
                ? Plan.NOTHING
                : Plan.ensure(Route.to(Prefix.all(ip.address().family()), Netns.POD, nic)
                        .via(ip.gateway())
                        .withTable(table));
        return subnet.then(outside).then(Plan.ensure(Rule.from(ip.address().asPrefix(), Netns.POD, table, PRIORITY)));
    }

    /**
     * Removes the rules, which would otherwise stay in a pod that keeps other NICs. The kernel removes the routes together with the NIC.
     */
    @Override
    public Plan release(ReleaseContext context) {
        List<IpAddress> addresses = context.addresses();
        return Plan.remove(context.snapshot().pod().rules().stream()
                .filter(rule -> rule.isOurs() && rule.key().priority() == PRIORITY)
                .filter(rule -> addresses.contains(rule.key().from().address()))
                .toList());
    }
}
