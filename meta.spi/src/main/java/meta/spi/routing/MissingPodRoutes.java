package meta.spi.routing;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.spi.NicTables;
import meta.spi.NicTables.OwnTable;
import meta.spi.Plan;
import meta.spi.StepContext;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.Link;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;
import meta.spi.net.Route;

/**
 * Plans routes that the pod lacks, such as after the NIC of the call was down: routes in {@code prevResult.routes} and, in the NIC's own
 * table, connected routes of assigned IPv6 addresses. If the main table has no default route, except of ours, it gets a copy from the own
 * table of the NIC that keeps the main table.
 */
final class MissingPodRoutes {
    private static final long CONNECTED_METRIC = 256; // linux/ipv6_route.h IP6_RT_PRIO_ADDRCONF

    private final String nic;
    private final NicTables routing;
    private final NamespaceState pod;

    private final Set<Prefix> othersInMain = new HashSet<>();
    private final Set<Prefix> oursInMain = new HashSet<>();
    private final Set<Prefix> ofNicInMain = new HashSet<>();
    private final Set<Prefix> inOwnTable = new HashSet<>();
    private final Set<Prefix> inOtherTables = new HashSet<>();

    private final List<Address> addresses;

    MissingPodRoutes(StepContext context) {
        this.nic = context.attachment().ifname();
        this.routing = context.addressing().tables();
        this.addresses = context.addressing().assigned();
        this.pod = context.snapshot().pod();
        for (Route route : pod.routes()) {
            read(route);
        }
    }

    private void read(Route route) {
        Prefix destination = route.destination();
        boolean main = route.table().equals(RouteTable.MAIN);
        if (main) {
            (route.isOurs() ? oursInMain : othersInMain).add(destination);
        }
        if (route.table().equals(routing.tableOf(nic, destination.family())) && !main) {
            inOwnTable.add(destination); // also a route with our protocol number
        } else if (route.on(nic) && !route.isOurs()) {
            (main ? ofNicInMain : inOtherTables).add(destination);
        }
    }

    Plan plan() {
        boolean up = pod.link(nic).filter(Link::up).isPresent();
        Plan gone = up
                ? Plan.forEach(addresses, this::connected).then(Plan.forEach(routing.assigned(), this::restored))
                : Plan.NOTHING;
        return gone.because("prevResult contains it")
                .then(Plan.forEach(List.of(Family.IPV4, Family.IPV6), this::defaultOfKeeper)
                        .because("the main table has no default route"));
    }

    private Plan restored(Route route) {
        Prefix destination = route.destination();
        if (ofNicInMain.contains(destination) || inOtherTables.contains(destination) || !isReached(route)) {
            return Plan.NOTHING;
        }
        Optional<OwnTable> own = routing.ownTable(nic, destination.family());
        Plan inTable = own.isPresent() && !inOwnTable.contains(destination)
                ? Plan.ensure(route.withTable(own.get().table()))
                : Plan.NOTHING;
        boolean belongs = !destination.isAll() || own.isEmpty() || own.get().keepsMain();
        if (!belongs || othersInMain.contains(destination) || oursInMain.contains(destination)) {
            return inTable;
        }
        othersInMain.add(destination);
        return Plan.ensure(route).then(inTable);
    }

    /**
     * {@return the plan that adds the connected route of an IPv6 address to the NIC's own table, to which the kernel adds none} Empty if
     * that table has a route to the subnet, or the main table has one without our protocol number.
     */
    private Plan connected(Address address) {
        Prefix subnet = address.subnet();
        Optional<OwnTable> own = routing.ownTable(nic, subnet.family());
        if (address.address().isIpv4()
                || own.isEmpty()
                || inOwnTable.contains(subnet)
                || othersInMain.contains(subnet)) {
            return Plan.NOTHING;
        }
        Route made = Route.to(subnet, Netns.POD, nic);
        Route kernels = Route.of(
                Route.Key.of(Netns.POD, own.get().table(), subnet, 0, CONNECTED_METRIC),
                made.type(),
                made.scope(),
                RouteProtocol.KERNEL,
                made.source(),
                made.hops(),
                made.preference(),
                made.metrics(),
                made.others());
        return Plan.ensure(kernels);
    }

    /** {@return whether each gateway of the route is link-local or in a subnet of the NIC} The kernel may reject another gateway. */
    private boolean isReached(Route route) {
        for (Hop hop : route.hops()) {
            if (hop.hasGateway() && !hop.gateway().isLinkLocal() && !isOnLink(hop.gateway())) {
                return false;
            }
        }
        return true;
    }

    private boolean isOnLink(IpAddress gateway) {
        for (Address address : pod.addresses(nic)) {
            if (address.subnet().contains(gateway)) {
                return true;
            }
        }
        return false;
    }

    private Plan defaultOfKeeper(Family family) {
        Optional<OwnTable> keeper = routing.own().stream()
                .filter(own -> own.family().equals(family) && own.keepsMain())
                .findFirst();
        if (keeper.isEmpty() || othersInMain.contains(Prefix.all(family))) {
            return Plan.NOTHING;
        }
        return pod.routes().stream()
                .filter(route -> route.table().equals(keeper.get().table()))
                .filter(route -> route.destination().equals(Prefix.all(family)) && !route.isOurs())
                .filter(route -> route.hops().stream()
                        .map(Hop::device)
                        .allMatch(keeper.get().nic()::equals))
                .findFirst()
                .map(route -> Plan.ensure(route.withTable(RouteTable.MAIN)))
                .orElse(Plan.NOTHING);
    }
}
