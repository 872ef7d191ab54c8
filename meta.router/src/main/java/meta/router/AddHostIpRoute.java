package meta.router;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.Plan;
import meta.spi.Routing;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Netns;
import meta.spi.net.Route;

/**
 * Has the pod reach the node by the overlay NIC, from all of its addresses: the routes are in main, and in the table of every other NIC
 * that has one of its own.
 */
public final class AddHostIpRoute implements Step {
    static final String NAME = "addHostIPRoute";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Plan plan(StepContext context) {
        return Overlay.of(context).map(overlay -> plan(overlay, context)).orElse(Plan.NOTHING);
    }

    private static Plan plan(Overlay overlay, StepContext context) {
        context.addressing().requireGateway();
        return Plan.forEach(context.addressing().node(), address -> to(address, overlay, context));
    }

    private static Plan to(IpAddress address, Overlay overlay, StepContext context) {
        return overlay.address(address.family(), context.snapshot())
                .map(source -> Plan.forEach(
                        tables(address.family(), overlay, context),
                        table -> Plan.ensure(Route.to(
                                        address.asPrefix(),
                                        Netns.POD,
                                        overlay.pod().name())
                                .withTable(table)
                                .withSource(source))))
                .orElse(Plan.NOTHING);
    }

    private static List<RouteTable> tables(Family family, Overlay overlay, StepContext context) {
        List<RouteTable> tables = new ArrayList<>(List.of(RouteTable.MAIN));
        for (Routing.OwnTable own : context.addressing().routing().own()) {
            if (own.family().equals(family) && !own.nic().equals(overlay.pod().name())) {
                tables.add(own.table());
            }
        }
        return tables;
    }
}
