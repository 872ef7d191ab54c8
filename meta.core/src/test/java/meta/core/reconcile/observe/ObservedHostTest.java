package meta.core.reconcile.observe;

import static meta.core.reconcile.observe.Observation.ATTACHMENT;
import static meta.core.reconcile.observe.Observation.NOTHING_MORE;
import static meta.core.reconcile.observe.Observation.POD4;
import static meta.core.reconcile.observe.Observation.POD6;
import static meta.core.reconcile.observe.Observation.observe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import meta.core.kernel.CallKernel;
import meta.core.kernel.CountingKernel;
import meta.core.kernel.ScratchHostAndPod;
import meta.netlink.Errno;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.spi.Question;
import meta.spi.RouteLookup;
import meta.spi.Snapshot;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import org.junit.jupiter.api.Test;

@NeedsRealKernel
class ObservedHostTest {
    private static final IpAddress NONE4 = IpAddress.parse("0.0.0.0");

    @Test
    void theHostsRouteLookupsOfPodAddressesAndOtherDestinationsAreRead(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.host("route add 10.96.0.0/12 via 172.18.0.7 dev eth0 mtu 1400");
            net.host("route add unreachable 10.244.0.0/16");
            net.host("route add 10.88.0.0/16 via inet6 fd00:18::7 dev eth0");
            List<IpAddress> destinations = List.of(
                    IpAddress.parse("10.96.0.0"),
                    IpAddress.parse("10.244.0.0"),
                    IpAddress.parse("198.18.0.1"),
                    IpAddress.parse("10.88.0.0"));

            Snapshot seen = new Observer(net.kernel())
                    .observe(ATTACHMENT, List.of(IpAddress.parse("172.18.24.99")), destinations);

            IpAddress node = IpAddress.parse("172.18.0.2");
            assertThat(seen.lookup(POD4)).contains(new RouteLookup.Found(POD4, "eth0", node, NONE4, 1500));
            assertThat(seen.lookup(IpAddress.parse("172.18.24.99"))).isPresent();
            assertThat(seen.lookup(POD6))
                    .contains(new RouteLookup.Found(
                            POD6, "eth0", IpAddress.parse("fd00:18::2"), IpAddress.parse("::"), 1500));
            assertThat(seen.lookup(destinations.get(0)))
                    .contains(new RouteLookup.Found(
                            destinations.get(0), "eth0", node, IpAddress.parse("172.18.0.7"), 1400));
            assertThat(seen.lookup(destinations.get(1)))
                    .contains(new RouteLookup.Unreachable(destinations.get(1), Errno.EHOSTUNREACH));
            assertThat(seen.lookup(destinations.get(2)))
                    .contains(new RouteLookup.Unreachable(destinations.get(2), Errno.ENETUNREACH));
            assertThat(seen.lookup(destinations.get(3)))
                    .contains(new RouteLookup.Found(
                            destinations.get(3), "eth0", node, IpAddress.parse("fd00:18::7"), 1500));
            assertThat(seen.host().link("eth0")).map(Link::kind).contains("veth");
        }
    }

    @Test
    void theHostsRoutesAndNeighborsOfThePodsAddressesAreRead(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.joinByVeth();
            net.host("route add 172.18.24.120 dev vethabc proto 109 table 500");
            net.host("rule add lookup 500 priority 1000");
            net.host("route add fd00:18::120 dev vethabc proto 109");
            net.host("neigh add 172.18.24.120 dev vethabc lladdr 0a:00:00:00:00:02 nud permanent protocol 109");
            net.host("neigh add 172.18.24.120 dev eth0 lladdr 0a:00:00:00:00:03 nud permanent");
            net.host("neigh add fd00:18::120 dev vethabc lladdr 0a:00:00:00:00:02 nud permanent");

            Snapshot seen = observe(net);

            assertThat(seen.host().routes())
                    .containsExactlyInAnyOrder(
                            Route.to(POD4.asPrefix(), Netns.HOST, "vethabc").withTable(RouteTable.of(500)),
                            Route.to(POD6.asPrefix(), Netns.HOST, "vethabc"));
            assertThat(seen.host().neighbors())
                    .extracting(neighbor -> neighbor.device() + " " + neighbor.address())
                    .containsExactlyInAnyOrder("vethabc 172.18.24.120", "vethabc fd00:18::120");
        }
    }

    @Test
    void addressesOfTheNodeHaveTheNamesOfTheirDevices(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.host("address add 172.18.0.3/16 dev eth0 label eth0:alias");
            net.host("link add br6 type bridge");
            net.host("address add fd00:6::1/64 dev br6");

            Snapshot seen = observe(net);

            assertThat(seen.host().addresses())
                    .extracting(address -> address.device() + " " + address.address())
                    .contains("eth0 172.18.0.2", "eth0 172.18.0.3", "eth0 fd00:18::2", "br6 fd00:6::1");
        }
    }

    @Test
    void ifThePodIsGoneOnlyTheHostIsRead(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch);
                CallKernel kernel = CallKernel.onDedicatedThreads(
                        NetworkNamespace.open(scratch.path(net.hostName())), Optional.empty())) {
            Snapshot seen = new Observer(kernel).observe(ATTACHMENT, List.of(POD4), NOTHING_MORE);

            assertThat(seen.pod().objects()).isEmpty();
            assertThat(seen.host().addresses()).isNotEmpty();
            assertThat(seen.lookup(POD4)).isPresent();
        }
    }

    @Test
    void ourObjectsOnHostEndsAreReadInAnyTableAndWithoutARule(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.joinByVeth();
            net.host("link add cali2 type veth peer name in2");
            net.host("link set cali2 up");
            net.host("route add 172.18.24.120 dev vethabc table 500 proto 109");
            net.host("-6 route add fd00:18::120 dev vethabc table 600 proto 109");
            net.host("route add 172.18.24.121 dev vethabc proto 109");
            net.host("route add 172.18.24.122 dev vethabc table 500 proto static");
            net.host("route add 172.18.24.123 dev cali2 table 500 proto 109");
            net.host("neigh add 172.18.24.121 dev vethabc lladdr 0a:00:00:00:00:09 nud permanent protocol 109");
            net.host("neigh add 172.18.24.122 dev vethabc lladdr 0a:00:00:00:00:09 nud permanent");
            net.host("neigh add 172.18.24.123 dev cali2 lladdr 0a:00:00:00:00:09 nud permanent protocol 109");

            Snapshot seen = observe(net);

            assertThat(seen.host().routes())
                    .extracting(route -> route.destination() + " " + route.table())
                    .containsExactlyInAnyOrder("172.18.24.120/32 500", "fd00:18::120/128 600", "172.18.24.121/32 main");
            assertThat(seen.host().neighbors())
                    .extracting(known -> known.address().toString())
                    .containsExactly("172.18.24.121");
        }
    }

    @Test
    void fiveHundredOtherPodsCauseNoFurtherRequests(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.joinByVeth();
            CountingKernel alone = new CountingKernel(net.kernel());
            new Observer(alone).observe(ATTACHMENT, NOTHING_MORE, NOTHING_MORE);

            net.onHost("sh", "-c", OTHER_PODS);
            CountingKernel crowded = new CountingKernel(net.kernel());
            new Observer(crowded).observe(ATTACHMENT, NOTHING_MORE, NOTHING_MORE);

            assertThat(crowded.traffic().calls()).isEqualTo(alone.traffic().calls());
            assertThat(crowded.traffic().requests()).isEqualTo(alone.traffic().requests());
            // while the test runs, the kernel creates and deletes some addresses and neighbours of a new device
            assertThat(crowded.traffic().messages()).isCloseTo(alone.traffic().messages(), within(10));
            // these include two requests for each host end of the pod
            assertThat(alone.traffic().calls()).isLessThanOrEqualTo(11);
        }
    }

    private static final String OTHER_PODS = """
            for i in $(seq 500); do
                echo link add cali$i up type veth peer name in$i
                echo link set in$i up
                echo route add 10.244.$((i / 256)).$((i % 256)) dev cali$i proto 109
                echo route add fd00:244::$i dev cali$i proto 109
                echo neigh add 10.244.$((i / 256)).$((i % 256)) dev cali$i lladdr 0a:00:00:00:00:02 nud permanent protocol 109
                echo neigh add fd00:244::$i dev cali$i lladdr 0a:00:00:00:00:02 nud permanent
            done | ip -batch -
            """;

    @Test
    void tunnelsAreFoundAmongOtherDevices(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.host("link add tun-b type vxlan id 7 dstport 4789 local 172.18.0.2 remote 172.18.0.9");
            net.joinByVeth();

            Snapshot seen = new Observer(net.kernel()).answer(observe(net), List.of(new Question.HostTunnels()));

            assertThat(seen.host().link("tun-b").map(Link::kind)).contains("vxlan");
            assertThat(seen.host().link("lan0")).isEmpty();
        }
    }

    @Test
    void anAddressHasTheNameOfItsDeviceWhateverItsLabel(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.host("link add vlan1 type bridge");
            net.host("link add vlan10 type bridge");
            net.host("address add 10.1.0.1/24 dev vlan1 label vlan10");
            net.host("address add 10.1.0.2/24 dev vlan1 label vlan1public");
            net.host("address add 10.10.0.1/24 dev vlan10");
            net.host("link add cali1 type bridge");
            net.host("link add cali10 type bridge");
            net.host("address add 10.2.0.1/24 dev cali1 label cali10");
            net.host("address add 10.20.0.1/24 dev cali10");

            Snapshot seen = observe(net);

            assertThat(seen.host().addresses())
                    .extracting(address -> address.device() + " " + address.address())
                    .contains("vlan1 10.1.0.1", "vlan1 10.1.0.2", "vlan10 10.10.0.1", "cali10 10.20.0.1");
        }
    }

    @Test
    void theNamesOfDevicesThatAreAlreadyReadNeedNoRequest(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            CountingKernel plain = new CountingKernel(net.kernel());
            new Observer(plain).observe(ATTACHMENT, NOTHING_MORE, NOTHING_MORE);

            net.host("address add 172.18.0.3/16 dev eth0 label eth0public");
            net.host("link add docker0 type bridge");
            net.host("address add 172.17.0.1/16 dev docker0");
            CountingKernel labelled = new CountingKernel(net.kernel());
            Snapshot seen = new Observer(labelled).observe(ATTACHMENT, NOTHING_MORE, NOTHING_MORE);

            assertThat(labelled.traffic().requests()).isEqualTo(plain.traffic().requests());
            assertThat(seen.host().addresses())
                    .extracting(address -> address.device() + " " + address.address())
                    .contains("eth0 172.18.0.2", "eth0 172.18.0.3", "docker0 172.17.0.1");
        }
    }
}
