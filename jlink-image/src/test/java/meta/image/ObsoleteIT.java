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
import meta.image.topology.Pod;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another ADD removes our objects that are no longer planned because the node or the configuration has changed. */
@OnRealKernel
class ObsoleteIT {
    private static final int NOT_AS_PLANNED = 102;

    @InjectTopology
    private static Topology topology;

    @InjectTopology
    private static Cluster cluster;

    private static Attachment connected(String type, Pod pod) {
        boolean router = type.equals("router");
        if (router) {
            cluster.overlay(MainPluginConfig.PTP, IpFamilies.DUAL).add(pod, "eth0");
        }
        return cluster.network("lan-" + type, MainPluginConfig.MACVLAN, IpFamilies.DUAL, type)
                .add(pod, router ? "net1" : "eth0");
    }

    private static String differences(Attachment nic) {
        return nic.last(Verb.CHECK).run().error(NOT_AS_PLANNED).details();
    }

    /** A virtual IP, as of kube-vip or keepalived, moves from the node to another machine. */
    @ParameterizedTest
    @ValueSource(strings = {"veth", "router"})
    void anAddressThatMovesFromTheNodeToAnotherMachineIsReachedThereAfterTheNextAdd(String type) {
        Namespace node = cluster.node().netns();
        List<String> vips = List.of("172.18.7.77", "fd00:18::7:77");
        node.ip("addr add 172.18.7.77/32 dev eth0");
        node.ip("addr add fd00:18::7:77/128 dev eth0 nodad");
        Attachment nic = connected(type, topology.pod());
        Namespace pod = nic.pod().netns();
        assertThat(pod.ip("neigh show proto 109")).contains(vips);

        Namespace machine = cluster.router().netns();
        node.ip("addr del 172.18.7.77/32 dev eth0");
        node.ip("addr del fd00:18::7:77/128 dev eth0");
        machine.ip("addr add 172.18.7.77/32 dev eth0");
        machine.ip("addr add fd00:18::7:77/128 dev eth0 nodad");

        List<String> obsolete = differences(nic)
                .lines()
                .filter(line -> line.startsWith("obsolete: should not exist: "))
                .toList();
        int routes = type.equals("veth")
                ? 3 // one for each family, and one for IPv4 without a source address
                : 4; // one for each family, in each of two tables: main and that of the overlay NIC
        assertThat(obsolete).hasSize(routes + 2).allMatch(line -> vips.stream().anyMatch(line::contains));
        nic.addLast();
        nic.check();
        assertThat(pod.ip("neigh show proto 109")).doesNotContain(vips);
        for (String vip : vips) {
            assertThat(Ping.of(pod, vip).answers()).as("%s answers", vip).isTrue();
        }
        PodAndNodeState before = PodAndNodeState.of(cluster, nic.pod());
        nic.addLast();
        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);

        nic.del();
        machine.ip("addr del 172.18.7.77/32 dev eth0");
        machine.ip("addr del fd00:18::7:77/128 dev eth0");
        nic.pod().netns().remove();
    }

    @Test
    void anAddWithAnotherHostRuleTableRemovesTheRoutesOfTheFormerTable() {
        Attachment net1 = connected("router", topology.pod());
        Namespace node = cluster.node().netns();
        String address = net1.addresses().getFirst();
        assertThat(node.ip("route show table 500")).contains(address + " ");

        net1.last(Verb.ADD).configured("host_rule_table", "600").run().result();

        assertThat(node.ip("route show table 500")).doesNotContain(address + " ");
        assertThat(node.ip("-6 route show table 500"))
                .doesNotContain(net1.addresses().getLast() + " ");
        assertThat(node.ip("route show table 600")).contains(address + " ");
        net1.last(Verb.CHECK).configured("host_rule_table", "600").run().isQuietSuccess();
        net1.delLast();
        node.ip("rule del lookup 600");
        node.ip("-6 rule del lookup 600");
        net1.pod().netns().remove();
    }

    @Test
    void theNextAddRemovesTheRoutesOfASubnetThatIsNoLongerHijacked() {
        Attachment eth0 = connected("veth", topology.pod());
        Namespace pod = eth0.pod().netns();
        String fewer = "[\"10.22.0.0/15\"]";
        assertThat(pod.ip("-6 route show dev veth0")).contains("fd00:22::/64");

        assertThat(eth0.last(Verb.CHECK)
                        .configured("overlay_hijack_subnet", fewer)
                        .run()
                        .error(NOT_AS_PLANNED)
                        .details())
                .contains("obsolete: should not exist", "fd00:22::/64", "fd00:23::/64");
        eth0.last(Verb.ADD).configured("overlay_hijack_subnet", fewer).run().result();

        assertThat(pod.ip("-6 route show dev veth0"))
                .doesNotContain("fd00:22::/64", "fd00:23::/64")
                .contains("fd00:96::/108");
        eth0.addLast();
        eth0.check();
        eth0.del();
        eth0.pod().netns().remove();
    }

    /**
     * The two NICs have different network configurations. An ADD for one NIC keeps the objects that only the configuration of the other NIC
     * requires.
     */
    @ParameterizedTest
    @ValueSource(strings = {"veth", "router"})
    void anAddRemovesNothingThatTheConfigurationOfAnotherNicRequires(String type) {
        Pod pod = topology.pod();
        Attachment first = connected(type, pod);
        Attachment net7 = cluster.network("lan-two", MainPluginConfig.SECOND_MACVLAN, IpFamilies.DUAL, type)
                .attachment(pod, "net7");
        net7.addMain();
        String excluding = "[\"^kube-ipvs0$\", \"^eth1$\"]";
        net7.last(Verb.ADD)
                .configured("exclude_node_interfaces", excluding)
                .configured("additional_hijack_subnet", "[\"198.51.100.0/24\"]")
                .run()
                .result();
        PodAndNodeState before = PodAndNodeState.of(cluster, pod);

        first.addLast();

        assertThat(before.sinceThen().onNode()).isEqualTo(PodAndNodeState.Change.NONE.onNode());
        assertThat(before.sinceThen().inPod().lines()).noneMatch(line -> line.startsWith("-"));
        first.checkLast();
        net7.delLast();
        first.delLast();
        pod.netns().remove();
    }
}
