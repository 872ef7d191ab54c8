package meta.router;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.spi.NicTables;
import meta.spi.NicTables.Migration;
import meta.spi.Plan;
import meta.spi.Question;
import meta.spi.Snapshot;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.Link;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.option.Option;
import meta.spi.routing.HijackMtu;
import meta.spi.routing.PodTables;
import meta.spi.routing.RulePriority;

/**
 * Sends traffic to the hijacked subnets through the overlay NIC, even if another NIC has the default route. For each of these subnets, a
 * rule selects the table for routes through the overlay NIC. These rules come before the rules that select a table by source address. No
 * route is added if the overlay NIC has no stable address, or the node no gateway, of the subnet's family.
 *
 * <p>Without {@code sriov}, and unless {@code migrate_route} is 0, the main table also gets routes to the subnets, because a rule of
 * another program may select it. It gets no default route, and no route to a subnet for which it has a route that is not ours.
 *
 * <p>Rules exclude the subnet of another NIC's stable address from a hijacked subnet that contains the whole subnet, unless the subnet is
 * a single address.
 */
public final class HijackCustomSubnet implements Step {
    static final String NAME = "hijackCustomSubnet";
    static final List<Option<?>> OPTIONS = List.of(OverlayNic.INTERFACE, OverlayNic.SRIOV, HijackMtu.GIVEN);
    private static final long MAIN_PRIORITY = 32766; // the priority of the kernel's rule for the main table

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Question> questions(StepContext context) {
        int mtu = context.snapshot()
                .pod()
                .link(context.options().get(OverlayNic.INTERFACE))
                .map(Link::mtu)
                .orElse(0);
        return new HijackMtu(context, mtu).questions();
    }

    @Override
    public Plan plan(StepContext context) {
        // throws an exception if the plugin router cannot work for this NIC
        OverlayNic.of(context);
        List<Prefix> hijacked = context.addressing().hijacked();
        List<Family> families = List.of(Family.IPV4, Family.IPV6);
        Plan toOverlay = Plan.forEach(hijacked, subnet -> hijack(subnet, context))
                .then(Plan.forEach(families, family -> answers(family, context)));
        return Plan.forEach(families, family -> gatewayOnLink(toOverlay, family, context))
                .then(toOverlay)
                .then(Plan.forEach(exempt(hijacked, context), subnet -> exemption(subnet, context)))
                .then(Plan.forEach(hijacked, subnet -> inMain(subnet, context)));
    }

    private static Plan hijack(Prefix subnet, StepContext context) {
        NicTables routing = context.addressing().tables();
        String overlay = context.options().get(OverlayNic.INTERFACE);
        RouteTable ofOverlay = routing.tableOf(overlay, subnet.family());
        RouteTable table = ofOverlay.equals(RouteTable.MAIN) ? routing.table() : ofOverlay;
        Plan rule = Plan.ensure(Rule.to(subnet, Netns.POD, table, RulePriority.TO));
        boolean leadsThere = !ofOverlay.equals(RouteTable.MAIN)
                && leadsThere(overlay, subnet, ofOverlay, context.snapshot().pod());
        return leadsThere ? rule : route(subnet, table, context).then(rule);
    }

    /**
     * {@return whether a route through the overlay NIC that is not ours leads to the whole subnet} The main table counts too, because the
     * step {@code migrateRoute} copies such a route from there.
     */
    private static boolean leadsThere(String overlay, Prefix subnet, RouteTable table, NamespaceState pod) {
        for (int length = subnet.length(); length >= 0; length--) {
            Prefix around = Prefix.containing(subnet.address(), length);
            if (isInTable(pod.routes(table, around), overlay)
                    || isInTable(pod.routes(RouteTable.MAIN, around), overlay)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInTable(List<Route> routes, String overlay) {
        for (Route route : routes) {
            if (!route.isOurs() && route.on(overlay)) {
                return true;
            }
        }
        return false;
    }

    /** {@return the plan for a default route in the overlay NIC's own table, for replies from the overlay NIC's addresses} */
    private static Plan answers(Family family, StepContext context) {
        String overlay = context.options().get(OverlayNic.INTERFACE);
        RouteTable table = context.addressing().tables().tableOf(overlay, family);
        boolean leadsThere = leadsThere(
                overlay, Prefix.all(family), table, context.snapshot().pod());
        return table.equals(RouteTable.MAIN) || leadsThere ? Plan.NOTHING : route(Prefix.all(family), table, context);
    }

    /**
     * {@return the plan for a route to the gateway of the planned routes, in their table: the kernel may search only that table for the
     * gateway}
     */
    private static Plan gatewayOnLink(Plan toOverlay, Family family, StepContext context) {
        if (context.options().get(OverlayNic.SRIOV)) {
            return Plan.NOTHING;
        }
        for (Plan.Item item : toOverlay.items()) {
            if (item instanceof Plan.Ensure(Route route, String _)
                    && route.destination().family().equals(family)) {
                Hop hop = route.hops().getFirst();
                return Plan.ensure(Route.to(hop.gateway().asPrefix(), Netns.POD, hop.device())
                        .withTable(route.table())
                        .withSource(route.source()));
            }
        }
        return Plan.NOTHING;
    }

    private static Plan inMain(Prefix subnet, StepContext context) {
        boolean taken = subnet.isAll();
        for (Route inMain : context.snapshot().pod().routes(RouteTable.MAIN, subnet)) {
            taken = taken || !inMain.isOurs();
        }
        boolean nothingMoves = context.addressing().tables().migration() == Migration.NEVER;
        // with sriov, the main table's route to the gateway's subnet leads through the call's NIC
        boolean byNewNic = context.options().get(OverlayNic.SRIOV);
        return taken || nothingMoves || byNewNic ? Plan.NOTHING : route(subnet, RouteTable.MAIN, context);
    }

    private static Plan route(Prefix subnet, RouteTable table, StepContext context) {
        String overlay = context.options().get(OverlayNic.INTERFACE);
        Snapshot now = context.snapshot();
        Optional<IpAddress> gateway = context.addressing().gateway(subnet.family());
        Optional<IpAddress> source = new PodTables(now.pod())
                .addresses(overlay, subnet.family()).stream().findFirst();
        if (gateway.isEmpty() || source.isEmpty()) {
            return Plan.NOTHING;
        }
        Hop hop = Hop.of(overlay, gateway.get(), 1, context.options().get(OverlayNic.SRIOV), List.of());
        int mtu = now.pod().link(overlay).map(Link::mtu).orElse(0);
        Route route = Route.to(subnet, Netns.POD, overlay)
                .via(gateway.get())
                .withMtu(subnet.isAll() ? 0 : new HijackMtu(context, mtu).to(subnet))
                .withHops(List.of(hop)) // with sriov, the hop is onlink, because no planned route leads to the gateway
                .withTable(table)
                .withSource(source.get());
        return Plan.ensure(route);
    }

    private static Set<Prefix> exempt(List<Prefix> hijacked, StepContext context) {
        PodTables tables = new PodTables(context.snapshot().pod());
        String overlay = context.options().get(OverlayNic.INTERFACE);
        Set<Prefix> exempt = new LinkedHashSet<>();
        for (String nic : tables.nics()) {
            for (Address address : tables.pod().addresses(nic)) {
                Prefix subnet = address.subnet();
                if (!nic.equals(overlay) && address.isStable() && !subnet.isSingle() && isContained(subnet, hijacked)) {
                    exempt.add(subnet);
                }
            }
        }
        return exempt;
    }

    private static boolean isContained(Prefix subnet, List<Prefix> hijacked) {
        for (Prefix block : hijacked) {
            if (block.contains(subnet.address()) && block.length() <= subnet.length()) {
                return true;
            }
        }
        return false;
    }

    private static Plan exemption(Prefix subnet, StepContext context) {
        boolean bySource = context.addressing().tables().own().stream()
                .anyMatch(own -> own.family().equals(subnet.family()));
        long next = bySource ? RulePriority.FROM : MAIN_PRIORITY;
        return Plan.ensure(Rule.skipping(subnet, Netns.POD, next, RulePriority.EXEMPT));
    }
}
