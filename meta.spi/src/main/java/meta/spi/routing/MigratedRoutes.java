package meta.spi.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.spi.NicTables;
import meta.spi.NicTables.OwnTable;
import meta.spi.net.Address;
import meta.spi.net.FreeRouteRanks;
import meta.spi.net.Hop;
import meta.spi.net.NamespaceState;
import meta.spi.net.Route;

/**
 * Determines which routes of the pod's NICs are copied from the main table to the NICs' own tables, and which of them then leave the main
 * table.
 */
final class MigratedRoutes {
    private static final Prefix LINK_LOCAL = Prefix.parse("fe80::/64");

    private final NamespaceState pod;

    private final List<Route> assigned;

    private final Set<RouteTable> own;

    /** The routes in the main table that are copied to each table. */
    private final Map<OwnTable, List<Route>> inMain = new LinkedHashMap<>();

    /** For each hop: the result of {@link #hasLostItsSubnet}. */
    private final Map<Hop, Boolean> lost = new HashMap<>();

    /** The NIC whose route stays in the main table, for each destination of a default route or of a route through a gateway. */
    private final Map<Prefix, String> keepers = new HashMap<>();

    private MigratedRoutes(NamespaceState pod, NicTables routing) {
        this.pod = pod;
        this.assigned = routing.assigned();
        this.own = new HashSet<>();
        for (OwnTable entry : routing.own()) {
            own.add(entry.table());
        }
    }

    /**
     * {@return the routes of the NICs that have tables of their own in {@code routing}}
     *
     * @param pod the state of the pod before any route is copied
     */
    static MigratedRoutes of(NamespaceState pod, NicTables routing) {
        MigratedRoutes routes = new MigratedRoutes(pod, routing);
        Set<ConnectedRoute> ofSteps = ofSteps(pod);
        List<Route> main = new ArrayList<>();
        for (Route route : pod.routes(RouteTable.MAIN)) {
            if (!route.isOurs() && !route.destination().equals(LINK_LOCAL) && !isAmong(ofSteps, route)) {
                main.add(route);
            }
        }
        for (OwnTable own : routing.own()) {
            routes.add(own, main);
        }
        return routes;
    }

    /** {@return the connected routes that exist only because of addresses of third-party steps} */
    private static Set<ConnectedRoute> ofSteps(NamespaceState pod) {
        Set<ConnectedRoute> ofSteps = new HashSet<>();
        Set<ConnectedRoute> others = new HashSet<>();
        for (Address address : pod.addresses()) {
            (address.isOfStep() ? ofSteps : others).add(new ConnectedRoute(address.device(), address.subnet()));
        }
        ofSteps.removeAll(others);
        return ofSteps;
    }

    private static boolean isAmong(Set<ConnectedRoute> connected, Route route) {
        for (ConnectedRoute each : connected) {
            if (each.is(route)) {
                return true;
            }
        }
        return false;
    }

    private record ConnectedRoute(String device, Prefix subnet) {
        boolean is(Route route) {
            return route.protocol().equals(RouteProtocol.KERNEL)
                    && route.on(device)
                    && route.destination().equals(subnet);
        }
    }

    private void add(OwnTable own, List<Route> main) {
        boolean known = new PodTables(pod).ownTable(own.nic(), own.family()).isPresent();
        Set<Prefix> assignedToNic = new HashSet<>();
        for (Route route : assigned) {
            if (route.on(own.nic())) {
                assignedToNic.add(route.destination());
            }
        }
        List<Route> ofNic = new ArrayList<>();
        for (Route route : main) {
            if (route.destination().family().equals(own.family()) && route.on(own.nic())) {
                if (isBeyondLink(route, own.nic())) {
                    keepers.putIfAbsent(route.destination(), own.nic());
                }
                boolean moves = !known || assignedToNic.contains(route.destination()) || isCopied(route, own);
                if (moves && isWhole(route, own.nic())) {
                    ofNic.add(route);
                }
            }
        }
        inMain.put(own, ofNic);
    }

    /** {@return whether the route can be copied to the NIC's table} A route that refers to a nexthop object cannot be split. */
    private static boolean isWhole(Route route, String nic) {
        return !route.isByNexthopObject()
                || hops(route, nic).size() == route.hops().size();
    }

    /** {@return whether the route has the protocol {@code kernel}, or the NIC's table already has a copy} */
    private boolean isCopied(Route route, OwnTable own) {
        return route.protocol().equals(RouteProtocol.KERNEL)
                || pod.alike(copy(route, own)).isPresent();
    }

    List<Route> copies(OwnTable own) {
        FreeRouteRanks ranks = FreeRouteRanks.in(pod);
        List<Route> copies = new ArrayList<>();
        for (Route route : inMain.getOrDefault(own, List.of())) {
            Route copy = copy(route, own);
            copies.add(pod.alike(copy).orElseGet(() -> ranks.take(copy)));
        }
        return copies;
    }

    private Route copy(Route route, OwnTable own) {
        return reachable(route.withHops(hops(route, own.nic()))).withTable(own.table());
    }

    /**
     * {@return the route with {@code onlink} for each gateway whose subnet another program, such as the CNI plugin {@code sbr}, has moved
     * to another table}
     *
     * <p>Otherwise, the kernel could reject the route. Link-local gateways, gateways in {@link Hop#others} and routes with a nexthop object
     * stay unchanged.
     */
    Route reachable(Route route) {
        if (route.isByNexthopObject()) {
            return route;
        }
        List<Hop> hops = new ArrayList<>();
        for (Hop hop : route.hops()) {
            boolean moved = hop.hasGateway()
                    && !hop.gateway().isLinkLocal()
                    && lost.computeIfAbsent(hop, this::hasLostItsSubnet);
            hops.add(moved ? Hop.of(hop.device(), hop.gateway(), hop.weight(), true, hop.others()) : hop);
        }
        return route.withHops(hops);
    }

    private boolean hasLostItsSubnet(Hop hop) {
        boolean moved = false;
        for (Route route : pod.routes()) {
            boolean onLink = route.on(hop.device())
                    && !route.destination().isAll()
                    && route.destination().contains(hop.gateway())
                    && !route.hasGateway();
            if (onLink && route.table().equals(RouteTable.MAIN)) {
                return false;
            }
            moved = moved || (onLink && !own.contains(route.table()));
        }
        return moved;
    }

    /** {@return the NIC's routes that should leave the main table, because the route of another NIC to the same destination stays} */
    List<Route> conflicting(OwnTable own) {
        List<Route> conflicting = new ArrayList<>();
        for (Route route : inMain.getOrDefault(own, List.of())) {
            if (isBeyondLink(route, own.nic()) && !own.nic().equals(keepers.get(route.destination()))) {
                conflicting.add(route);
            }
        }
        return conflicting;
    }

    /**
     * {@return whether the route is a default route, or leads through a gateway on this NIC and does not have the protocol {@code kernel}}
     * {@link Hop#others} can contain a gateway.
     */
    private static boolean isBeyondLink(Route route, String nic) {
        if (route.destination().isAll()) {
            return true;
        }
        for (Hop hop : hops(route, nic)) {
            boolean direct = !hop.hasGateway() && hop.others().isEmpty();
            if (!direct && !route.protocol().equals(RouteProtocol.KERNEL)) {
                return true;
            }
        }
        return false;
    }

    /** {@return a copy of the route without the hops that use the NIC; may have no hop} */
    static Route withoutNic(Route route, String nic) {
        List<Hop> others = new ArrayList<>(route.hops());
        others.removeAll(hops(route, nic));
        return route.withHops(others);
    }

    private static List<Hop> hops(Route route, String nic) {
        List<Hop> ofNic = new ArrayList<>();
        for (Hop hop : route.hops()) {
            if (hop.device().equals(nic)) {
                ofNic.add(hop);
            }
        }
        return ofNic;
    }
}
