package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.Verb;
import meta.image.state.Delta;
import meta.image.state.State;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Calls of {@code veth} for a pod that was connected by the plugin {@code veth} written in Go. The links of the Go plugin have no alias
 * (ifalias) that names the attachment.
 */
@OnRealKernel
class PodOfGoPluginIT {
    private static final int NOT_AS_PLANNED = 102;

    private Cluster cluster;
    private Attachment eth0;
    private State nodeBefore;

    @BeforeEach
    void aPodOfTheGoPlugin(Topology net) {
        cluster = Cluster.in(net);
        eth0 = cluster.network("lan", MainPluginConfig.MACVLAN, IpFamilies.IPV4, "veth")
                .attachment(net.pod(), "eth0");
        eth0.addMain();
        nodeBefore = State.of(cluster.node().netns());
        Namespace node = cluster.node().netns();
        Namespace pod = eth0.pod().netns();
        String host = host();
        String own = eth0.addresses().getFirst();
        node.ip("link add " + host + " type veth peer name veth0 netns " + pod.name());
        node.ip("link set " + host + " up");
        pod.ip("link set veth0 up");
        for (String address : List.of("172.18.0.2", "192.168.7.2")) {
            pod.ip("neigh replace " + address + " dev veth0 nud permanent lladdr " + mac(node, host));
            pod.ip("route add " + address + " dev veth0 scope link");
        }
        for (String subnet : List.of("10.22.0.0/15", "10.96.0.0/12")) {
            pod.ip("route add " + subnet + " via 172.18.0.2 dev veth0");
        }
        node.ip("neigh replace " + own + " dev " + host + " nud permanent lladdr " + mac(pod, "veth0"));
        node.ip("route add " + own + " dev " + host + " scope link");
    }

    private String host() {
        return "veth" + eth0.pod().containerId().substring(0, 11);
    }

    private static String mac(Namespace namespace, String device) {
        return namespace.exec("cat /sys/class/net/" + device + "/address").strip();
    }

    private CniCall check() {
        return eth0.last(Verb.CHECK).configured("prevResult", eth0.mainResult().toString());
    }

    @Test
    void checkSucceedsWhileNodeAndPodReachEachOther() {
        check().run().isQuietSuccess();

        cluster.node().netns().ip("route del " + eth0.addresses().getFirst() + " dev " + host());
        assertThat(check().run().error(NOT_AS_PLANNED).text())
                .contains(eth0.addresses().getFirst());
    }

    @Test
    void checkListsAMissingRouteToTheCluster() {
        eth0.pod().netns().ip("route del 10.96.0.0/12 dev veth0");
        assertThat(check().run().error(NOT_AS_PLANNED).text())
                .contains("10.96.0.0/12")
                .doesNotContain("10.22.0.0");
    }

    @Test
    void delDeletesThePairOfTheGoPlugin() {
        eth0.delLast();
        assertThat(cluster.node().netns().ip("link show")).doesNotContain(host());
        eth0.delLast();
        assertThat(Delta.between(nodeBefore, State.of(cluster.node().netns()))).isEqualTo(Delta.NONE);
    }

    @Test
    void addAdoptsThePairOfTheGoPlugin() {
        eth0.addLast();
        assertThat(cluster.node().netns().ip("-d link show " + host())).contains("alias meta-plugins network=lan");
        new Reachability(cluster, eth0, IpFamilies.IPV4).isComplete();
        eth0.check();
        eth0.del();
        assertThat(cluster.node().netns().ip("link show")).doesNotContain(host());
    }
}
