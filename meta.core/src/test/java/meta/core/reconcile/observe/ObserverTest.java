package meta.core.reconcile.observe;

import static meta.core.reconcile.observe.Observation.ATTACHMENT;
import static meta.core.reconcile.observe.Observation.NOTHING_MORE;
import static meta.core.reconcile.observe.Observation.POD4;
import static meta.core.reconcile.observe.Observation.POD6;
import static meta.core.reconcile.observe.Observation.observe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meta.core.kernel.DelegatingKernel;
import meta.core.kernel.FaultyKernel;
import meta.core.kernel.KernelPort;
import meta.core.kernel.ScratchHostAndPod;
import meta.netlink.Errno;
import meta.netlink.MacAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.spi.Attachment;
import meta.spi.Question;
import meta.spi.SharedLink;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.LinkData;
import meta.spi.net.MacvlanMode;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;
import org.junit.jupiter.api.Test;

@NeedsRealKernel
class ObserverTest {

    @Test
    void thePodIsReadWithoutTableLocalAndUnrelatedNeighbors(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.pod("rule add from 172.18.24.120 lookup 200 priority 1100 protocol 109");
            net.pod("route add 10.0.0.0/8 dev eth0 table 200");
            net.pod("neigh add 172.18.0.9 dev eth0 lladdr 0a:00:00:00:00:09 nud permanent");
            net.pod("neigh add 172.18.0.8 dev eth0 lladdr 0a:00:00:00:00:08 nud permanent protocol 109");
            net.pod("neigh add 172.18.0.2 dev eth0 lladdr 0a:00:00:00:00:aa nud stale");

            Snapshot seen = observe(net);

            assertThat(seen.pod().links()).extracting(Link::name).containsExactlyInAnyOrder("lo", "eth0");
            assertThat(seen.pod().link("eth0"))
                    .contains(Link.of(Netns.POD, "eth0", LinkData.macvlan("", MacvlanMode.BRIDGE))
                            .withLladdr(MacAddress.parse("0a:00:00:00:00:bb"))
                            .withMtu(1500)
                            .withTxqueuelen(Link.DEFAULT_TXQUEUELEN));
            assertThat(seen.pod().addresses("eth0"))
                    .extracting(Address::address)
                    .contains(POD4, POD6)
                    .hasSize(3); // the third is the link-local address
            assertThat(seen.pod().routes())
                    .extracting(route -> route.table() + " " + route.destination())
                    .containsExactlyInAnyOrder(
                            "main 0.0.0.0/0",
                            "main 172.18.0.0/16",
                            "200 10.0.0.0/8",
                            "main ::/0",
                            "main fd00:18::/64",
                            "main fe80::/64");
            assertThat(seen.pod().rules())
                    .hasSize(6)
                    .contains(Rule.from(POD4.asPrefix(), Netns.POD, RouteTable.of(200), 1100));
            assertThat(seen.pod().neighbors())
                    .as("neighbours of ours and neighbours with an address of the node")
                    .extracting(neighbor -> neighbor.address().toString())
                    .containsExactlyInAnyOrder("172.18.0.8", "172.18.0.2");
        }
    }

    @Test
    void theFirstAddReadsNeighborsOnlyOfAPodWithARouteOrRuleOfOurs(ScratchNamespaces scratch) throws Exception {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.pod("neigh add 172.18.0.8 dev eth0 lladdr 0a:00:00:00:00:08 nud permanent protocol 109");
            assertThat(ofFirstAdd(net).pod().neighbors()).isEmpty();

            net.pod("rule add from 172.18.24.120 lookup 100 pref 1000 protocol 109");
            assertThat(ofFirstAdd(net).pod().neighbors()).hasSize(1);

            net.pod("rule del pref 1000");
            net.pod("route add 10.9.0.0/16 dev eth0 protocol 109");
            assertThat(ofFirstAdd(net).pod().neighbors()).hasSize(1);
            assertThat(ofFirstAdd(net)).isEqualTo(observe(net));
        }
    }

    private static Snapshot ofFirstAdd(ScratchHostAndPod net) {
        return new Observer(net.kernel()).observeForFirstAdd(ATTACHMENT, NOTHING_MORE, NOTHING_MORE);
    }

    @Test
    void routesThatDifferOnlyInTheirHopsAreAllRead(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.joinByVeth();
            net.pod("address add 172.18.24.121/16 dev veth0");

            List<Route> seen = observe(net).pod().routes();

            assertThat(seen)
                    .filteredOn(route -> route.destination().equals(Prefix.parse("172.18.0.0/16")))
                    .extracting(route ->
                            route.key().rank() + " " + route.hops().getFirst().device())
                    .containsExactly("0 eth0", "1 veth0");
            assertThat(seen)
                    .filteredOn(route -> route.destination().equals(Prefix.parse("fe80::/64")))
                    .hasSize(2);
        }
    }

    @Test
    void eachEndOfAVethHasTheNameOfTheOther(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.joinByVeth();

            Snapshot seen = observe(net);

            assertThat(VethPair.find("veth0", seen.host(), seen.pod()))
                    .map(pair -> pair.host().name())
                    .contains("vethabc");
        }
    }

    @Test
    void aVethThatLeadsToAThirdNamespaceHasNoPeer(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            String third = scratch.make("third");
            net.joinByVeth();
            net.host("link add index 77 name vethother type veth peer name vethx");
            scratch.ipLine("-n " + third + " link add index 77 name beyond type veth peer name inside");
            scratch.ipLine("-n " + third + " link set inside netns " + net.podName());

            Snapshot seen = observe(net);

            assertThat(seen.pod().link("inside")).map(Link::peer).contains("");
            assertThat(seen.host().link("vethother")).isEmpty();
        }
    }

    @Test
    void questionsAboutExistingObjectsAreAnswered(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.host("link add vethother type veth peer name vethx");
            net.host("link set vethother alias whose");
            Observer observer = new Observer(net.kernel());

            Snapshot seen = observer.answer(
                    observe(net),
                    List.of(
                            new Question.HostLink("vethother"),
                            new Question.HostLink("nothing"),
                            new Question.Sysctls(Netns.POD, SysctlValue.ipv4("*", "rp_filter")),
                            new Question.Sysctls(Netns.HOST, SysctlValue.ipv6("default", "accept_ra")),
                            new Question.Sysctls(Netns.HOST, SysctlValue.ipv6("nothing", "accept_ra"))));

            assertThat(seen.host().link("vethother")).map(Link::alias).contains("whose");
            assertThat(seen.host().link("nothing")).isEmpty();
            assertThat(seen.pod().sysctls())
                    .extracting(SysctlValue::path)
                    .containsExactlyInAnyOrder(
                            SysctlValue.ipv4("all", "rp_filter"),
                            SysctlValue.ipv4("default", "rp_filter"),
                            SysctlValue.ipv4("eth0", "rp_filter"),
                            SysctlValue.ipv4("lo", "rp_filter"));
            assertThat(seen.host().sysctls())
                    .containsExactly(SysctlValue.of(Netns.HOST, SysctlValue.ipv6("default", "accept_ra"), "1"));
        }
    }

    @Test
    void aStateThatCannotBeReadIsAnError(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            Reply.Rejected rejected = new Reply.Rejected(Errno.EPERM, "", 0);
            FaultyKernel kernel = new FaultyKernel(net.kernel(), rejected, (number, _) -> number == 3);

            assertThatThrownBy(() -> new Observer(kernel).observe(ATTACHMENT, NOTHING_MORE, NOTHING_MORE))
                    .isInstanceOf(NetlinkException.class)
                    .hasMessageContaining("EPERM");
        }
    }

    /**
     * Passes requests to the real kernel. Adds devices to each dump of the pod's devices, so that their number is above the limit of a
     * call.
     */
    private record CrowdedPod(KernelPort real) implements DelegatingKernel {
        @Override
        public Reply dump(Netns netns, Request request) {
            Reply reply = real.dump(netns, request);
            if (netns == Netns.POD
                    && request.message() instanceof LinkMessage
                    && reply instanceof Reply.Acknowledged(List<NetlinkMessage> devices)) {
                List<NetlinkMessage> more = new ArrayList<>(devices);
                for (int i = 0; i <= ObjectLimit.MOST; i++) {
                    more.add(LinkMessage.named("dummy" + i).withIfindex(1000 + i));
                }
                return new Reply.Acknowledged(more);
            }
            return reply;
        }
    }

    @Test
    void inACrowdedPodADelReadsTheNicsOfTheSharedLinkAndNoObjectOnADevice(ScratchNamespaces scratch)
            throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.joinByVeth();
            net.pod("link add eth1 type veth peer name inside");
            Attachment other = Attachment.of("lan", "abc", "eth1", "/run/netns/pod");
            SharedLink shared = SharedLink.of(Map.of()).with(ATTACHMENT).with(other);
            net.inPod("ip", "link", "set", "veth0", "alias", shared.alias());
            net.pod("rule add from 172.18.24.120 lookup 200 priority 1100 protocol 109");
            List<String> left = new ArrayList<>();

            Snapshot seen = new Observer(new CrowdedPod(net.kernel())).observeForDel("eth0", List.of(POD4), left);

            assertThat(left).singleElement().asString().startsWith("devices of the pod: ");
            assertThat(seen.pod().links()).extracting(Link::name).containsExactlyInAnyOrder("eth0", "eth1", "veth0");
            assertThat(seen.pod().addresses()).isEmpty();
            assertThat(seen.pod().rules()).isEmpty();
        }
    }

    @Test
    void aDelReadsOnlyOurObjectsAndTheRoutesThatReturnToMain(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.pod("rule add from 172.18.24.120 lookup 200 priority 1100 protocol 109");
            net.pod("rule add from 172.18.24.9 lookup 300 priority 1101");
            net.pod("route add 10.1.0.0/16 dev eth0 table 200");
            net.pod("route add 10.1.0.0/16 dev eth0");
            net.pod("route add 10.2.0.0/16 dev eth0");
            net.pod("route add 10.3.0.0/16 dev eth0 proto 109");
            net.pod("route add 10.4.0.0/16 dev eth0 table 400 proto 109");
            net.pod("route add 10.5.0.0/16 dev eth0 table 300");
            net.pod("neigh add 172.18.0.9 dev eth0 lladdr 0a:00:00:00:00:09 nud permanent");
            net.pod("neigh add 172.18.0.8 dev eth0 lladdr 0a:00:00:00:00:08 nud permanent protocol 109");
            List<String> left = new ArrayList<>();

            Snapshot seen = new Observer(net.kernel()).observeForDel("eth0", List.of(POD4), left);

            assertThat(left).isEmpty();
            assertThat(seen.pod().routes())
                    .extracting(route -> route.table() + " " + route.destination())
                    .containsExactlyInAnyOrder(
                            "200 10.1.0.0/16", "main 10.1.0.0/16", "main 10.3.0.0/16", "400 10.4.0.0/16");
            assertThat(seen.pod().rules())
                    .containsExactly(Rule.from(POD4.asPrefix(), Netns.POD, RouteTable.of(200), 1100));
            assertThat(seen.pod().neighbors())
                    .extracting(neighbor -> neighbor.address().toString())
                    .containsExactly("172.18.0.8");
            assertThat(seen.pod().addresses("eth0")).hasSize(3);
        }
    }
}
