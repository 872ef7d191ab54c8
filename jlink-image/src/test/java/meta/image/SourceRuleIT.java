package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Ping;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Test;

/** Calls on nodes that have rules for packets from their own addresses. Cloud images and netplan set such rules. */
@OnRealKernel
class SourceRuleIT {
    private static final int NOT_AS_PLANNED = 102;
    private static final String RULE = "from all lookup 500 proto kernel";

    @Test
    void nodeAndPodReachEachOtherWhateverTheNodesRulesSay(Topology net) {
        Cluster cluster = Cluster.in(net);
        Namespace node = withSourceRules(cluster);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).attachment(net.pod(), "eth0");
        eth0.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());

        eth0.addLast();

        new Reachability(cluster, eth0, IpFamilies.DUAL).isComplete();
        answersFromEachAddress(node, eth0);
        assertThat(node.ip("-d rule show priority 1000")).contains(RULE);
        assertThat(node.ip("-6 -d rule show priority 1000")).contains(RULE);
        PodAndNodeState after = PodAndNodeState.of(cluster, eth0.pod());
        eth0.addLast();
        assertThat(after.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        eth0.check();
        eth0.delLast();
        assertThat(node.ip("route show table 500") + node.ip("-6 route show table 500"))
                .isEmpty();
        assertThat(before.sinceThen().onNode().lines())
                .allMatch(line -> line.contains(" rule ") || line.contains("sysctl"));
    }

    @Test
    void rulesAddedAfterTheAddAreListedByCheckAndHandledByTheNextAdd(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).add(net.pod(), "eth0");
        Namespace node = withSourceRules(cluster);

        assertThat(differences(eth0)).contains("table 500", "lookup 500");
        eth0.addLast();

        answersFromEachAddress(node, eth0);
        eth0.check();
    }

    @Test
    void checkReportsTheMissingRuleAndNotTheExistingRoutes(Topology net) {
        Cluster cluster = Cluster.in(net);
        Namespace node = withSourceRules(cluster);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).add(net.pod(), "eth0");

        node.ip("rule del priority 1000"); // systemd-networkd deletes rules whose protocol is not kernel

        assertThat(differences(eth0)).contains("rule add").doesNotContain("route");
        eth0.addLast();
        answersFromEachAddress(node, eth0);
        eth0.check();
    }

    @Test
    void checkOfRouterReportsTheMissingRuleAndNotTheExistingRoutes(Topology net) {
        Cluster cluster = Cluster.in(net);
        Namespace node = cluster.node().netns();
        var pod = net.pod();
        cluster.overlay(MainPluginConfig.PTP, IpFamilies.DUAL).add(pod, "eth0");
        Attachment net1 = cluster.network("lan", MainPluginConfig.MACVLAN, IpFamilies.DUAL, "router")
                .add(pod, "net1");
        assertThat(node.ip("-d rule show priority 1000")).contains(RULE);

        node.ip("rule del priority 1000");
        node.ip("-6 rule del priority 1000");

        assertThat(differences(net1)).contains("rule add").doesNotContain("route");
        net1.addLast();
        for (String address : net1.addresses()) {
            assertThat(Ping.of(node, address).answers()).isTrue();
        }
        net1.check();
    }

    private static String differences(Attachment attachment) {
        return attachment
                .last(Verb.CHECK)
                .configured("prevResult", attachment.mainResult().toString())
                .run()
                .error(NOT_AS_PLANNED)
                .text();
    }

    private static void answersFromEachAddress(Namespace node, Attachment eth0) {
        for (String source : List.of("172.18.0.2", "192.168.7.2")) {
            assertThat(Ping.of(node, eth0.addresses().getFirst()).from(source).answers())
                    .as("from " + source)
                    .isTrue();
            assertThat(Ping.of(eth0.pod().netns(), source).answers())
                    .as("to " + source)
                    .isTrue();
        }
    }

    private static Namespace withSourceRules(Cluster cluster) {
        Namespace node = cluster.node().netns();
        node.ip("route add default via 172.18.0.1 dev eth0 table 10001");
        node.ip("-6 route add default via fd00:18::1 dev eth0 table 10001");
        node.ip("route add default via 192.168.7.1 dev eth1 table 10002");
        node.ip("rule add from 172.18.0.2 lookup 10001");
        node.ip("-6 rule add from fd00:18::2 lookup 10001");
        node.ip("rule add from 192.168.7.2 lookup 10002");
        return node;
    }
}
