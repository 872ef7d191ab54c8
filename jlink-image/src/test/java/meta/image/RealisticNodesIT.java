package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.CniRuntime;
import meta.image.cni.Verb;
import meta.image.state.State;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Ping;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Test;

/**
 * Calls of {@code veth} work on nodes with the devices, routes and rules that other programs of a cluster create, such as NodeLocal DNS and
 * overlay networks.
 */
@OnRealKernel
class RealisticNodesIT {
    @Test
    void anAddressOfNodelocaldnsIsNeitherANodeAddressNorTheGateway(Topology net) {
        Cluster cluster = Cluster.in(net);
        cluster.node().device("nodelocaldns", "169.254.20.10/32", "10.96.0.10/32");

        Attachment eth0 = add(net, cluster, IpFamilies.IPV4);

        assertThat(ours(eth0)).noneMatch(line -> line.contains("169.254.20.10") || line.contains("10.96.0.10"));
        assertThat(ours(eth0)).anyMatch(line -> line.startsWith("route 10.96.0.0/12 via 172.18.0.2 dev veth0 "));
        assertThat(Ping.of(eth0.pod().netns(), "10.96.0.10").answers())
                .as("the DNS Service IP answers by way of the node")
                .isTrue();
        eth0.check();
    }

    @Test
    void anAddressOfNodelocaldnsCreatedFirstIsNeitherANodeAddressNorASource(Topology net) {
        Cluster cluster = Cluster.onNodeWithFirstDevice(net, "nodelocaldns", "169.254.20.10/32");

        Attachment eth0 = add(net, cluster, IpFamilies.DUAL);

        assertThat(ours(eth0)).noneMatch(line -> line.contains("169.254.20.10"));
        new Reachability(cluster, eth0, IpFamilies.DUAL).isComplete();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());
        eth0.addLast(); // from now on, a route lookup of the node finds our route
        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        eth0.check();
    }

    @Test
    void aSubnetBehindATunnelGetsTheTunnelsMtu(Topology net) {
        Cluster cluster = Cluster.in(net);
        Namespace node = cluster.node().netns();
        cluster.node().device("flannel.1", "10.244.3.0/32", "fd00:244::3:0/128");
        node.ip("link set flannel.1 mtu 1450");
        node.ip("route add 10.244.0.0/16 dev flannel.1");
        node.ip("route add fd00:244::/64 dev flannel.1");

        Attachment eth0 = add(net, cluster, IpFamilies.DUAL);

        assertThat(mtus(eth0)).containsExactlyInAnyOrder("10.244.0.0/16 1450", "fd00:244::/64 1450");
        eth0.check();
    }

    /** The node has a route to each other node's part of the pod subnet, but no route to the whole pod subnet. */
    @Test
    void aSubnetWithARouteForEachNodeGetsTheSmallestMtu(Topology net) {
        Cluster cluster = Cluster.in(net);
        Namespace node = cluster.node().netns();
        cluster.node().device("flannel.1", "10.244.1.0/32");
        node.ip("link set flannel.1 mtu 1450");
        node.ip("route add 10.244.3.0/24 via 10.244.3.0 dev flannel.1 onlink");
        cluster.node().device("cilium_host", "fd00:244::1:0/128");
        node.ip("route add fd00:244::3:0/112 dev cilium_host mtu 1420");
        node.ip("route add fd00:244::4:0/112 dev cilium_host mtu 1430");

        Attachment eth0 = add(net, cluster, IpFamilies.DUAL);

        assertThat(mtus(eth0)).containsExactlyInAnyOrder("10.244.0.0/16 1450", "fd00:244::/64 1420");
        eth0.check();
    }

    /** The overlay networks kube-router and Kilo have such tunnels. */
    @Test
    void aTunnelWithARouteAndNoAddressDeterminesTheMtu(Topology net) {
        Cluster cluster = Cluster.in(net);
        Namespace node = cluster.node().netns();
        node.ip("link add tun-1 type vxlan id 7 dstport 4789 local 172.18.0.2 remote 172.18.0.9");
        node.ip("link set tun-1 mtu 1480 up");
        node.ip("route add 10.244.3.0/24 dev tun-1");
        node.ip("link add tun-2 type vxlan id 8 dstport 4789 local 172.18.0.2 remote 172.18.0.10");
        node.ip("link set tun-2 mtu 1400 up");

        Attachment eth0 = add(net, cluster, IpFamilies.IPV4);

        assertThat(mtus(eth0)).containsExactly("10.244.0.0/16 1480");
        eth0.check();
    }

    @Test
    void hijackMtuIsTheMtuOfTheRoutesToHijackedSubnets(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).attachment(net.pod(), "eth0");
        eth0.addMain();

        eth0.last(Verb.ADD).configured("hijack_mtu", "1400").run().result();

        assertThat(ours(eth0).stream().filter(line -> line.contains(" via ")))
                .isNotEmpty()
                .allMatch(line -> line.contains("\"mtu\":1400"));
        eth0.last(Verb.CHECK)
                .configured("hijack_mtu", "1400")
                .configured("prevResult", eth0.mainResult().toString())
                .run()
                .isQuietSuccess();
    }

    @Test
    void aServiceThatTheNodeForwardsToAnotherMachineAnswers(Topology net) {
        Cluster cluster = Cluster.in(net);
        Namespace node = cluster.node().netns();
        node.exec("nft add table ip proxy");
        node.exec("nft add chain ip proxy in { type nat hook prerouting priority dstnat; }");
        node.exec("nft add chain ip proxy out { type nat hook postrouting priority srcnat; }");
        node.exec("nft add rule ip proxy in ip daddr 10.97.0.1 dnat to 172.18.0.1");
        node.exec("nft add rule ip proxy out ct status dnat masquerade");
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).attachment(net.pod(), "eth0");
        eth0.addMain();
        assertThat(Ping.of(eth0.pod().netns(), "10.97.0.1").staysSilent())
                .as("without veth the node's Service rules never see the packet")
                .isTrue();

        eth0.addLast();

        assertThat(Ping.of(eth0.pod().netns(), "10.97.0.1").answers()).isTrue();
        eth0.check();
    }

    @Test
    void anAddReplacesTheNeighborOfAFormerPod(Topology net) {
        Cluster cluster = Cluster.in(net);
        Namespace node = cluster.node().netns();
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).attachment(net.pod(), "eth0");
        eth0.addMain();
        for (String address : eth0.addresses()) {
            node.ip("neigh replace " + address + " dev eth0 lladdr 0a:00:00:00:00:0f nud permanent");
        }

        eth0.addLast();

        assertThat(node.ip("neigh show nud all")).doesNotContain("0a:00:00:00:00:0f");
        new Reachability(cluster, eth0, IpFamilies.DUAL).isComplete();
        eth0.check();
    }

    @Test
    void withSetHostFalseTheRpFilterOfTheNodeStays(Topology net) {
        Cluster cluster = Cluster.in(net);
        CniRuntime network = cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4);
        Attachment eth0 = network.attachment(net.pod(), "eth0");
        eth0.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());

        eth0.last(Verb.ADD)
                .configured("rp_filter", "{\"set_host\": false, \"value\": 1}")
                .run()
                .result();

        assertThat(before.sinceThen().onNode().lines()).noneMatch(line -> line.startsWith("~ sysctl"));
        assertThat(before.sinceThen().inPod().lines())
                .contains("~ sysctl all ipv4 rp_filter 0 -> 1", "~ sysctl eth0 ipv4 rp_filter 0 -> 1")
                .contains("+ sysctl veth0 ipv4 rp_filter 1");
    }

    @Test
    void rpFilterMinusOneChangesNoSysctlOfPodOrNode(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).attachment(net.pod(), "eth0");
        eth0.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());

        eth0.last(Verb.ADD).configured("rp_filter", "-1").run().result();

        assertThat(before.sinceThen().onNode().lines()).noneMatch(line -> line.startsWith("~ sysctl"));
        assertThat(before.sinceThen().inPod().lines()).noneMatch(line -> line.startsWith("~ sysctl"));
    }

    @Test
    void rpFilterZeroIsSetOnAllDevicesOfTheNode(Topology net) {
        Cluster cluster = Cluster.in(net);
        Namespace node = cluster.node().netns();
        node.set("net/ipv4/conf/all/rp_filter", 1);
        node.set("net/ipv4/conf/eth1/rp_filter", 2);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).attachment(net.pod(), "eth0");
        eth0.addMain();

        eth0.last(Verb.ADD).configured("rp_filter", "0").run().result();

        assertThat(node.sysctl("net/ipv4/conf/all/rp_filter")).isEqualTo("0");
        assertThat(node.sysctl("net/ipv4/conf/eth1/rp_filter")).isEqualTo("0");
    }

    private static Attachment add(Topology net, Cluster cluster, IpFamilies stack) {
        return cluster.network(MainPluginConfig.MACVLAN, stack).add(net.pod(), "eth0");
    }

    /** {@return destination and MTU of each route of ours that has an MTU} */
    private static List<String> mtus(Attachment eth0) {
        return ours(eth0).stream()
                .filter(line -> line.startsWith("route ") && line.contains("\"mtu\":"))
                .map(line -> line.replaceAll("route (\\S+) .*\"mtu\":(\\d+).*", "$1 $2"))
                .distinct()
                .toList();
    }

    private static List<String> ours(Attachment eth0) {
        return State.of(eth0.pod().netns()).objects().stream()
                .filter(line -> line.contains(" dev veth0 ") && line.contains(" proto 109"))
                .toList();
    }
}
