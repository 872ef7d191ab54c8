package meta.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import meta.core.reconcile.Change;
import meta.core.reconcile.Difference;
import meta.core.reconcile.HostRemoval;
import meta.core.reconcile.StepPlan;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.netlink.testbed.Seeds;
import meta.spi.NicTables.OwnTable;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.net.Hop;
import meta.spi.net.Route;
import meta.spi.routing.MainNic;
import meta.spi.routing.NicRelease;
import meta.spi.testkit.Generator;
import org.junit.jupiter.api.Test;

/**
 * An ADD moves the routes of a random pod to one table for each NIC. Meanwhile, each destination stays reachable. A DEL restores the
 * routes.
 */
class RouteMovePropertyTest {

    @Test
    void everyDestinationHasARouteAfterEachChange() {
        Seeds.forEach(500, seed -> {
            Generator generator = Generator.seeded(seed);
            RouteMigrationPod pod = RouteMigrationPod.from(generator);
            List<String> sources = List.of("eth0", "net1", "net2");
            Snapshot now = pod.before();
            for (Change change : pod.changes(pod.before()).list()) {
                now = change.appliedTo(now);
                for (Route route : pod.before().pod().routes()) {
                    IpAddress destination = route.destination().address();
                    for (String nic : sources) {
                        IpAddress source = RouteMigrationPod.address(destination.family(), nic);
                        assertThat(new PodFib(now.pod()).route(source, destination))
                                .as("%s to %s after %s", source, destination, change)
                                .isPresent();
                    }
                }
            }
        });
    }

    @Test
    void everyRouteOfANicIsInTheTableOfTheNic() {
        Seeds.forEach(500, seed -> {
            Generator generator = Generator.seeded(seed);
            RouteMigrationPod pod = RouteMigrationPod.from(generator);
            Set<Route> after = withoutRanks(pod.after());
            for (Route route : pod.before().pod().routes()) {
                for (OwnTable own : pod.tables().own()) {
                    boolean ofNic = own.family().equals(route.destination().family()) && route.on(own.nic());
                    if (ofNic) {
                        assertThat(after)
                                .contains(route.withHops(hops(route, own.nic())).withTable(own.table()));
                    }
                }
            }
        });
    }

    @Test
    void mainKeepsARouteToEveryDestination() {
        Seeds.forEach(500, seed -> {
            Generator generator = Generator.seeded(seed);
            RouteMigrationPod pod = RouteMigrationPod.from(generator);
            assertThat(destinationsInMain(pod.after(), "")).isEqualTo(destinationsInMain(pod.before(), ""));
        });
    }

    @Test
    void packetsFromAnAddressOfANicWithADefaultRouteLeaveThroughTheNic() {
        Seeds.forEach(500, seed -> {
            Generator generator = Generator.seeded(seed);
            RouteMigrationPod pod = RouteMigrationPod.from(generator);
            for (Route route : pod.before().pod().routes()) {
                for (OwnTable own : pod.tables().own()) {
                    boolean ofNic = own.family().equals(route.destination().family()) && route.on(own.nic());
                    if (ofNic && route.destination().isAll()) {
                        IpAddress source = own.addresses().getFirst();
                        IpAddress anywhere = IpAddress.parse(source.isIpv4() ? "203.0.113.7" : "2001:db9::7");
                        Optional<Route> taken = new PodFib(pod.after().pod()).route(source, anywhere);
                        assertThat(taken).isPresent();
                        assertThat(taken.get().hops())
                                .allMatch(hop -> hop.device().equals(own.nic()));
                    }
                }
            }
        });
    }

    @Test
    void aSecondMoveChangesNothing() {
        Seeds.forEach(500, seed -> {
            Generator generator = Generator.seeded(seed);
            RouteMigrationPod pod = RouteMigrationPod.from(generator);
            assertThat(pod.changes(pod.after()).list()).isEmpty();
        });
    }

    @Test
    void delRestoresEveryRoute() {
        Seeds.forEach(500, seed -> {
            Generator generator = Generator.seeded(seed);
            RouteMigrationPod pod = RouteMigrationPod.from(generator);
            if (!pod.hasThirdNic()) {
                Snapshot back = released(pod.after());
                assertThat(hopByHop(back)).isEqualTo(hopByHop(pod.before()));
                assertThat(back.pod().rules()).isEmpty();
            }
        });
    }

    @Test
    void delOfOneOfThreeNicsRemovesNoDestinationOfTheOtherNics() {
        Seeds.forEach(500, seed -> {
            Generator generator = Generator.seeded(seed);
            RouteMigrationPod pod = RouteMigrationPod.from(generator);
            if (pod.hasThirdNic()) {
                Snapshot left = released(pod.after());
                assertThat(destinationsInMain(left, "net1")).isEqualTo(destinationsInMain(pod.before(), "net1"));
                assertThat(left.pod().routes())
                        .noneMatch(route -> route.table().equals(RouteMigrationPod.table("net1")));
            }
        });
    }

    /** {@return the destinations of the routes in the main table} Routes whose next hops are all on the given NIC do not count. */
    private static Set<Prefix> destinationsInMain(Snapshot snapshot, String excludedNic) {
        return snapshot.pod().routes().stream()
                .filter(route -> route.table().equals(RouteTable.MAIN))
                .filter(route ->
                        route.hops().stream().anyMatch(hop -> !hop.device().equals(excludedNic)))
                .map(Route::destination)
                .collect(Collectors.toSet());
    }

    private static List<Hop> hops(Route route, String nic) {
        return route.hops().stream().filter(hop -> hop.device().equals(nic)).toList();
    }

    private static Snapshot released(Snapshot now) {
        List<IpAddress> addresses =
                List.of(RouteMigrationPod.address(Family.IPV4, "net1"), RouteMigrationPod.address(Family.IPV6, "net1"));
        Plan plan = new NicRelease(RouteMigrationPod.NET1, addresses, MainNic.LAST, now).plan();
        return Difference.between(List.of(new StepPlan(HostRemoval.STEP, plan)), now)
                .appliedTo(now);
    }

    private static Set<Route> withoutRanks(Snapshot snapshot) {
        Set<Route> routes = new HashSet<>();
        snapshot.pod().routes().forEach(route -> routes.add(route.withRank(0)));
        return routes;
    }

    /**
     * {@return the routes; a route with several next hops is split into one route for each next hop} In this form, a route with two next
     * hops is equal to two routes with one next hop each.
     */
    private static Set<Route> hopByHop(Snapshot snapshot) {
        Set<Route> single = new HashSet<>();
        for (Route route : snapshot.pod().routes()) {
            for (Hop hop : route.hops()) {
                single.add(route.withRank(0).withHops(List.of(hop)));
            }
        }
        return single;
    }
}
