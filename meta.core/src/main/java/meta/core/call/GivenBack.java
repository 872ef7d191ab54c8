package meta.core.call;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.core.reconcile.Change;
import meta.netlink.Family;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.spi.Routing.OwnTable;
import meta.spi.net.FreeRanks;
import meta.spi.net.Hop;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.SysctlValue;

/** The routes that come back to table main from the tables of NICs when one of the NICs goes. */
final class GivenBack {
    private static final String ACCEPT_DEFAULT = "accept_ra_defrtr";

    private final NamespaceState pod;
    private final Family family;

    /** The destinations that main has a route to by a NIC that stays. */
    private final Set<Prefix> claimed = new HashSet<>();

    /** A route comes back behind those that main has for its destination. */
    private final FreeRanks ranks;

    /**
     * @param leaving the NIC that goes
     */
    GivenBack(String leaving, NamespaceState pod, Family family) {
        this.pod = pod;
        this.family = family;
        this.ranks = FreeRanks.in(pod);
        for (Route route : pod.routes(RouteTable.MAIN)) {
            if (!route.isOurs() && !route.on(leaving)) {
                claimed.add(route.destination());
            }
        }
    }

    /** {@return all routes of the NIC that main has not} */
    List<Change> all(OwnTable own) {
        return changes(own, Set.of());
    }

    /** {@return the routes of the NIC to destinations that no NIC has a route to in main, which the NIC has then} */
    List<Change> unclaimed(OwnTable own) {
        return changes(own, Set.copyOf(claimed));
    }

    private List<Change> changes(OwnTable own, Set<Prefix> left) {
        List<Change> changes = new ArrayList<>();
        for (Route route : pod.routes(own.table())) {
            boolean ofNic = route.destination().family().equals(family) && !route.isOurs() && route.on(own.nic());
            Route main = route.withTable(RouteTable.MAIN);
            boolean there = isInMain(main);
            boolean back = ofNic && !there && !left.contains(route.destination());
            if (back) {
                changes.add(new Change.Create(Del.STEP, "", ranks.take(main)));
                claimed.add(route.destination());
            }
            if (back || (ofNic && there)) { // main has it already where a call was cut off
                heardAgain(route, own).ifPresent(changes::add);
            }
        }
        return changes;
    }

    /** {@return whether main has the route already, perhaps as one hop of several: the kernel joins IPv6 routes of the same metric} */
    private boolean isInMain(Route route) {
        return pod.routes(RouteTable.MAIN, route.destination()).stream()
                .filter(known -> known.key().metric() == route.key().metric())
                .filter(known -> known.key().tos() == route.key().tos())
                .anyMatch(known -> route.hops().stream().allMatch(hop -> hasHop(known, hop)));
    }

    private static boolean hasHop(Route route, Hop hop) {
        return route.hops().stream()
                .anyMatch(known ->
                        known.device().equals(hop.device()) && known.gateway().equals(hop.gateway()));
    }

    /** {@return the setting that lets routers advertise themselves again, where one of theirs is the route that goes back} */
    private static Optional<Change> heardAgain(Route route, OwnTable own) {
        boolean advertised = route.destination().isAll()
                && own.family().equals(Family.IPV6)
                && route.protocol().equals(RouteProtocol.RA);
        SysctlValue heard = new SysctlValue(Netns.POD, SysctlValue.ipv6(own.nic(), ACCEPT_DEFAULT), "1");
        return advertised ? Optional.of(new Change.Create(Del.STEP, "", heard)) : Optional.empty();
    }
}
