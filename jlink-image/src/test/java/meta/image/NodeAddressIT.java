package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.CniError;
import meta.image.cni.Verb;
import meta.image.topology.Host;
import meta.image.topology.IpFamilies;
import meta.image.topology.Lan;
import meta.image.topology.Namespace;
import meta.image.topology.Ping;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pod reaches its node, whatever devices the node has and on whichever device the node's address is. */
@OnRealKernel
class NodeAddressIT {
    @ParameterizedTest
    @ValueSource(
            strings = {"cnibond", "cbr0", "br-0123456789ab", "vethlan", "dummybr", "podman-net", "lxcbr1", "weavenet"})
    void aPodReachesItsNodeWhateverTheNameOfTheNodesNic(String name, Topology net) {
        Cluster cluster = cluster(net);
        cluster.node()
                .nic(name, cluster.lan(), "172.18.0.2/16", "fd00:18::2/64")
                .defaultRoute("172.18.0.1");

        Attachment eth0 = add(cluster, name, IpFamilies.DUAL);

        assertThat(pod(eth0).ip("route show dev veth0")).contains("10.96.0.0/12 via 172.18.0.2");
        isConnected(eth0, cluster, "172.18.0.2", "fd00:18::2");
        isUnchangedByAnotherAdd(eth0, cluster);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lo", "dummy0"})
    void aPodReachesANodeWhoseOnlyAddressIsOnADeviceOutsideOfTheLan(String name, Topology net) {
        Cluster cluster = cluster(net);
        Host node = cluster.node().nic("eth0", cluster.lan());
        if (!name.equals("lo")) {
            node.device(name);
        }
        node.netns().ip("addr add 10.0.0.2/32 dev " + name);
        node.netns().ip("route add 172.18.0.0/16 dev eth0 scope link src 10.0.0.2");
        node.netns().ip("route add default via 172.18.0.1 dev eth0 src 10.0.0.2");
        cluster.router().netns().ip("route add 10.0.0.2/32 dev eth0");

        Attachment eth0 = add(cluster, "eth0", IpFamilies.IPV4);

        assertThat(pod(eth0).ip("route show dev veth0")).contains("10.96.0.0/12 via 10.0.0.2");
        isConnected(eth0, cluster, "10.0.0.2");
        isUnchangedByAnotherAdd(eth0, cluster);
    }

    @Test
    void aNodeThatThePodCannotReachIsAnErrorThatNamesTheExcludedDevices(Topology net) {
        Cluster cluster = cluster(net);
        cluster.node().nic("eth0", cluster.lan(), "172.18.0.2/16").defaultRoute("172.18.0.1");
        Attachment eth0 = network(cluster, "eth0", IpFamilies.IPV4);
        eth0.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());

        CniError error = eth0.last(Verb.ADD)
                .configured("exclude_node_interfaces", "[\"^eth\"]")
                .run()
                .error(100);

        assertThat(error.details())
                .contains("the node has no IPv4 address by which eth0 can reach it")
                .contains("172.18.0.2 on eth0: exclude_node_interfaces leaves eth0 out")
                .contains("172.17.0.1 on docker0: a device with this name probably belongs to a container network");
        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        eth0.addLast();
        eth0.check();
        eth0.last(Verb.CHECK)
                .configured("exclude_node_interfaces", "[\"^eth\"]")
                .run()
                .error(100);
    }

    /** {@return a cluster whose node has devices of container networks, such as bridges, and no address on its LAN} */
    private static Cluster cluster(Topology net) {
        Lan lan = net.lan();
        Host router = net.host("router").nic("eth0", lan, "172.18.0.1/16", "fd00:18::1/64");
        Host node = net.host("node")
                .device("docker0", "172.17.0.1/16")
                .device("nodelocaldns", "10.96.0.10/32")
                .device("kube-ipvs0", "10.96.0.1/32");
        node.netns().set("net/ipv4/ip_forward", 1);
        return new Cluster(net, lan, node, router);
    }

    private static Attachment add(Cluster cluster, String master, IpFamilies stack) {
        Attachment eth0 = network(cluster, master, stack);
        eth0.add();
        return eth0;
    }

    private static Attachment network(Cluster cluster, String master, IpFamilies stack) {
        MainPluginConfig macvlan = MainPluginConfig.MACVLAN;
        MainPluginConfig by = new MainPluginConfig(
                macvlan.type(),
                macvlan.config().replace("eth0", master),
                macvlan.ipv4(),
                macvlan.ipv6(),
                macvlan.routed());
        return cluster.network(by, stack).attachment(cluster.topology().pod(), "eth0");
    }

    private static void isConnected(Attachment eth0, Cluster cluster, String... addresses) {
        for (String address : addresses) {
            assertThat(Ping.of(pod(eth0), address).answers())
                    .as("pod -> %s", address)
                    .isTrue();
        }
        assertThat(Ping.of(pod(eth0), "10.96.0.1").answers())
                .as("pod -> Service")
                .isTrue();
        for (String address : eth0.addresses()) {
            assertThat(Ping.of(cluster.node().netns(), address).answers())
                    .as("node -> %s", address)
                    .isTrue();
        }
    }

    private static void isUnchangedByAnotherAdd(Attachment eth0, Cluster cluster) {
        eth0.check();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());
        eth0.addLast(); // from now on, a route lookup of the node finds our route
        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        eth0.check();
    }

    private static Namespace pod(Attachment eth0) {
        return eth0.pod().netns();
    }
}
