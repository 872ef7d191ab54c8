package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Answer;
import meta.image.cni.Attachment;
import meta.image.cni.Conflist;
import meta.image.cni.Verb;
import meta.image.topology.Command;
import meta.image.topology.EchoRequests;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Ping;
import meta.image.topology.Pod;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods, most of them of {@code router}, work together with tunnels, with other plugins, and with tools that change routes and rules. */
@OnRealKernel
class OtherToolsIT {
    private static final List<String> SERVICES = List.of("10.96.0.1", "fd00:96::1");
    private static final List<String> NODE = List.of("172.18.0.2", "fd00:18::2");
    private static final int NOT_AS_PLANNED = 102;

    private Cluster cluster;
    private Pod pod;
    private Namespace node;
    private Attachment eth0;

    @BeforeEach
    void aPodAndANodeWithDocker0(Topology net) {
        cluster = Cluster.onNodeWithFirstDevice(net, "docker0", "172.17.0.1/16");
        node = cluster.node().netns();
        pod = net.pod();
    }

    private Attachment router() {
        eth0 = cluster.overlay(MainPluginConfig.PTP, IpFamilies.DUAL).add(pod, "eth0");
        return cluster.network("lan", MainPluginConfig.MACVLAN, IpFamilies.DUAL, "router")
                .add(pod, "net1");
    }

    private void reaches(Namespace from, Namespace to, List<String> addresses) {
        assertThat(new EchoRequests(from, to, addresses).unanswered()).isEmpty();
    }

    /** The tool wg-quick adds rules without a priority. The kernel then gives them priorities before those of the existing rules. */
    @ParameterizedTest
    @ValueSource(strings = {"router", "veth"})
    void aTunnelInThePodForAllOtherTrafficDoesNotAffectNodeAndServices(String type) {
        Attachment nic = type.equals("router")
                ? router()
                : cluster.network("lan", MainPluginConfig.MACVLAN, IpFamilies.DUAL, "veth")
                        .add(pod, "eth0");
        Namespace inside = pod.netns();
        inside.ip("link add wg0 type bridge");
        inside.ip("link set wg0 up");
        inside.ip("addr add 10.200.0.2/24 dev wg0");
        inside.ip("addr add fd00:200::2/64 dev wg0 nodad");
        for (String family : List.of("-4", "-6")) {
            inside.ip(family + " route add default dev wg0 table 51820");
            inside.ip(family + " rule add not fwmark 51820 table 51820");
            inside.ip(family + " rule add table main suppress_prefixlength 0");
        }

        assertThat(inside.ip("route get 203.0.113.9")).contains("dev wg0");
        reaches(inside, node, SERVICES);
        reaches(inside, node, NODE);
        reaches(node, inside, nic.addresses());
        for (String address : nic.addresses()) {
            assertThat(Ping.of(cluster.router().netns(), address).answers())
                    .as("LAN -> " + address)
                    .isTrue();
        }
        nic.checkLast();
        PodAndNodeState before = PodAndNodeState.of(cluster, pod);
        nic.addLast();
        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
    }

    /** Kata Containers copies the main table and the neighbours of the pod into its virtual machine, but no rules and no other tables. */
    @Test
    void withoutOurRulesNodeAndServicesAreReachedThroughTableMain() {
        Attachment net1 = router();
        Namespace inside = pod.netns();
        for (String family : List.of("-4", "-6")) {
            for (String line : inside.ip(family + " rule").lines().toList()) {
                if (line.contains("109")) {
                    inside.ip(family + " rule del priority " + line.substring(0, line.indexOf(':')));
                }
            }
        }
        assertThat(inside.ip("rule") + inside.ip("-6 rule")).doesNotContain("109");

        reaches(inside, node, SERVICES);
        reaches(inside, node, NODE);
        reaches(node, inside, eth0.addresses());
        reaches(node, inside, net1.addresses());
        assertThat(net1.last(Verb.CHECK).run().error(NOT_AS_PLANNED).text()).contains("rule add");
        net1.addLast();
        net1.check();
    }

    /** The plugin sbr moves the routes of a NIC from the main table to another one. */
    @Test
    void withSbrAfterOurPluginNodeServicesAndLanAreReached() {
        eth0 = cluster.overlay(MainPluginConfig.PTP, IpFamilies.DUAL).add(pod, "eth0");
        Conflist list = cluster.conflist("lan", MainPluginConfig.MACVLAN, IpFamilies.DUAL, "router");
        Attachment net1 = cluster.network(Conflist.parse(
                        """
                {"cniVersion": "1.0.0", "name": "lan", "plugins": [%s, %s, {"type": "sbr"}]}
                """.formatted(list.plugins().getFirst(), list.plugins().getLast())))
                .attachment(pod, "net1");
        net1.addMain();
        net1.addLast();
        Namespace inside = pod.netns();

        reaches(inside, node, SERVICES);
        reaches(inside, node, NODE);
        reaches(node, inside, eth0.addresses());
        reaches(cluster.router().netns(), inside, net1.addresses());
        for (String address : net1.addresses()) {
            assertThat(Ping.of(node, address).staysSilent())
                    .as("the rule of sbr comes before ours, and the table of sbr leads to the node by the macvlan")
                    .isTrue();
        }
        net1.del();
        reaches(node, inside, eth0.addresses());
        reaches(inside, node, SERVICES);
    }

    /**
     * For packets to the pod, masquerading uses the address that the kernel selects for the host end of the overlay NIC. Here this is the
     * address of docker0.
     */
    @Test
    void aNodePortThatLeadsToTheRouterNicAnswers() {
        eth0 = cluster.overlay(MainPluginConfig.PTP, IpFamilies.DUAL).add(pod, "eth0");
        String hostEnd =
                eth0.result().get("interfaces").items().getFirst().get("name").text();
        node.ip("addr flush dev " + hostEnd); // Calico's host ends have no address
        node.ip("route add " + eth0.addresses().getFirst() + " dev " + hostEnd);
        node.set("net/ipv4/conf/" + hostEnd + "/proxy_arp", 1);
        Attachment net1 = cluster.network("lan", MainPluginConfig.MACVLAN, IpFamilies.IPV4, "router")
                .add(pod, "net1");
        node.exec("nft add table ip proxy");
        node.exec("nft add chain ip proxy in { type nat hook prerouting priority dstnat; }");
        node.exec("nft add chain ip proxy out { type nat hook postrouting priority srcnat; }");
        node.exec("nft add rule ip proxy in ip daddr 10.98.0.1 dnat to "
                + net1.addresses().getFirst());
        node.exec("nft add rule ip proxy out ct status dnat masquerade");
        cluster.router().netns().ip("route add 10.98.0.1 via 172.18.0.2");

        assertThat(Ping.of(cluster.router().netns(), "10.98.0.1").answers())
                .as("LAN -> NodePort -> net1")
                .isTrue();
        assertThat(pod.netns().ip("route show 172.17.0.1")).contains("dev eth0", "proto 109");
        net1.check();
        PodAndNodeState before = PodAndNodeState.of(cluster, pod);
        net1.addLast();
        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);

        node.ip("link del docker0");
        assertThat(net1.last(Verb.CHECK).run().error(NOT_AS_PLANNED).text()).contains("172.17.0.1");
        net1.addLast();
        assertThat(pod.netns().ip("route show 172.17.0.1")).isEmpty();
        net1.check();
        net1.delLast();
        assertThat(pod.netns().ip("route show table all proto 109")).isEmpty();
        assertThat(pod.netns().ip("neigh show proto 109")).isEmpty();
    }

    /** When a device loses its last IPv4 address, the kernel deletes all IPv4 routes of the device. */
    @Test
    void routesByTheOverlayNicDisappearWithItsAddressAndAreRestoredByOneAdd() {
        Attachment net1 = router();
        Namespace inside = pod.netns();
        String address = inside.ip("-4 -br addr show dev eth0").strip().replaceAll(".* ", "");
        String routes = inside.ip("route show dev eth0 table all");
        inside.ip("addr del " + address + " dev eth0");
        assertThat(inside.ip("route show dev eth0")).isEmpty();
        inside.ip("addr add " + address + " dev eth0");
        inside.ip("route replace 10.23.0.1 dev eth0 scope link src " + address.replaceAll("/.*", ""));
        inside.ip("route replace 10.23.0.0/16 via 10.23.0.1 dev eth0 src " + address.replaceAll("/.*", ""));

        assertThat(net1.last(Verb.CHECK).run().error(NOT_AS_PLANNED).text()).contains("172.18.0.2");
        net1.addLast();

        assertThat(routes).contains("proto 109");
        reaches(inside, node, SERVICES);
        reaches(node, inside, net1.addresses());
        net1.checkLast();
    }

    @Test
    void anOverlayNicThatGetsItsAddressWithinASecondIsWaitedFor() {
        eth0 = cluster.overlay(MainPluginConfig.PTP, IpFamilies.DUAL).add(pod, "eth0");
        Attachment net1 = cluster.network("lan", MainPluginConfig.MACVLAN, IpFamilies.DUAL, "router")
                .attachment(pod, "net1");
        net1.addMain();
        Namespace inside = pod.netns();
        List<String> routes = inside.ip("route show dev eth0").lines().toList();
        String four = inside.ip("-4 -br addr show dev eth0").strip().replaceAll(".* ", "");
        inside.ip("-6 addr flush dev eth0 scope global");
        inside.ip("addr del " + four + " dev eth0");

        CompletableFuture<Answer> add =
                CompletableFuture.supplyAsync(() -> net1.last(Verb.ADD).run());
        inside.ip("addr add " + four + " dev eth0");

        add.join().result();
        assertThat(routes).isNotEmpty();
        reaches(inside, node, List.of("10.96.0.1"));
    }

    @Test
    void gcHandsTheVethPairOverToANicThatIsStillThere() {
        Attachment first = cluster.network("lan", MainPluginConfig.MACVLAN, IpFamilies.DUAL, "veth")
                .add(pod, "eth0");
        Attachment second = cluster.network("lan2", MainPluginConfig.SECOND_MACVLAN, IpFamilies.DUAL, "veth")
                .add(pod, "net1");
        pod.netns().ip("link del eth0"); // without a DEL

        first.last(Verb.GC)
                .configured("cniVersion", "\"1.1.0\"")
                .configured("cni.dev/valid-attachments", "[]")
                .run()
                .isQuietSuccess();

        assertThat(node.ip("-d link show type veth")).contains("network=lan2", "ifname=net1");
        assertThat(Ping.of(pod.netns(), "10.96.0.1").answers()).isTrue();
        second.addLast();
        reaches(pod.netns(), node, SERVICES);
        reaches(node, pod.netns(), second.addresses());
        second.checkLast();
        pod.netns().ip("link del net1"); // without a DEL
        second.last(Verb.GC)
                .configured("cniVersion", "\"1.1.0\"")
                .configured("cni.dev/valid-attachments", "[]")
                .run()
                .isQuietSuccess();
        assertThat(node.ip("link show type veth"))
                .doesNotContain("veth" + pod.containerId().substring(0, 11));
    }

    /** The kernel accepts almost any bytes in the name of a device, even those that are not UTF-8. */
    @Test
    void aDeviceOfThePodMayHaveANameThatIsNotUtf8() {
        Command.of("sh", "-c", "ip link add $(printf 'x\\377\\303') type bridge")
                .in(pod.netns())
                .run()
                .text();
        Attachment nic = cluster.network("lan", MainPluginConfig.MACVLAN, IpFamilies.DUAL, "veth")
                .add(pod, "eth0");

        nic.check();
        PodAndNodeState before = PodAndNodeState.of(cluster, pod);
        nic.addLast();
        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        nic.delLast();
    }
}
