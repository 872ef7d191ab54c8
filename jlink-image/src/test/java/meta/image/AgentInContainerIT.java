package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.Verb;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Test;

/**
 * Calls through an agent that runs in a container. The agent needs a writable {@code /proc/sys} of the node. It does not need to see the
 * node's processes, {@code /run/netns} or root folder, because clients pass the network namespaces as open files.
 */
@OnRealKernel
class AgentInContainerIT {
    private static final String ALL = "net/ipv4/conf/all/rp_filter";

    @Test
    void anAgentInAContainerServesPodsOfItsNode(Topology net) {
        Cluster cluster = Cluster.in(net);
        Namespace node = cluster.node().netns();
        node.set(ALL, 1);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).attachment(net.pod(), "eth0");
        eth0.addMain();

        try (Agent agent = Agent.inContainerOn(node)) {
            String socket = agent.socket().toString();
            CniCall add = eth0.last(Verb.ADD).with("META_PLUGINS_AGENT", socket);
            eth0.remember(add.run().result());

            assertThat(node.sysctl(ALL)).as("a sysctl of the node").isEqualTo("2");
            assertThat(eth0.pod().netns().sysctl(ALL)).as("a sysctl of the pod").isEqualTo("2");
            eth0.last(Verb.CHECK).with("META_PLUGINS_AGENT", socket).run().isQuietSuccess();
            eth0.last(Verb.DEL).with("META_PLUGINS_AGENT", socket).run().isQuietSuccess();
            assertThat(agent.calls()).as("ADD, CHECK and DEL").isEqualTo(3);
        }
        assertThat(node.ip("route show table all proto 109")).isEmpty();
    }

    @Test
    void anAgentWithoutNetBroadcastRepairsAfterChangesOnTheNode(Topology net) {
        Cluster cluster = Cluster.in(net);
        Namespace node = cluster.node().netns();
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).attachment(net.pod(), "eth0");
        eth0.add();
        String route = eth0.addresses().getFirst();

        try (Agent agent = Agent.withoutNetBroadcastOn(node)) {
            assertThat(agent.said()).startsWith("without CAP_NET_BROADCAST, changes in pods are only noticed by");

            node.ip("route del " + route);

            assertThat(agent.said()).contains(" repaired (", "ip route add " + route + " dev ");
            assertThat(node.ip("route show " + route)).contains("proto 109");
        }
        eth0.del();
    }
}
