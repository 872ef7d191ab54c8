package meta.core.call;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.netlink.RuleAction;
import meta.spi.net.NamespaceState;
import meta.spi.net.Route;
import meta.spi.net.Rule;

/**
 * Looks up the route of a packet in a pod, as the kernel does ({@code net/core/fib_rules.c}). Tries the tables in the order of the
 * priorities of their rules, and the main table last. In a table, the route with the longest prefix counts. Of several such routes, the one
 * with the lowest metric counts, and of these the one that was created first. There is no local table.
 *
 * @param state the routes and rules of the pod
 */
record PodFib(NamespaceState state) {

    /** {@return the route of a packet with these addresses; empty if no table contains a route to the destination} */
    Optional<Route> route(IpAddress source, IpAddress destination) {
        for (RouteTable table : tables(source, destination)) {
            Optional<Route> best = state.routes().stream()
                    .filter(route -> route.table().equals(table))
                    .filter(route -> route.destination().contains(destination))
                    .min(Comparator.comparingInt(
                                    (Route route) -> -route.destination().length())
                            .thenComparingLong(route -> route.key().metric())
                            .thenComparingInt(route -> route.key().rank()));
            if (best.isPresent()) {
                return best;
            }
        }
        return Optional.empty();
    }

    private List<RouteTable> tables(IpAddress source, IpAddress destination) {
        List<RouteTable> tables = new ArrayList<>();
        state.rules().stream()
                .filter(rule -> rule.key().action().equals(RuleAction.TO_TABLE))
                .filter(rule -> rule.family().equals(destination.family()))
                .filter(rule -> rule.key().from().isAll() || rule.key().from().contains(source))
                .filter(rule -> rule.key().to().isAll() || rule.key().to().contains(destination))
                .sorted(Comparator.comparingLong((Rule rule) -> rule.key().priority()))
                .forEach(rule -> tables.add(rule.key().table()));
        tables.add(RouteTable.MAIN);
        return tables;
    }
}
