package meta.core.step;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.Family;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.spi.Plan;
import meta.spi.PodTables;
import meta.spi.Question;
import meta.spi.Routing;
import meta.spi.Routing.Migration;
import meta.spi.Routing.OwnTable;
import meta.spi.SharedSteps;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.FreeRanks;
import meta.spi.net.Hop;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;

/**
 * Moves the routes of NICs to tables of their own, as {@link Routing} has decided, and has packets from a NIC's addresses looked up in
 * its table ({@code ip rule}).
 *
 * <p>A route is in the new table, and looked up there, before it is gone from main, so that at no moment a destination is out of reach.
 * Connected routes stay in main too, or unbound sockets would reach the NIC's own subnet by another NIC. Our own routes are where the
 * steps that made them want them.
 */
public final class MigrateRoute implements Step {
    private static final Prefix LINK_LOCAL = Prefix.parse("fe80::/64");
    private static final String ACCEPT_DEFAULT = "accept_ra_defrtr";

    @Override
    public String name() {
        return SharedSteps.MIGRATE_ROUTE;
    }

    @Override
    public List<Question> questions(StepContext context) {
        List<Question> questions = new ArrayList<>();
        for (OwnTable own : context.addressing().routing().own()) {
            if (own.family().equals(Family.IPV6)) {
                questions.add(new Question.Sysctls(Netns.POD, SysctlValue.ipv6(own.nic(), ACCEPT_DEFAULT)));
            }
        }
        return questions;
    }

    @Override
    public Plan plan(StepContext context) {
        Routing routing = context.addressing().routing();
        NamespaceState pod = context.snapshot().pod();
        Plan there = Plan.forEach(routing.own(), own -> copied(own, pod));
        Plan lookedUp = Plan.forEach(routing.own(), MigrateRoute::rules);
        Plan gone = Plan.forEach(routing.own(), own -> removed(own, routing, pod));
        return there.then(lookedUp).then(gone);
    }

    private static Plan rules(OwnTable own) {
        return Plan.forEach(
                own.addresses(),
                address -> Plan.ensure(Rule.from(address.asPrefix(), Netns.POD, own.table(), Routing.FROM_PRIORITY)));
    }

    private static Plan copied(OwnTable own, NamespaceState pod) {
        FreeRanks ranks = FreeRanks.in(pod);
        return Plan.forEach(routes(own, pod), route -> {
            Route copy = copy(route, own);
            return Plan.ensure(pod.alike(copy).orElseGet(() -> ranks.take(copy)));
        });
    }

    private static Route copy(Route route, OwnTable own) {
        return route.withHops(hops(route, own.nic())).withTable(own.table());
    }

    /** What only this NIC leads to stays in main too, but where the configuration says that it moves in any case. */
    private static Plan removed(OwnTable own, Routing routing, NamespaceState pod) {
        if (routing.migration() != Migration.ALWAYS && !isDefaultElsewhere(own, routing, pod)) {
            return Plan.NOTHING;
        }
        Plan gone = Plan.forEach(
                routes(own, pod),
                route -> !route.destination().isAll() && isConnected(route, own.nic())
                        ? Plan.NOTHING
                        : withoutNic(route, own.nic()));
        return deafToRouters(own, pod).then(gone);
    }

    /**
     * {@return the NIC's routes in main, but for those that every device has and those of ours}
     *
     * <p>What comes to main after the NIC has moved is somebody else's, who wants it there.
     */
    private static List<Route> routes(OwnTable own, NamespaceState pod) {
        boolean moved = new PodTables(pod).ownTable(own.nic(), own.family()).isPresent();
        List<Route> routes = new ArrayList<>();
        for (Route route : pod.routes()) {
            boolean candidate = route.table().equals(RouteTable.MAIN)
                    && route.destination().family().equals(own.family())
                    && route.on(own.nic())
                    && !route.isOurs()
                    && !route.destination().equals(LINK_LOCAL);
            boolean whole = !route.isByNexthopObject()
                    || hops(route, own.nic()).size() == route.hops().size();
            boolean before = !moved
                    || route.protocol().equals(RouteProtocol.KERNEL)
                    || pod.alike(copy(route, own)).isPresent();
            if (candidate && whole && before) {
                routes.add(route);
            }
        }
        return routes;
    }

    private static List<Hop> hops(Route route, String nic) {
        return route.hops().stream().filter(hop -> hop.device().equals(nic)).toList();
    }

    /** {@return whether the destination is on the NIC's own link; a hop's other attributes name a gateway of the other family} */
    private static boolean isConnected(Route route, String nic) {
        boolean direct = hops(route, nic).stream()
                .allMatch(hop -> !hop.hasGateway() && hop.others().isEmpty());
        return direct || route.protocol().equals(RouteProtocol.KERNEL);
    }

    private static Plan withoutNic(Route route, String nic) {
        List<Hop> left =
                route.hops().stream().filter(hop -> !hop.device().equals(nic)).toList();
        return left.isEmpty() ? Plan.remove(route) : Plan.ensure(route.withHops(left));
    }

    /** {@return whether a NIC that keeps main has a default route of the family there} */
    private static boolean isDefaultElsewhere(OwnTable own, Routing routing, NamespaceState pod) {
        for (Route route : pod.routes()) {
            boolean isDefault = route.table().equals(RouteTable.MAIN)
                    && route.destination().isAll()
                    && route.destination().family().equals(own.family());
            for (Hop hop : isDefault ? route.hops() : List.<Hop>of()) {
                if (!hop.device().equals(own.nic()) && !routing.isMoved(hop.device(), own.family())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The next advertisement would bring a default route back that a router has advertised (RFC 4861 6.3.4). */
    private static Plan deafToRouters(OwnTable own, NamespaceState pod) {
        boolean advertised = pod.routes().stream()
                .anyMatch(route -> route.destination().isAll()
                        && route.destination().family().equals(Family.IPV6)
                        && own.family().equals(Family.IPV6)
                        && route.protocol().equals(RouteProtocol.RA)
                        && route.on(own.nic()));
        return advertised
                ? Plan.ensure(new SysctlValue(Netns.POD, SysctlValue.ipv6(own.nic(), ACCEPT_DEFAULT), "0"))
                : Plan.NOTHING;
    }
}
