package meta.core.verb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import meta.core.engine.Change;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.spi.MainNic;
import meta.spi.PodTables;
import meta.spi.Routing.Migration;
import meta.spi.Snapshot;
import meta.spi.net.Hop;
import meta.spi.net.Route;
import meta.spi.testkit.ForEachSeed;
import meta.spi.testkit.Generator;

/** Whatever routes a pod has, moving those of one NIC loses none of them, at no moment, and DEL brings them back. */
class MovePropertyTest {

    @ForEachSeed(count = 500)
    void everyDestinationStaysInReachAtEveryMoment(Generator generator) {
        MovingPod pod = MovingPod.from(generator);
        boolean whateverOthersHave = pod.routing().migration() == Migration.ALWAYS;
        List<String> sources = whateverOthersHave ? List.of("eth0") : List.of("eth0", "net1", "net2");
        Snapshot now = pod.before();
        for (Change change : pod.changes(pod.before()).list()) {
            now = change.appliedTo(now);
            for (Route route : pod.before().pod().routes()) {
                IpAddress destination = route.destination().address();
                for (String nic : sources) {
                    IpAddress source = MovingPod.address(destination.family(), nic);
                    assertThat(new PodFib(now.pod()).route(source, destination))
                            .as("%s to %s after %s", source, destination, change)
                            .isPresent();
                }
            }
        }
    }

    @ForEachSeed(count = 500)
    void noRouteIsLost(Generator generator) {
        MovingPod pod = MovingPod.from(generator);
        Set<Route> after = withoutRanks(pod.after());
        for (Route route : pod.before().pod().routes()) {
            List<Hop> own = route.hops().stream()
                    .filter(hop -> hop.device().equals("eth0"))
                    .toList();
            boolean moves = pod.isToMove(route) && !own.isEmpty();
            assertThat(after).contains(moves ? route.withHops(own).withTable(MovingPod.TABLE) : route.withRank(0));
        }
    }

    @ForEachSeed(count = 500)
    void whatComesFromTheNicLeavesByTheNic(Generator generator) {
        MovingPod pod = MovingPod.from(generator);
        for (Route route : pod.before().pod().routes()) {
            if (pod.isToMove(route) && route.destination().isAll() && route.on("eth0")) {
                IpAddress source = MovingPod.address(route.destination().family(), "eth0");
                IpAddress anywhere = IpAddress.parse(source.isIpv4() ? "203.0.113.7" : "2001:db9::7");
                Optional<Route> taken = new PodFib(pod.after().pod()).route(source, anywhere);
                assertThat(taken).isPresent();
                assertThat(taken.get().hops()).allMatch(hop -> hop.device().equals("eth0"));
            }
        }
    }

    @ForEachSeed(count = 500)
    void theSecondTimeThereIsNothingToMove(Generator generator) {
        MovingPod pod = MovingPod.from(generator);
        assertThat(pod.changes(pod.after()).list()).isEmpty();
    }

    @ForEachSeed(count = 500)
    void delBringsEveryRouteBack(Generator generator) {
        MovingPod pod = MovingPod.from(generator).withoutThirdNic();
        Snapshot back = released(pod.after());
        assertThat(hopByHop(back)).isEqualTo(hopByHop(pod.before()));
        assertThat(back.pod().rules()).isEmpty();
    }

    @ForEachSeed(count = 500)
    void delOfANicBesideOneThatHasMainGivesNothingBack(Generator generator) {
        Snapshot after = MovingPod.from(generator).after();
        for (Family family : List.of(Family.IPV4, Family.IPV6)) {
            boolean kept = new PodTables(after.pod())
                    .defaultNicBut("net1", family)
                    .filter("net2"::equals)
                    .isPresent();
            if (kept) {
                assertThat(ofFamily(family, hopByHop(released(after)))).isEqualTo(ofFamily(family, hopByHop(after)));
            }
        }
    }

    private static Snapshot released(Snapshot now) {
        List<IpAddress> addresses =
                List.of(MovingPod.address(Family.IPV4, "net1"), MovingPod.address(Family.IPV6, "net1"));
        return new Release(MovingPod.NET1, addresses, MainNic.LAST, now)
                .changes()
                .appliedTo(now);
    }

    private static Set<Route> ofFamily(Family family, Set<Route> routes) {
        return routes.stream()
                .filter(route -> route.destination().family().equals(family))
                .collect(Collectors.toSet());
    }

    private static Set<Route> withoutRanks(Snapshot snapshot) {
        Set<Route> routes = new HashSet<>();
        snapshot.pod().routes().forEach(route -> routes.add(route.withRank(0)));
        return routes;
    }

    /** {@return the routes with one hop each: one route of two hops is as good as two of one} */
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
