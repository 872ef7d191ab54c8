package meta.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import meta.core.kernel.ScratchHostAndPod;
import meta.core.reconcile.observe.Observer;
import meta.netlink.RouteTable;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.spi.Attachment;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;
import org.junit.jupiter.api.Test;

/** Routes, rules and neighbours that are deleted and created again keep all attributes, including attributes that no step plans. */
@NeedsRealKernel
class RestoredAttributesKernelTest {
    private static final List<String> ROUTES = List.of(
            "route add 10.1.0.0/16 via 172.18.0.9 dev eth0 onlink metric 50 proto static src 172.18.24.120 mtu 1400",
            "route add 10.2.0.0/16 dev eth0 scope link table 300 initcwnd 20 advmss 1300 tos 0x10",
            "route add 10.3.0.0/16 proto bird nexthop via 172.18.0.7 dev eth0 weight 5 nexthop via 172.18.0.8 dev eth0 weight 2",
            "route add blackhole 10.4.0.0/16 metric 7",
            "route add unreachable 10.5.0.0/16",
            "route add prohibit 10.6.0.0/16 table 300",
            "route add throw 10.7.0.0/16 table 300",
            "route add 10.8.0.0/16 via inet6 fd00:18::9 dev eth0",
            "route add 10.9.0.0/16 dev eth0 realm 4",
            "route add 10.10.0.0/16 dev eth0 mtu lock 1280 rtt 20ms congctl reno",
            "-6 route add fd00:1::/64 via fd00:18::9 dev eth0 onlink metric 50 proto static src fd00:18::120 mtu 1400",
            "-6 route add fd00:2::/64 dev eth0 table 300 pref high hoplimit 9",
            "-6 route add fd00:3::/64 nexthop via fd00:18::7 dev eth0 weight 5 nexthop via fd00:18::8 dev eth0 weight 2",
            "-6 route add blackhole fd00:4::/64 metric 7",
            "-6 route add unreachable fd00:5::/64",
            "-6 route add prohibit fd00:6::/64",
            "-6 route add throw fd00:7::/64",
            "nexthop add id 9 via 172.18.0.9 dev eth0",
            "route add 10.11.0.0/16 nhid 9",
            "route add default via 172.18.0.5 dev eth0 metric 20");

    private static final List<String> OTHERS = List.of(
            "rule add from 172.18.24.120 lookup 200 priority 1100",
            "rule add fwmark 0x10/0xff iif eth0 lookup 201 priority 1101",
            "rule add oif eth0 ipproto tcp dport 80-90 lookup 300 priority 1102",
            "rule add to 10.0.0.0/8 lookup 300 suppress_prefixlength 0 priority 1103",
            "rule add uidrange 5-99 prohibit priority 1104",
            "-6 rule add to fd00:3::/64 fwmark 5 lookup 4000000000 priority 1100",
            "-6 rule add from fd00:1::/64 unreachable priority 1101",
            "neigh add 172.18.0.2 dev eth0 lladdr 0a:00:00:00:00:09 nud permanent protocol 44",
            "neigh add fd00:18::2 dev eth0 lladdr 0a:00:00:00:00:09 nud permanent router",
            "neigh add 172.18.0.8 dev eth0 lladdr 0a:00:00:00:00:08 nud stale protocol 109");

    private static Snapshot observe(ScratchHostAndPod net) {
        return new Observer(net.kernel())
                .observe(Attachment.of("lan", "abc", "eth0", "/run/netns/pod"), List.of(), List.of());
    }

    private static boolean isRouteRuleOrNeighbor(NetworkObject object) {
        return switch (object) {
            case Route _, Rule _, Neighbor _ -> true;
            case Address _, Link _, SysctlValue _, VethPair _ -> false;
        };
    }

    @Test
    void allRoutesRulesAndNeighborsOfAPodAreDeletedAndRestored(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            ROUTES.forEach(net::pod);
            OTHERS.forEach(net::pod);
            String before = net.state();
            List<Change> changes = new ArrayList<>();
            for (NetworkObject object : observe(net).pod().objects()) {
                if (isRouteRuleOrNeighbor(object)) {
                    changes.add(new Change.Delete("step", "", object));
                }
            }
            ChangeApplier applier = ChangeAppliers.on(net.kernel());

            assertThat(applier.remove(new Changes(changes)).rejected()).isEmpty();
            assertThat(net.pod("route show table all type unicast")).isEmpty();
            assertThat(net.pod("-6 route show table all type unicast")).isEmpty();
            assertThat(net.pod("rule")).isEmpty();
            assertThat(net.pod("neigh")).isEmpty();
            assertThat(applier.remove(new Changes(changes).inverse()).rejected())
                    .isEmpty();

            assertThat(net.state()).isEqualTo(before);
        }
    }

    @Test
    void aRouteKeepsAllAttributesInAnotherTable(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            ROUTES.forEach(net::pod);
            List<Route> ofMain = observe(net).pod().routes().stream()
                    .filter(route -> route.table().equals(RouteTable.MAIN))
                    .toList();
            List<Change> copies = new ArrayList<>();
            for (Route route : ofMain) {
                copies.add(new Change.Create("step", "", route.withTable(RouteTable.of(200))));
            }

            ApplyResult applied = ChangeAppliers.on(net.kernel()).apply(new Changes(copies));

            assertThat(applied).isInstanceOf(ApplyResult.Complete.class);
            assertThat(observe(net).pod().routes())
                    .containsAll(ofMain.stream()
                            .map(route -> route.withTable(RouteTable.of(200)))
                            .toList());
        }
    }
}
