package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.core.kernel.NeighborMapping;
import meta.core.kernel.RouteMapping;
import meta.core.kernel.RuleMapping;
import meta.netlink.Errno;
import meta.netlink.Family;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.netlink.message.NeighborMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.message.RuleMessage;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Ownership;
import meta.spi.net.Route;
import meta.spi.net.Rule;

/**
 * Reads the objects that our calls may have created or moved in a pod:
 *
 * <ul>
 *   <li>the rules, routes and neighbours with our protocol number (109),
 *   <li>the routes in the tables to which our rules refer, except main, default and local, because calls may have moved routes of other
 *       programs there,
 *   <li>the routes in the main table with the same destination as a route in one of these tables.
 * </ul>
 *
 * @param devices the devices of the pod; routes and neighbours on other devices are left out
 * @param objectLimit counts the objects that are kept
 */
record OwnedPodObjectReader(KernelPort kernel, Devices devices, ObjectLimit objectLimit) {
    private static final int MOST_TABLES = 256;

    /**
     * {@return the routes, with their ranks among the routes that are read; then the rules, then the neighbours}
     *
     * @throws CallFailedException if the limit is used up, or our rules refer to more than {@value #MOST_TABLES} tables
     */
    List<NetworkObject> read() {
        List<Rule> rules = new BoundedDump<>(
                        "rules of the pod",
                        RuleMessage.class,
                        RuleMessage.any(Family.UNSPEC),
                        message -> RuleMapping.read(message, Netns.POD).filter(Rule::isOurs))
                .from(kernel, Netns.POD, objectLimit, _ -> false);
        List<Route> routes = new ArrayList<>();
        Set<RouteTable> tables = new LinkedHashSet<>();
        for (Rule rule : rules) {
            tables.add(rule.key().table());
        }
        // UNSPEC: a rule that refers to no table
        tables.removeAll(List.of(RouteTable.UNSPEC, RouteTable.DEFAULT, RouteTable.MAIN, RouteTable.LOCAL));
        if (tables.size() > MOST_TABLES) {
            throw new CallFailedException(new Failure.TooManyObjects(
                    "tables that rules of the pod look up", tables.size(), MOST_TABLES + " tables"));
        }
        tables.forEach(table -> routes.addAll(inTable(table, _ -> true)));
        Set<Prefix> moved = new HashSet<>();
        routes.forEach(route -> moved.add(route.destination()));
        if (!tables.isEmpty()) {
            tables.add(RouteTable.MAIN);
            routes.addAll(inTable(
                    RouteTable.MAIN, message -> isOurs(message) || moved.contains(message.destinationPrefix())));
        }
        RouteMessage ours = RouteMessage.any(Family.UNSPEC).withProtocol(Ownership.PROTOCOL);
        routes.addAll(routes(ours, message -> !tables.contains(message.table())));
        List<NetworkObject> all = new ArrayList<>(PodView.ranked(routes));
        all.addAll(rules);
        all.addAll(neighbors());
        return all;
    }

    private static boolean isOurs(RouteMessage message) {
        return Ownership.PROTOCOL.equals(message.protocol());
    }

    private List<Route> inTable(RouteTable table, Predicate<RouteMessage> needed) {
        List<Route> routes = new ArrayList<>();
        for (Family family : List.of(Family.IPV4, Family.IPV6)) {
            routes.addAll(routes(
                    RouteMessage.any(family).withTable(table),
                    message -> message.table().equals(table) && needed.test(message)));
        }
        return routes;
    }

    /** {@return the routes of a dump that pass the filter; empty if the table does not exist ({@code ENOENT})} */
    private List<Route> routes(RouteMessage like, Predicate<RouteMessage> filter) {
        RouteMapping mapping = new RouteMapping(Netns.POD, devices);
        Function<RouteMessage, Optional<Route>> needed =
                message -> filter.test(message) ? mapping.read(message) : Optional.empty();
        return new BoundedDump<>("routes of the pod in tables of ours", RouteMessage.class, like, needed)
                .from(kernel, Netns.POD, objectLimit, Errno.ENOENT::equals);
    }

    private List<NetworkObject> neighbors() {
        NeighborMapping mapping = new NeighborMapping(Netns.POD, devices);
        return new BoundedDump<>(
                        "neighbours of the pod",
                        NeighborMessage.class,
                        NeighborMessage.on(Family.UNSPEC, 0),
                        message -> PodView.isOurs(message)
                                ? mapping.read(message).map(NetworkObject.class::cast)
                                : Optional.empty())
                .from(kernel, Netns.POD, objectLimit, _ -> false);
    }
}
