package meta.core.reconcile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.core.kernel.AddressMapping;
import meta.core.kernel.KernelPort;
import meta.core.kernel.RouteMapping;
import meta.core.kernel.RuleMapping;
import meta.netlink.Prefix;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.message.NextHop;
import meta.netlink.message.RouteMessage;
import meta.netlink.message.RuleMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/**
 * Finds the objects that have caused rejections with {@code EEXIST}. An instance must not be used after further changes, because it keeps
 * the kernel's answers.
 */
final class ExistingObjectFinder {
    private final KernelPort kernel;
    private final IndexResolver indexes;
    private final Map<Dump, List<NetlinkMessage>> dumps = new HashMap<>();
    private final Map<Dump, Map<Place, List<RouteMessage>>> places = new HashMap<>();

    private record Dump(Netns netns, NetlinkMessage like) {}

    private record Place(Prefix destination, int tos) {}

    ExistingObjectFinder(KernelPort kernel, IndexResolver indexes) {
        this.kernel = kernel;
        this.indexes = indexes;
    }

    /**
     * {@return the existing route, rule or address with the key of the wanted object; empty if there is none or it cannot be read}
     *
     * @throws IllegalArgumentException if the device of a wanted address does not exist
     */
    Optional<NetworkObject> find(NetworkObject wanted) {
        try {
            return switch (wanted) {
                case Route route -> find(route);
                case Rule rule -> find(rule);
                case Address address -> find(address);
                case Link _, VethPair _, Neighbor _, SysctlValue _ -> Optional.empty();
            };
        } catch (NetlinkException | MalformedMessageException e) {
            return Optional.empty(); // the change stays rejected
        }
    }

    private Optional<NetworkObject> find(Route wanted) {
        RouteMessage ofTable = RouteMessage.any(wanted.destination().family()).withTable(wanted.table());
        Map<Place, List<RouteMessage>> routes = places.computeIfAbsent(
                new Dump(wanted.netns(), ofTable), dump -> byPlace(messages(dump.netns(), dump.like())));
        Place place = new Place(wanted.destination(), wanted.key().tos());
        for (RouteMessage found : routes.getOrDefault(place, List.of())) {
            RouteMapping mapping = new RouteMapping(wanted.netns(), indexes.indexed(wanted.netns(), outputs(found)));
            Optional<Route> route = mapping.read(found).flatMap(read -> inPlaceOf(wanted, read));
            if (route.isPresent()) {
                return route.map(NetworkObject.class::cast);
            }
        }
        return Optional.empty();
    }

    /**
     * {@return the found route with the rank of the wanted route, if their keys are then equal} The kernel stores no ranks. Therefore, if
     * the rank of the wanted route is not 0, the hops must also be equal.
     */
    private static Optional<Route> inPlaceOf(Route wanted, Route found) {
        Route ranked = found.withRank(wanted.key().rank());
        boolean same = wanted.key().rank() == 0 || found.hops().equals(wanted.hops());
        return same && ranked.key().equals(wanted.key()) ? Optional.of(ranked) : Optional.empty();
    }

    private static Map<Place, List<RouteMessage>> byPlace(List<NetlinkMessage> messages) {
        Map<Place, List<RouteMessage>> routes = new HashMap<>();
        for (NetlinkMessage message : messages) {
            if (message instanceof RouteMessage route) {
                routes.computeIfAbsent(new Place(route.destinationPrefix(), route.tos()), _ -> new ArrayList<>())
                        .add(route);
            }
        }
        return routes;
    }

    private static List<Integer> outputs(RouteMessage route) {
        List<Integer> indexes = new ArrayList<>();
        Integer output = route.outputIndex();
        if (output != null) {
            indexes.add(output);
        }
        for (NextHop hop : route.nextHops()) {
            indexes.add(hop.ifindex());
        }
        return indexes;
    }

    private Optional<NetworkObject> find(Rule wanted) {
        for (NetlinkMessage message : messages(wanted.netns(), RuleMessage.any(wanted.family()))) {
            if (message instanceof RuleMessage found) {
                Optional<Rule> rule = RuleMapping.read(found, wanted.netns());
                if (rule.isPresent() && rule.get().key().equals(wanted.key())) {
                    return Optional.of(rule.get());
                }
            }
        }
        return Optional.empty();
    }

    private Optional<NetworkObject> find(Address wanted) {
        AddressMapping mapping =
                new AddressMapping(wanted.netns(), indexes.named(wanted.netns(), List.of(wanted.device())));
        AddressMessage ofDevice =
                AddressMessage.on(wanted.address().family(), mapping.devices().index(wanted.device()));
        for (NetlinkMessage message : messages(wanted.netns(), ofDevice)) {
            if (message instanceof AddressMessage found) {
                Optional<Address> address = mapping.read(found);
                if (address.isPresent() && address.get().key().equals(wanted.key())) {
                    return Optional.of(address.get());
                }
            }
        }
        return Optional.empty();
    }

    private List<NetlinkMessage> messages(Netns netns, NetlinkMessage like) {
        return dumps.computeIfAbsent(new Dump(netns, like), _ -> {
            Reply reply = kernel.dump(netns, Request.dump(like));
            return reply instanceof Reply.Acknowledged(List<NetlinkMessage> answers) ? answers : List.of();
        });
    }
}
