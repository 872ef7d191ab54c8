package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.CniRuntime;
import meta.image.cni.Verb;
import meta.image.topology.EchoRequests;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.PingCapture;
import meta.image.topology.Pod;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of {@code veth} for pods with several macvlan NICs. */
@OnRealKernel
class VethOfSeveralNicsIT {
    private Cluster cluster;
    private CniRuntime lan;
    private CniRuntime second;
    private Pod pod;

    @BeforeEach
    void aCluster(Topology net) {
        cluster = Cluster.withTwoRouters(net);
        lan = cluster.network("lan", MainPluginConfig.MACVLAN, IpFamilies.DUAL, "veth");
        second = cluster.network("lan2", MainPluginConfig.SECOND_MACVLAN, IpFamilies.DUAL, "veth");
        pod = net.pod();
    }

    @Test
    void theSecondNicGetsATableOfItsOwn() {
        Attachment eth0 = lan.add(pod, "eth0");
        Attachment net1 = second.attachment(pod, "net1");
        net1.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, pod);

        net1.addLast();

        PodAndNodeState.Change change = before.sinceThen();
        assertThat(change.inPod().lines()).isEqualTo(lines(net1, eth0, """
                + route 10.22.0.0/15 via 172.18.0.2 dev veth0 table 199 proto 109 src ETH4
                + route 10.96.0.0/12 via 172.18.0.2 dev veth0 table 199 proto 109 src ETH4
                + route 172.18.0.0/16 dev eth0 table 199 proto kernel scope link src ETH4
                + route 172.18.0.2 dev veth0 table 199 proto 109 scope link src ETH4
                + route 192.168.7.2 dev veth0 table 199 proto 109 scope link src ETH4
                + route default via 172.18.0.1 dev eth0 table 199 proto boot
                + route default via fd00:18::1 dev eth0 table 199 proto boot metric 1024
                + route fd00:18::/64 dev eth0 table 199 proto kernel metric 256
                + route fd00:18::2 dev veth0 table 199 proto 109 src ETH6 metric 1024
                + route fd00:22::/64 via fd00:18::2 dev veth0 table 199 proto 109 src ETH6 metric 1024
                + route fd00:23::/64 via fd00:18::2 dev veth0 table 199 proto 109 src ETH6 metric 1024
                + route fd00:7::2 dev veth0 table 199 proto 109 src ETH6 metric 1024
                + route fd00:96::/108 via fd00:18::2 dev veth0 table 199 proto 109 src ETH6 metric 1024
                + rule -4 priority 1100 src ETH4 table 199 proto 109
                + rule -6 priority 1100 src ETH6 table 199 proto 109
                - link veth0 veth mtu 1500 up lladdr {veth0}
                + link veth0 veth mtu 1500 up lladdr {veth0} alias "meta-plugins also net1=lan2"
                + route 10.22.0.0/15 via 172.18.0.2 dev veth0 table 200 proto 109 src NET4
                + route 10.96.0.0/12 via 172.18.0.2 dev veth0 table 200 proto 109 src NET4
                + route 172.18.0.2 dev veth0 table 200 proto 109 scope link src NET4
                + route 192.168.7.0/24 dev net1 table 200 proto kernel scope link src NET4
                + route 192.168.7.2 dev veth0 table 200 proto 109 scope link src NET4
                - route default via 192.168.7.1 dev net1 proto boot
                + route default via 192.168.7.1 dev net1 table 200 proto boot
                + route default via fd00:18::1 dev eth0 proto boot metric 1024
                + route default via fd00:7::1 dev net1 table 200 proto boot metric 1024
                + route fd00:18::2 dev veth0 table 200 proto 109 src NET6 metric 1024
                + route fd00:22::/64 via fd00:18::2 dev veth0 table 200 proto 109 src NET6 metric 1024
                + route fd00:23::/64 via fd00:18::2 dev veth0 table 200 proto 109 src NET6 metric 1024
                + route fd00:7::/64 dev net1 table 200 proto kernel metric 256
                + route fd00:7::2 dev veth0 table 200 proto 109 src NET6 metric 1024
                + route fd00:96::/108 via fd00:18::2 dev veth0 table 200 proto 109 src NET6 metric 1024
                + rule -4 priority 1100 src NET4 table 200 proto 109
                + rule -6 priority 1100 src NET6 table 200 proto 109
                - route default proto boot metric 1024 nexthops \
                [{"gateway":"fd00:18::1","dev":"eth0","weight":1,"flags":[]},\
                {"gateway":"fd00:7::1","dev":"net1","weight":1,"flags":[]}]
                """));
        assertThat(change.onNode().lines()).isEqualTo(lines(net1, eth0, """
                + neigh NET4 dev HOST lladdr {veth0} PERMANENT proto 109
                + neigh NET6 dev HOST lladdr {veth0} PERMANENT proto 109
                + route NET4 dev HOST proto 109 scope link
                + route NET6 dev HOST proto 109 src fd00:18::2 metric 1024
                """));
    }

    /**
     * The NIC whose name comes first in sorted order gets the default route of the main table. Numbers at the end of names are compared as
     * numbers.
     */
    @ParameterizedTest
    @CsvSource({"eth0, net1, net2", "eth0, eth1, ens5", "net10, net9, net1", "pod6b48, eth0, net1"})
    void threeNicsWorkWhateverTheirNamesAndOrder(String first, String next, String last) {
        List<Attachment> all = new ArrayList<>();
        all.add(lan.add(pod, first));
        all.add(second.add(pod, next));
        PodAndNodeState beforeLast = PodAndNodeState.of(cluster, pod);
        all.add(lan.add(pod, last));

        all.forEach(Attachment::check);
        PodAndNodeState after = PodAndNodeState.of(cluster, pod);
        all.forEach(Attachment::addLast);
        assertThat(after.sinceThen()).as("ADD of each once more").isEqualTo(PodAndNodeState.Change.NONE);
        all.forEach(this::reachesAll);

        all.getLast().del();
        assertThat(beforeLast.sinceThen()).as("DEL of the last").isEqualTo(PodAndNodeState.Change.NONE);
        all.removeLast();
        all.forEach(this::reachesAll);
        all.forEach(Attachment::check);
    }

    private void reachesAll(Attachment nic) {
        assertThat(new EchoRequests(cluster.node().netns(), pod.netns(), nic.addresses()).unanswered())
                .as("from node to %s", nic.ifname())
                .isEmpty();
        assertThat(new EchoRequests(cluster.router().netns(), pod.netns(), nic.addresses()).unanswered())
                .as("from LAN to %s", nic.ifname())
                .isEmpty();
        assertThat(new EchoRequests(pod.netns(), cluster.node().netns(), List.of("10.96.0.1", "fd00:96::1"))
                        .unanswered())
                .as("to the Service")
                .isEmpty();
    }

    @Test
    void aRequestThatArrivesOnANicIsAnsweredThroughThatNic() {
        lan.add(pod, "eth0");
        Attachment net1 = second.add(pod, "net1");
        Namespace router = cluster.router().netns();
        try (PingCapture byNet1 = PingCapture.on(pod.netns(), "net1");
                PingCapture byEth0 = PingCapture.on(pod.netns(), "eth0")) {
            assertThat(new EchoRequests(router, pod.netns(), net1.addresses()).unanswered())
                    .isEmpty();
            assertThat(byNet1.packets())
                    .anyMatch(line -> line.contains("ICMP echo reply"))
                    .anyMatch(line -> line.contains("ICMP6, echo reply"))
                    .anyMatch(line -> line.contains("UDP"));
            assertThat(byEth0.packets()).isEmpty();
        }
    }

    @Test
    void delOfTheMainNicMovesTheOtherNicToTableMain() {
        Attachment net1 = lan.add(pod, "net1");
        PodAndNodeState alone = PodAndNodeState.of(cluster, pod);
        Attachment eth0 = second.add(pod, "eth0");
        assertThat(pod.netns().ip("route show default")).contains("dev eth0").doesNotContain("dev net1");

        eth0.del();

        assertThat(alone.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        net1.check();
    }

    @Test
    void delCleansUpInACniVersionThatGivesDelNoPreviousResult() {
        CniRuntime old =
                cluster.network(cluster.conflist("lan2", MainPluginConfig.SECOND_MACVLAN, IpFamilies.DUAL, "veth")
                        .at("0.3.1"));
        lan.add(pod, "eth0");
        PodAndNodeState before = PodAndNodeState.of(cluster, pod);
        Attachment net1 = old.add(pod, "net1");

        net1.del();

        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
    }

    @Test
    void withMigrateRouteZeroNoRouteOfThePodChanges() {
        lan.add(pod, "eth0");
        Attachment net1 = second.attachment(pod, "net1");
        net1.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, pod);

        net1.last(Verb.ADD).configured("migrate_route", "0").run().result();

        assertThat(before.sinceThen().inPod().lines()).allMatch(line -> line.contains("link veth0 "));
        assertThat(before.sinceThen().onNode().lines()).hasSize(4);
    }

    @Test
    void theNumbersOfTheTablesBeginAtTheConfiguredOne() {
        lan.add(pod, "eth0");
        Attachment net2 = second.attachment(pod, "net2");
        net2.addMain();

        net2.last(Verb.ADD).configured("migrate_route_table", "100").run().result();

        assertThat(pod.netns().ip("rule")).contains("from " + net2.addresses().getFirst() + " lookup 101 proto 109");
    }

    @Test
    void aTableOfAnotherProgramIsNotUsed() {
        lan.add(pod, "eth0");
        Attachment net1 = second.attachment(pod, "net1");
        net1.addMain();
        pod.netns().ip("route add 203.0.113.0/24 dev eth0 table 200");

        net1.addLast();

        assertThat(pod.netns().ip("rule")).contains("from " + net1.addresses().getFirst() + " lookup 201 proto 109");
        assertThat(pod.netns().ip("route show table 200")).isEqualTo("203.0.113.0/24 dev eth0 scope link \n");
        net1.check();
    }

    private List<String> lines(Attachment nic, Attachment first, String text) {
        return text.replace("HOST", "veth" + pod.containerId().substring(0, 11))
                .replace("NET4", nic.addresses().getFirst())
                .replace("NET6", nic.addresses().getLast())
                .replace("ETH4", first.addresses().getFirst())
                .replace("ETH6", first.addresses().getLast())
                .lines()
                .sorted()
                .toList();
    }
}
