package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import meta.core.reconcile.Changes;
import meta.core.reconcile.Difference;
import meta.core.reconcile.StepPlan;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.Prefix;
import meta.netlink.RoutePreference;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteScope;
import meta.netlink.RouteTable;
import meta.netlink.RouteType;
import meta.spi.Addressing;
import meta.spi.Attachment;
import meta.spi.NicTables;
import meta.spi.NicTables.Migration;
import meta.spi.NicTables.OwnTable;
import meta.spi.Snapshot;
import meta.spi.StepContext;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.Link;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.RouteMetrics;
import meta.spi.option.StepOptions;
import meta.spi.routing.MigrateRoute;
import meta.spi.testkit.Generator;

/**
 * A random pod with an overlay NIC and one or two other NICs. The step {@code migrateRoute} moves the routes of the NICs from the main
 * table to a table for each NIC. It does this for IPv4, for IPv6, for both or for neither, at random.
 *
 * @param before the state before the routes are moved
 * @param tables the tables of the NICs: 200 for {@code eth0}, 199 for {@code net1} and 198 for {@code net2}
 */
record RouteMigrationPod(Snapshot before, NicTables tables) {
    static final Attachment NET1 = Attachment.of("lan", "0123456789abcdef", "net1", "/run/netns/pod");
    static final RouteTable TABLE = RouteTable.of(200);

    /** {@return a pod that depends only on the seed of the generator} */
    static RouteMigrationPod from(Generator generator) {
        SplittableRandom random = new SplittableRandom(generator.seed());
        List<String> nics = random.nextBoolean() ? List.of("eth0", "net1") : List.of("eth0", "net1", "net2");
        List<NetworkObject> objects = new ArrayList<>();
        for (String nic : nics) {
            objects.add(Link.of(Netns.POD, nic, "", MacAddress.NONE, 1500));
            objects.add(Address.of(Netns.POD, nic, address(Family.IPV4, nic), 24));
            objects.add(Address.of(Netns.POD, nic, address(Family.IPV6, nic), 64));
        }
        NamespaceState pod = NamespaceState.of(Netns.POD, objects);
        for (int i = random.nextInt(12); i >= 0; i--) {
            pod = withOneMore(pod, route(random, nics));
        }
        List<OwnTable> own = new ArrayList<>();
        for (Family family : List.of(Family.IPV4, Family.IPV6)) {
            if (random.nextInt(4) > 0) {
                for (String nic : nics.reversed()) {
                    boolean keepsMain = nic.equals(nics.getLast());
                    own.add(OwnTable.of(nic, List.of(address(family, nic)), table(nic), keepsMain));
                }
            }
        }
        Snapshot before = Snapshot.of(NamespaceState.of(Netns.HOST, List.of()), pod, List.of());
        return new RouteMigrationPod(before, NicTables.of(TABLE, own, Migration.BY_NAME));
    }

    static RouteTable table(String nic) {
        return RouteTable.of(200 - List.of("eth0", "net1", "net2").indexOf(nic));
    }

    static IpAddress address(Family family, String nic) {
        int number = List.of("eth0", "net1", "net2").indexOf(nic);
        return IpAddress.parse(family.equals(Family.IPV4) ? "172.18." + number + ".9" : "fd00:" + number + "::9");
    }

    /**
     * {@return the pod with one more route} As in the kernel, two routes that differ only in their next hops can both exist. A route with
     * the key and the next hops of an existing route is not added.
     */
    private static NamespaceState withOneMore(NamespaceState pod, Route route) {
        Route ranked = route;
        while (pod.find(ranked.key()).isPresent()) {
            if (pod.find(ranked.key()).get() instanceof Route there
                    && there.hops().equals(route.hops())) {
                return pod;
            }
            ranked = ranked.withRank(ranked.key().rank() + 1);
        }
        return pod.with(ranked);
    }

    private static Route route(SplittableRandom random, List<String> nics) {
        Family family = random.nextBoolean() ? Family.IPV4 : Family.IPV6;
        boolean ipv4 = family.equals(Family.IPV4);
        Prefix destination = switch (random.nextInt(4)) {
            case 0 -> Prefix.parse(ipv4 ? "10.9.0.0/16" : "2001:db8::/32");
            case 1 -> Prefix.parse(ipv4 ? "172.18.0.0/24" : "fd00:0::/64");
            default -> Prefix.all(family);
        };
        long metric = random.nextInt(3) == 0 ? 50 + random.nextInt(3) : ipv4 ? 0 : Route.DEFAULT_IPV6_METRIC;
        boolean connected = !destination.isAll() && random.nextBoolean();
        List<Hop> hops = new ArrayList<>();
        for (String nic : nics) {
            Hop direct = Hop.direct(nic, family);
            boolean needsHop = nic.equals(nics.getLast()) && hops.isEmpty();
            if (random.nextInt(3) == 0 || needsHop) {
                hops.add(connected ? direct : direct.via(IpAddress.parse(ipv4 ? "172.18.0.1" : "fe80::1")));
            }
        }
        boolean advertised = !ipv4 && destination.isAll() && random.nextInt(3) == 0;
        RouteProtocol protocol = connected && random.nextBoolean() ? RouteProtocol.KERNEL : RouteProtocol.of(3);
        return Route.of(
                Route.Key.of(Netns.POD, RouteTable.MAIN, destination, 0, metric),
                RouteType.UNICAST,
                connected && ipv4 ? RouteScope.LINK : RouteScope.UNIVERSE,
                advertised ? RouteProtocol.RA : protocol,
                IpAddress.unspecified(family),
                hops,
                RoutePreference.MEDIUM,
                RouteMetrics.of(random.nextBoolean() ? 1400 : 0, List.of()),
                List.of());
    }

    /** {@return the changes by which {@code migrateRoute} moves the routes} */
    Changes changes(Snapshot now) {
        StepContext context = StepContext.of(NET1, now, Addressing.NONE.with(tables), StepOptions.defaults(List.of()));
        return Difference.between(List.of(new StepPlan("migrateRoute", new MigrateRoute().plan(context))), now);
    }

    boolean hasThirdNic() {
        return before.pod().link("net2").isPresent();
    }

    /** {@return the state after the routes are moved} */
    Snapshot after() {
        return changes(before).appliedTo(before);
    }
}
