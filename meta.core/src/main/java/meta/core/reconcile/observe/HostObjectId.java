package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.IpCommand;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/** The properties by which {@link HostObjectFinder} finds an object of the host again. Addresses and sysctls have no identity. */
public sealed interface HostObjectId {

    /**
     * The identity of a route.
     *
     * @param devices the names of the output devices; empty for a route without a device, such as a {@code blackhole}
     */
    record RouteTo(RouteTable table, Prefix destination, int tos, long metric, Set<String> devices)
            implements HostObjectId {
        public RouteTo {
            devices = Set.copyOf(devices);
        }

        static RouteTo of(Route route) {
            Set<String> devices = new LinkedHashSet<>();
            for (Hop hop : route.hops()) {
                if (!hop.device().isEmpty()) {
                    devices.add(hop.device());
                }
            }
            Route.Key key = route.key();
            return new RouteTo(key.table(), key.destination(), key.tos(), key.metric(), devices);
        }
    }

    /** The identity of a neighbour. */
    record NeighborAt(IpAddress address, String device) implements HostObjectId {}

    /**
     * The identity of a rule.
     *
     * @param command the command of {@link IpCommand#ensure}
     */
    record RuleLike(Family family, String command) implements HostObjectId {}

    /** The identity of a link. */
    record LinkNamed(String name) implements HostObjectId {}

    /**
     * {@return the identity of an object; for a veth pair, that of the host end; empty for an object of the pod, an address or a sysctl}
     */
    static Optional<HostObjectId> of(NetworkObject object) {
        if (object.netns() != Netns.HOST) {
            return Optional.empty();
        }
        return switch (object) {
            case Route route -> Optional.of(RouteTo.of(route));
            case Neighbor neighbor -> Optional.of(new NeighborAt(neighbor.address(), neighbor.device()));
            case Rule rule ->
                Optional.of(new RuleLike(rule.family(), IpCommand.ensure(rule).toString()));
            case Link link -> Optional.of(new LinkNamed(link.name()));
            case VethPair pair -> Optional.of(new LinkNamed(pair.host().name()));
            case Address _, SysctlValue _ -> Optional.empty();
        };
    }

    /** {@return the identities of the objects that have one, in order} */
    static List<HostObjectId> list(Iterable<? extends NetworkObject> objects) {
        List<HostObjectId> identities = new ArrayList<>();
        for (NetworkObject object : objects) {
            of(object).ifPresent(identities::add);
        }
        return identities;
    }
}
