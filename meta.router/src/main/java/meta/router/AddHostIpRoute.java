package meta.router;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.NicTables;
import meta.spi.Plan;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Netns;
import meta.spi.net.Route;

/**
 * Adds routes in the pod, through the overlay NIC, to the {@link NodeSourceAddresses}, if the overlay NIC has a stable address of the
 * same family. A route is in the main table. If {@link AddChainedIpRoute#chained} contains an address of the same family, any own table
 * of the call's NIC for this family contains the route too.
 */
public final class AddHostIpRoute implements Step {
    static final String NAME = "addHostIPRoute";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Plan plan(StepContext context) {
        return OverlayNic.of(context).map(overlay -> plan(overlay, context)).orElse(Plan.NOTHING);
    }

    private static Plan plan(OverlayNic overlay, StepContext context) {
        context.addressing().requireGateway();
        return Plan.forEach(new NodeSourceAddresses(overlay, context).all(), address -> to(address, overlay, context));
    }

    private static Plan to(IpAddress address, OverlayNic overlay, StepContext context) {
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

    private static List<RouteTable> tables(Family family, OverlayNic overlay, StepContext context) {
        String nic = context.attachment().ifname();
        List<RouteTable> tables = new ArrayList<>(List.of(RouteTable.MAIN));
        if (AddChainedIpRoute.isChained(family, overlay, context)) {
            context.addressing()
                    .tables()
                    .ownTable(nic, family)
                    .map(NicTables.OwnTable::table)
                    .ifPresent(tables::add);
        }
        return tables;
    }
}
