package meta.router;

import java.util.List;
import java.util.Optional;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.spi.Addressing;
import meta.spi.HijackMtu;
import meta.spi.Plan;
import meta.spi.PodTables;
import meta.spi.Question;
import meta.spi.Routing;
import meta.spi.Routing.OwnTable;
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

/**
 * Keeps the cluster's subnets on the overlay NIC, whatever NIC has the default route: they are looked up in the table that has the
 * overlay NIC's routes, before anything is looked up by its source.
 *
 * <p>With a third NIC, the subnets of those that made way are looked up in their tables too.
 */
public final class HijackCustomSubnet implements Step {
    static final String NAME = "hijackCustomSubnet";
    static final List<Option<?>> OPTIONS = List.of(Overlay.INTERFACE, Overlay.SRIOV, HijackMtu.GIVEN);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Question> questions(StepContext context) {
        int mtu = context.snapshot()
                .pod()
                .link(context.options().get(Overlay.INTERFACE))
                .map(Link::mtu)
                .orElse(0);
        return new HijackMtu(context, mtu).questions();
    }

    @Override
    public Plan plan(StepContext context) {
        Overlay.of(context); // refuses a pod that is none of router's
        Plan hijacked = Plan.forEach(context.addressing().hijacked(), subnet -> hijack(subnet, context));
        Plan neighboring = Plan.forEach(context.addressing().routing().own(), own -> subnetsOf(own, context));
        return hijacked.then(neighboring);
    }

    private static Plan hijack(Prefix subnet, StepContext context) {
        Routing routing = context.addressing().routing();
        String overlay = context.options().get(Overlay.INTERFACE);
        RouteTable ofOverlay = routing.tableOf(overlay, subnet.family());
        RouteTable table = ofOverlay.equals(RouteTable.MAIN) ? routing.table() : ofOverlay;
        Plan rule = Plan.ensure(Rule.to(subnet, Netns.POD, table, Routing.TO_PRIORITY));
        boolean leadsThere = !ofOverlay.equals(RouteTable.MAIN)
                && leadsThere(overlay, subnet, ofOverlay, context.snapshot().pod());
        return leadsThere ? rule : route(subnet, table, overlay, context).then(rule);
    }

    /** {@return whether a route by the overlay NIC, such as its default, is in its table, or about to be moved there} */
    private static boolean leadsThere(String overlay, Prefix subnet, RouteTable table, NamespaceState pod) {
        return pod.routes().stream()
                .anyMatch(route -> !route.isOurs()
                        && route.on(overlay)
                        && (route.table().equals(table) || route.table().equals(RouteTable.MAIN))
                        && route.destination().contains(subnet.address())
                        && route.destination().length() <= subnet.length());
    }

    private static Plan route(Prefix subnet, RouteTable table, String overlay, StepContext context) {
        Addressing addressing = context.addressing();
        Snapshot now = context.snapshot();
        Optional<IpAddress> gateway = addressing.gateway(subnet.family());
        Optional<IpAddress> source = new PodTables(now.pod())
                .addresses(overlay, subnet.family()).stream().findFirst();
        if (gateway.isEmpty() || source.isEmpty()) {
            return Plan.NOTHING;
        }
        Hop hop = new Hop(overlay, gateway.get(), 1, context.options().get(Overlay.SRIOV), List.of());
        int mtu = now.pod().link(overlay).map(Link::mtu).orElse(0);
        Route route = Route.to(subnet, Netns.POD, overlay)
                .via(gateway.get())
                .withMtu(new HijackMtu(context, mtu).to(subnet))
                .withHops(List.of(hop)) // with SR-IOV no route of ours says that the gateway is on the link
                .withTable(table)
                .withSource(source.get());
        return Plan.ensure(route);
    }

    private static Plan subnetsOf(OwnTable own, StepContext context) {
        String overlay = context.options().get(Overlay.INTERFACE);
        Routing routing = context.addressing().routing();
        if (own.nic().equals(overlay) || !routing.isMoved(overlay, own.family())) {
            return Plan.NOTHING;
        }
        List<Prefix> subnets = context.snapshot().pod().addresses(own.nic()).stream()
                .filter(Address::isStable)
                .map(Address::subnet)
                .filter(subnet -> subnet.family().equals(own.family()))
                .distinct()
                .toList();
        return Plan.forEach(
                subnets,
                subnet -> isOfMainNic(subnet, context)
                        ? Plan.NOTHING
                        : answersOfOverlay(subnet, context)
                                .then(Plan.ensure(Rule.to(subnet, Netns.POD, own.table(), Routing.TO_PRIORITY))));
    }

    /** Who is in the subnet and has asked the pod by the overlay NIC, as by a NodePort, is answered there. */
    private static Plan answersOfOverlay(Prefix subnet, StepContext context) {
        Routing routing = context.addressing().routing();
        String overlay = context.options().get(Overlay.INTERFACE);
        return Plan.forEach(
                new PodTables(context.snapshot().pod()).addresses(overlay, subnet.family()),
                address -> Plan.ensure(Rule.between(
                        address.asPrefix(),
                        subnet,
                        Netns.POD,
                        routing.tableOf(overlay, subnet.family()),
                        Routing.BETWEEN_PRIORITY)));
    }

    /** {@return whether a NIC that has its routes in main is in the subnet too} */
    private static boolean isOfMainNic(Prefix subnet, StepContext context) {
        Routing routing = context.addressing().routing();
        NamespaceState pod = context.snapshot().pod();
        return new PodTables(pod)
                .nics().stream()
                        .filter(nic -> !routing.isMoved(nic, subnet.family()))
                        .flatMap(nic -> pod.addresses(nic).stream())
                        .anyMatch(address -> subnet.contains(address.address()));
    }
}
