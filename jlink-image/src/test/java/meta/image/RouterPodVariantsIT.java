package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * Calls of {@code router} work for pods with special routes, NICs or IP families. They are rejected for pods without a suitable overlay
 * NIC, and for pods of {@code veth}.
 */
@OnRealKernel
class RouterPodVariantsIT {
    private static final List<String> LAN = List.of("172.18.0.1", "fd00:18::1");

    private Topology topology;
    private Cluster cluster;
    private CniRuntime lan;
    private Pod pod;

    @BeforeEach
    void aPodInAnOverlayNetwork(Topology net) {
        topology = net;
        cluster = Cluster.withTwoRouters(net);
        lan = cluster.network("lan", MainPluginConfig.MACVLAN, IpFamilies.DUAL, "router");
        pod = net.pod();
        cluster.overlay(MainPluginConfig.PTP, IpFamilies.DUAL).add(pod, "eth0");
    }

    private String shown(String what) {
        return pod.netns().ip(what);
    }

    private void reaches(Namespace from, Namespace to, List<String> addresses) {
        assertThat(new EchoRequests(from, to, addresses).unanswered()).isEmpty();
    }

    private void allHostsReachEachOther(Attachment nic) {
        reaches(pod.netns(), cluster.node().netns(), List.of("172.18.0.2", "fd00:18::2", "10.96.0.1", "fd00:96::1"));
        reaches(cluster.node().netns(), pod.netns(), nic.addresses());
        reaches(cluster.router().netns(), pod.netns(), nic.addresses());
        reaches(pod.netns(), cluster.router().netns(), LAN);
    }

    @Test
    void anIpv4NicDoesNotChangeTheIpv6RoutesOfTheOverlayNic() {
        String before = shown("-6 route show");
        Attachment net1 = cluster.network("lan", MainPluginConfig.MACVLAN, IpFamilies.IPV4, "router")
                .add(pod, "net1");

        assertThat(shown("-6 route show default"))
                .isEqualTo("default via fd00:23::1 dev eth0 metric 1024 pref medium\n");
        assertThat(shown("-6 rule")).doesNotContain("proto 109");
        assertThat(shown("-6 route show")
                        .lines()
                        .filter(line -> line.contains("eth0"))
                        .toList())
                .isEqualTo(before.lines().toList());
        net1.check();
        reaches(pod.netns(), cluster.router().netns(), LAN);
    }

    @Test
    void aNicWithoutADefaultRouteLeavesTheOverlayNicInTableMain() {
        Attachment net1 = lan.attachment(pod, "net1");
        net1.addMain();
        shown("route del default via 172.18.0.1 dev net1");
        shown("-6 route del default via fd00:18::1 dev net1");

        net1.addLast();

        assertThat(shown("route show default")).contains("dev eth0");
        assertThat(shown("-6 route show default")).contains("dev eth0");
        assertThat(shown("route show table 200")).contains("default via 10.23.0.1 dev eth0");
        net1.checkLast();
        reaches(cluster.router().netns(), pod.netns(), net1.addresses());
    }

    @Test
    void anOverlayNicWhoseDefaultRouteWasDeletedStillReachesTheCluster() {
        Attachment net1 = lan.attachment(pod, "net1");
        net1.addMain();
        shown("route del default via 10.23.0.1 dev eth0");
        shown("-6 route del default via fd00:23::1 dev eth0");

        net1.addLast();

        assertThat(shown("route show table 200")).contains("10.96.0.0/12 via 172.18.0.2 dev eth0 proto 109");
        net1.checkLast();
        allHostsReachEachOther(net1);
    }

    @Test
    void withMigrateRouteZeroNoRouteMoves() {
        Attachment net1 = lan.attachment(pod, "net1");
        net1.addMain();
        String before = shown("route show default");

        net1.last(Verb.ADD).configured("migrate_route", "0").run().result();

        assertThat(shown("route show default")).isEqualTo(before);
        assertThat(shown("rule")).doesNotContain("from 10.23").contains("to 10.96.0.0/12 lookup 200 proto 109");
        net1.delLast();
        assertThat(shown("rule")).doesNotContain("proto 109");
        assertThat(shown("route show table all proto 109")).isEmpty();
    }

    @Test
    void aNicThatSortsBeforeTheOverlayNicGetsTableMainOnlyWithMigrateRouteOne() {
        Attachment before = lan.attachment(pod, "ens5");
        before.addMain();
        before.addLast();
        assertThat(shown("rule")).contains("from " + before.addresses().getFirst() + " lookup 204 proto 109");
        assertThat(shown("route show default")).contains("dev eth0").doesNotContain("dev ens5");
        before.check();
        allHostsReachEachOther(before);
        before.delLast();

        before.last(Verb.ADD).configured("migrate_route", "1").run().result();

        assertThat(shown("route show default")).contains("dev ens5").doesNotContain("dev eth0");
    }

    @Test
    void aVirtualFunctionOfSriovReachesTheNodeByItself() {
        cluster.node().nic("vf1", cluster.lan());
        CniRuntime vfs =
                cluster.network(cluster.conflist("lan", MainPluginConfig.HOST_DEVICE, IpFamilies.DUAL, "router")
                        .lastWith("sriov", "true"));
        PodAndNodeState before = PodAndNodeState.of(cluster, pod);
        Attachment net1 = vfs.add(pod, "net1");

        assertThat(before.sinceThen().onNode().lines()).noneMatch(line -> line.contains("proto 109"));
        assertThat(shown("route show default")).contains("dev net1").doesNotContain("dev eth0");
        assertThat(shown("neigh show proto 109")).isEmpty();
        net1.check();
        try (PingCapture byNet1 = PingCapture.on(pod.netns(), "net1");
                PingCapture byEth0 = PingCapture.on(pod.netns(), "eth0")) {
            reaches(cluster.node().netns(), pod.netns(), net1.addresses());
            assertThat(byNet1.packets()).isNotEmpty();
            assertThat(byEth0.packets()).isEmpty();
        }
        net1.del();
    }

    @Test
    void advertisedRoutesMoveAndAreNotAcceptedAgainUntilDel() {
        Attachment net1 = lan.attachment(pod, "net1");
        net1.addMain();
        shown("-6 route del default via fd00:23::1 dev eth0");
        shown("-6 route append default via fd00:23::1 dev eth0 proto ra metric 512");
        pod.netns().set("net/ipv6/conf/eth0/accept_ra_defrtr", 1);

        net1.addLast();

        assertThat(pod.netns().sysctl("net/ipv6/conf/eth0/accept_ra_defrtr")).isEqualTo("0");
        assertThat(shown("-6 route show table 200")).contains("default via fd00:23::1 dev eth0 proto ra metric 512");
        assertThat(shown("-6 route show default")).doesNotContain("eth0");
        net1.check();
        net1.delLast();
        assertThat(pod.netns().sysctl("net/ipv6/conf/eth0/accept_ra_defrtr")).isEqualTo("1");
        assertThat(shown("-6 route show")).contains("via fd00:23::1 dev eth0").doesNotContain("table");
    }

    @Test
    void aMultipathRouteIsSplit() {
        Attachment net1 = lan.attachment(pod, "net1");
        net1.addMain();
        shown(
                "route add 203.0.113.0/24 proto static nexthop via 10.23.0.1 dev eth0 weight 3 nexthop via 172.18.0.1 dev net1 weight 2");

        net1.addLast();

        assertThat(shown("route show 203.0.113.0/24 table main"))
                .isEqualTo("203.0.113.0/24 via 172.18.0.1 dev net1 proto static \n");
        assertThat(shown("route show table 200")).contains("203.0.113.0/24 via 10.23.0.1 dev eth0 proto static");
        net1.check();
    }

    @Test
    void afterTheDelOfOneOfThreeNicsTheOthersWorkAsBefore() {
        Attachment net1 = lan.add(pod, "net1");
        PodAndNodeState withNet1 = PodAndNodeState.of(cluster, pod);
        Attachment net2 = cluster.network("lan2", MainPluginConfig.SECOND_MACVLAN, IpFamilies.DUAL, "router")
                .add(pod, "net2");
        net1.check();
        net2.check();

        net2.del();
        assertThat(withNet1.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        net1.check();

        net2.add();
        net1.del();
        assertThat(shown("rule")).contains("from 10.23.0.10 lookup 200").doesNotContain("lookup 199");
        net2.check();
        reaches(pod.netns(), cluster.node().netns(), List.of("10.96.0.1", "fd00:96::1"));
        reaches(cluster.router().netns(), pod.netns(), net2.addresses());
        net2.del();
        assertThat(shown("rule") + shown("-6 rule") + shown("route show table all proto 109"))
                .doesNotContain("proto 109")
                .doesNotContain("dev eth0");
    }

    @Test
    void delWithoutPreviousResultOrNamespaceLeavesOnlyRulesOnTheNode() {
        PodAndNodeState before = PodAndNodeState.of(cluster, pod);
        CniRuntime old = cluster.network(cluster.conflist("lan", MainPluginConfig.MACVLAN, IpFamilies.DUAL, "router")
                .at("0.3.1"));
        Attachment net1 = old.add(pod, "net1");
        net1.delLast();
        assertThat(before.sinceThen().onNode().lines())
                .filteredOn(line -> line.contains("109"))
                .allMatch(line -> line.startsWith("+ rule"));

        Attachment again = lan.add(topologyPod(), "net1");
        again.pod().netns().remove();
        again.delLast();
        again.delLast();
        assertThat(cluster.node().netns().ip("route show table 500")).isEmpty();
    }

    private Pod topologyPod() {
        Pod other = topology.pod();
        cluster.overlay(MainPluginConfig.PTP, IpFamilies.DUAL).add(other, "eth0");
        return other;
    }

    @Test
    void aPodOfThePluginVethIsRefusedAndNotChanged() {
        Pod ofVeth = topology.pod();
        cluster.network("first", MainPluginConfig.MACVLAN, IpFamilies.DUAL, "veth")
                .add(ofVeth, "eth0");
        Attachment net1 = cluster.network("lan2", MainPluginConfig.SECOND_MACVLAN, IpFamilies.DUAL, "router")
                .attachment(ofVeth, "net1");
        net1.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, ofVeth);

        assertThat(net1.last(Verb.ADD).run().error(100).text())
                .contains("veth0", "a pod can use veth or router, not both");

        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
    }

    /** The veth pair of the Go plugin has no alias; it is recognized by the names of its two ends. */
    @Test
    void aPodOfTheGoPluginVethIsRefusedToo() {
        Attachment net1 = lan.attachment(pod, "net1");
        net1.addMain();
        String hostEnd = "veth" + pod.containerId().substring(0, 11);
        cluster.node()
                .netns()
                .ip("link add " + hostEnd + " type veth peer name veth0 netns "
                        + pod.netns().name());
        PodAndNodeState before = PodAndNodeState.of(cluster, pod);

        assertThat(net1.last(Verb.ADD).run().error(100).text())
                .contains("veth0", "a pod can use veth or router, not both");

        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
    }

    @Test
    void anOverlayNicThatIsNoPairIsRefused() {
        Attachment net1 = cluster.network("lan2", MainPluginConfig.SECOND_MACVLAN, IpFamilies.DUAL, "router")
                .attachment(topology.pod(), "net1");
        cluster.network("first", MainPluginConfig.MACVLAN, IpFamilies.DUAL, "router")
                .attachment(net1.pod(), "eth0")
                .addMain();
        net1.addMain();

        assertThat(net1.last(Verb.ADD).run().error(100).text()).contains("eth0", "macvlan", "\"sriov\": true");
    }
}
