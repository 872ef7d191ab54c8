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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** If addresses of the node or of a pod are removed and added again, pods stay connected without another ADD and without a repair. */
@OnRealKernel
class AddressFlapIT {
    private static final int NOT_AS_PLANNED = 102;

    /** A device of the node with an address. For routes without a source address, the kernel prefers this address to that of the node's NIC. */
    enum Before {
        DOCKER("docker0", "172.17.0.1/16"),
        NODELOCALDNS("nodelocaldns", "169.254.20.10/32"),
        SERVICE_ADDRESS_ON_LO("lo", "10.99.0.1/32");

        private final String device;
        private final String address;

        Before(String device, String address) {
            this.device = device;
            this.address = address;
        }

        Cluster cluster(Topology net) {
            if (!device.equals("lo")) {
                return Cluster.onNodeWithFirstDevice(net, device, address);
            }
            Cluster cluster = Cluster.in(net);
            cluster.node().netns().ip("addr add " + address + " dev lo");
            return cluster;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"macvlan", "ptp"})
    void podsStayConnectedWhenTheNodesAddressesAreRemovedAndAddedAgain(String main, Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 = cluster.network(plugin(main), IpFamilies.DUAL).add(net.pod(), "eth0");

        removeAndAddAddresses(cluster);

        new Reachability(cluster, eth0, IpFamilies.DUAL).isComplete();
        eth0.check();
        eth0.addLast();
        new Reachability(cluster, eth0, IpFamilies.DUAL).isComplete();
        eth0.check();
    }

    @Test
    void podsStayConnectedWhenTheNodesNicGoesDownAndUp(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).add(net.pod(), "eth0");
        Namespace node = cluster.node().netns();

        node.ip("link set eth0 down");
        node.ip("link set eth0 up");
        node.ip("addr replace fd00:18::2/64 dev eth0 nodad");
        routesComeBack(node);

        new Reachability(cluster, eth0, IpFamilies.DUAL).isComplete();
        eth0.check();
    }

    @ParameterizedTest
    @EnumSource
    void theAddressOfTheNodesNicIsTheSourceEvenIfTheKernelWouldSelectAnother(Before before, Topology net) {
        Cluster cluster = before.cluster(net);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).add(net.pod(), "eth0");
        Namespace node = cluster.node().netns();
        String pod = eth0.addresses().getFirst();
        forwardsToPod(cluster, pod);

        new Reachability(cluster, eth0, IpFamilies.DUAL).isComplete();
        answersByForwarding(cluster);
        removeAndAddAddresses(cluster);
        new Reachability(cluster, eth0, IpFamilies.DUAL).isComplete();
        answersByForwarding(cluster);
        assertThat(node.ip("route get " + pod)).contains("src 172.18.0.2");
        PodAndNodeState here = PodAndNodeState.of(cluster, eth0.pod());
        node.ip("addr show"); // the node has its former addresses; the ADD only restores the sources of the IPv6 routes
        eth0.addLast();
        assertThat(here.sinceThen().inPod()).isEqualTo(PodAndNodeState.Change.NONE.inPod());
        eth0.check();
    }

    @Test
    void theNextAddReplacesTheFormerAddressOfTheNodeOnTheHostEnd(Topology net) {
        Cluster cluster = Before.DOCKER.cluster(net);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).add(net.pod(), "eth0");
        Namespace node = cluster.node().netns();
        assertThat(node.ip("addr show dev " + HostEnd.of(eth0))).contains("172.18.0.2/32");

        node.ip("addr del 172.18.0.2/16 dev eth0");
        node.ip("addr add 172.18.0.9/16 dev eth0");
        routesComeBack(node);
        eth0.addLast();

        assertThat(node.ip("addr show dev " + HostEnd.of(eth0)))
                .contains("172.18.0.9/32")
                .doesNotContain("172.18.0.2");
        assertThat(Ping.of(node, eth0.addresses().getFirst()).answers()).isTrue();
        assertThat(Ping.of(eth0.pod().netns(), "172.18.0.9").answers()).isTrue();
        assertThat(Ping.of(eth0.pod().netns(), "10.96.0.1").answers()).isTrue();
        eth0.check();
    }

    @Test
    void checkReportsAServiceAddressThatIsAddedToLoAndTheNextAddHandlesIt(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).add(net.pod(), "eth0");
        cluster.node().netns().ip("addr add 10.99.0.1/32 dev lo");

        assertThat(eth0.last(Verb.CHECK)
                        .configured("prevResult", eth0.mainResult().toString())
                        .run()
                        .error(NOT_AS_PLANNED)
                        .text())
                .contains("172.18.0.2/32 dev " + HostEnd.of(eth0));
        eth0.addLast();

        new Reachability(cluster, eth0, IpFamilies.IPV4).isComplete();
        eth0.check();
    }

    @Test
    void aPodStaysConnectedWhenItsOwnAddressIsRemovedAndAddedAgain(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).add(net.pod(), "eth0");
        Namespace pod = eth0.pod().netns();
        String ipv4 = eth0.addresses().getFirst() + "/16 dev eth0";
        String ipv6 = eth0.addresses().getLast() + "/64 dev eth0";

        pod.ip("addr del " + ipv4);
        pod.ip("addr del " + ipv6);
        pod.ip("addr add " + ipv4);
        pod.ip("addr add " + ipv6 + " nodad");

        for (String address : List.of("172.18.0.2", "fd00:18::2", "10.96.0.1", "fd00:96::1")) {
            assertThat(Ping.of(pod, address).answers()).as(address).isTrue();
        }
        pod.ip("route replace default via 172.18.0.1");
        pod.ip("route replace default via fd00:18::1");
        eth0.addLast();
        new Reachability(cluster, eth0, IpFamilies.DUAL).isComplete();
        eth0.check();
    }

    @Test
    void packetsThatAnNftRuleOfThePodRedirectsAreAnswered(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).add(net.pod(), "eth0");
        Namespace pod = eth0.pod().netns();
        pod.exec("nft add table ip mesh");
        pod.exec("nft add chain ip mesh in { type nat hook prerouting priority dstnat; }");
        pod.exec("nft add rule ip mesh in ip protocol icmp redirect");

        new Reachability(cluster, eth0, IpFamilies.IPV4).isComplete();
        assertThat(pod.ip("route get 172.18.0.2"))
                .contains("src " + eth0.addresses().getFirst());
        eth0.check();
    }

    private static MainPluginConfig plugin(String type) {
        return MainPluginConfig.ALL.stream()
                .filter(main -> main.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** Removes the node's addresses and adds them again, as {@code netplan apply} does. */
    private static void removeAndAddAddresses(Cluster cluster) {
        Namespace node = cluster.node().netns();
        node.ip("addr del 172.18.0.2/16 dev eth0");
        node.ip("addr del fd00:18::2/64 dev eth0");
        node.ip("addr add 172.18.0.2/16 dev eth0");
        node.ip("addr add fd00:18::2/64 dev eth0 nodad");
        routesComeBack(node);
    }

    private static void routesComeBack(Namespace node) {
        node.ip("route replace default via 172.18.0.1");
        node.ip("route replace default via fd00:18::1");
    }

    /**
     * Adds a NodePort to the node as kube-proxy does. The node replaces the destination of a packet by the pod's address, and the source by
     * its own address.
     */
    private static void forwardsToPod(Cluster cluster, String pod) {
        Namespace node = cluster.node().netns();
        node.exec("nft add table ip proxy");
        node.exec("nft add chain ip proxy in { type nat hook prerouting priority dstnat; }");
        node.exec("nft add chain ip proxy out { type nat hook postrouting priority srcnat; }");
        node.exec("nft add rule ip proxy in ip daddr 10.98.0.1 dnat to " + pod);
        node.exec("nft add rule ip proxy out ct status dnat masquerade");
        cluster.router().netns().ip("route add 10.98.0.1 via 172.18.0.2");
    }

    private static void answersByForwarding(Cluster cluster) {
        assertThat(Ping.of(cluster.router().netns(), "10.98.0.1").answers())
                .as("LAN -> NodePort -> pod")
                .isTrue();
    }
}
