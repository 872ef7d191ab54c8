package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.CniRuntime;
import meta.image.cni.Conflist;
import meta.image.cni.Verb;
import meta.image.topology.EchoRequests;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Pod;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In pods with several NICs, packets use the right NIC, and ADD and DEL for one NIC keep the others working. */
@OnRealKernel
class SeveralNicsIT {
    private static final List<String> SERVICE = List.of("10.96.0.1", "fd00:96::1");

    private Cluster cluster;
    private Pod pod;

    @BeforeEach
    void aCluster(Topology net) {
        cluster = Cluster.withTwoRouters(net);
        pod = net.pod();
    }

    private CniRuntime lan(String type) {
        return cluster.network("lan", MainPluginConfig.MACVLAN, IpFamilies.DUAL, type);
    }

    private CniRuntime second(String type) {
        return cluster.network("lan2", MainPluginConfig.SECOND_MACVLAN, IpFamilies.DUAL, type);
    }

    private Attachment overlay() {
        CniRuntime overlay = cluster.overlay(MainPluginConfig.PTP, IpFamilies.DUAL);
        Attachment eth0 = overlay.attachment(pod, "eth0");
        eth0.add();
        return eth0;
    }

    private String shown(String what) {
        return pod.netns().ip(what);
    }

    private void reaches(Namespace from, Namespace to, List<String> addresses) {
        assertThat(new EchoRequests(from, to, addresses).unanswered()).isEmpty();
    }

    private void works(Attachment nic) {
        reaches(cluster.node().netns(), pod.netns(), nic.addresses());
        reaches(cluster.router().netns(), pod.netns(), nic.addresses());
        reaches(pod.netns(), cluster.node().netns(), SERVICE);
        nic.checkLast();
        PodAndNodeState before = PodAndNodeState.of(cluster, pod);
        nic.addLast();
        assertThat(before.sinceThen()).as("ADD once more").isEqualTo(PodAndNodeState.Change.NONE);
    }

    /** A reply to a host on the LAN of a NIC leaves through that NIC, even if another NIC has the default route. */
    @Test
    void repliesLeaveThroughTheNicOfTheirSourceAddress() {
        Attachment eth0 = lan("veth").add(pod, "eth0");
        Attachment net1 = second("veth").add(pod, "net1");

        assertThat(shown("route get 192.168.7.9 from " + eth0.addresses().getFirst()))
                .contains("via 172.18.0.1 dev eth0");
        assertThat(shown("route get 172.18.0.9 from " + net1.addresses().getFirst()))
                .contains("via 192.168.7.1 dev net1");
        assertThat(shown("-6 route get fd00:7::9 from " + eth0.addresses().getLast()))
                .contains("via fd00:18::1 dev eth0");
        assertThat(shown("-6 route get fd00:18::9 from " + net1.addresses().getLast()))
                .contains("via fd00:7::1 dev net1");
        works(eth0);
        works(net1);
    }

    @Test
    void oneAddRestoresANicThatWentDownAndUp() {
        overlay();
        Attachment net1 = lan("router").add(pod, "net1");
        Attachment net2 = second("router").add(pod, "net2");
        PodAndNodeState before = PodAndNodeState.of(cluster, pod);
        for (Attachment nic : List.of(net1, net2)) {
            shown("link set " + nic.ifname() + " down");
            shown("link set " + nic.ifname() + " up");

            assertThat(nic.last(Verb.CHECK).run().error(102).text()).contains("default via");
            nic.addLast();

            assertThat(before.sinceThen().inPod().lines()).as(nic.ifname()).noneMatch(line -> line.contains(" route "));
            works(nic);
        }
    }

    @Test
    void delHandsTheVethPairOverAndTheDeletedNicCanBeAddedAgain() {
        Attachment eth0 = lan("veth").add(pod, "eth0");
        Attachment net1 = second("veth").add(pod, "net1");

        eth0.del();

        works(net1);
        assertThat(cluster.node().netns().ip("-d link show type veth")).contains("network=lan2", "ifname=net1");
        PodAndNodeState alone = PodAndNodeState.of(cluster, pod);
        eth0.add();
        works(eth0);
        works(net1);
        eth0.del();
        assertThat(alone.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        net1.del();
        assertThat(pod.netns().ip("link show")).doesNotContain("veth0");
        assertThat(cluster.node().netns().ip("route show proto 109")).isEmpty();
        assertThat(cluster.node().netns().ip("neigh show proto 109")).isEmpty();
    }

    @Test
    void vethBesideAnOverlayNicLeavesTheDefaultRouteToTheOverlayNic() {
        Attachment eth0 = overlay();
        Attachment net1 = lan("veth").add(pod, "net1");

        assertThat(shown("route show default")).contains("dev eth0").doesNotContain("net1");
        works(net1);
        reaches(cluster.node().netns(), pod.netns(), eth0.addresses());
        reaches(cluster.router().netns(), pod.netns(), eth0.addresses());
        net1.delLast();
        assertThat(shown("rule") + shown("-6 rule")).doesNotContain("109");
    }

    @Test
    void aPodOfRouterIsRefusedByVeth() {
        overlay();
        lan("router").add(pod, "net1");
        Attachment net2 = second("veth").attachment(pod, "net2");
        net2.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, pod);

        assertThat(net2.last(Verb.ADD).run().error(100).text()).contains("the plugin router");

        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
    }

    @Test
    void aHijackedSubnetThatContainsTheLanDoesNotHijackTheLan() {
        Attachment eth0 = overlay();
        CniRuntime wide = cluster.network(cluster.conflist("lan", MainPluginConfig.MACVLAN, IpFamilies.DUAL, "router")
                .lastWith("additional_hijack_subnet", "[\"172.16.0.0/12\", \"fd00:18::/32\"]"));
        Attachment net1 = wide.add(pod, "net1");

        assertThat(shown("route get 172.18.0.9")).contains("dev net1");
        assertThat(shown("route get 172.20.0.9")).contains("dev eth0");
        assertThat(shown("route get 172.18.0.9 from " + eth0.addresses().getFirst()))
                .contains("dev eth0");
        assertThat(shown("-6 route get fd00:18::9")).contains("dev net1");
        works(net1);
        net1.delLast();
        assertThat(shown("rule") + shown("-6 rule")).doesNotContain("109");
    }

    @Test
    void withSbrBeforeOurPluginAllHostsAreReached() {
        overlay();
        Conflist list = cluster.conflist("lan", MainPluginConfig.MACVLAN, IpFamilies.DUAL, "router");
        Attachment net1 = cluster.network(Conflist.parse(
                        """
                {"cniVersion": "1.0.0", "name": "lan", "plugins": [%s, {"type": "sbr"}, %s]}
                """.formatted(list.plugins().getFirst(), list.plugins().getLast())))
                .add(pod, "net1");
        works(net1);
    }

    @Test
    void aRuleOfAnApplicationForTheNicsAddressIsLeftAlone() {
        overlay();
        Attachment net1 = lan("router").attachment(pod, "net1");
        net1.addMain();
        shown("rule add from " + net1.addresses().getFirst() + " lookup 77");
        shown("-6 rule add from " + net1.addresses().getLast() + " lookup 77");
        shown("route add default via 172.18.0.1 dev net1 table 77");
        shown("-6 route add default via fd00:18::1 dev net1 table 77");
        net1.addLast();
        works(net1);
    }

    /** After each ADD, Multus deletes the NIC's default route, unless the pod's annotation selects the NIC by {@code default-route}. */
    @Test
    void tableMainAlwaysKeepsADefaultRoute() {
        overlay();
        withoutDefault("eth0");
        Attachment net1 = lan("router").add(pod, "net1");
        withoutDefault("net1");
        shown("route add default via 172.18.0.1 dev net1");
        shown("-6 route add default via fd00:18::1 dev net1");
        Attachment net2 = second("router").add(pod, "net2");
        withoutDefault("net2");

        assertThat(shown("route show default")).contains("dev net1").doesNotContain("net2");
        assertThat(shown("-6 route show default")).contains("dev net1").doesNotContain("net2");
        assertThat(shown("route show table 200")).contains("default via").contains("dev eth0");
        works(net1);
        works(net2);
    }

    private void withoutDefault(String nic) {
        for (String family : List.of("-4", "-6")) {
            String there = shown(family + " route show default dev " + nic);
            if (!there.isEmpty()) {
                shown(family + " route del default dev " + nic);
            }
        }
    }

    @Test
    void anAddFailsWithTryAgainIfTheOverlayNicGetsNoAddress() {
        pod.netns().ip("link add eth0 type veth peer name other");
        Attachment net1 = lan("router").attachment(pod, "net1");
        net1.addMain();

        assertThat(net1.last(Verb.ADD).run().error(11).text()).contains("eth0 has no address yet");
    }

    /** No plugin of ours was called for {@code data0}, one of the three NICs. Therefore it also has a default route in the main table. */
    @Test
    void allDefaultRoutesButOneLeaveTableMainAndDelRestoresThem() {
        overlay();
        cluster.network(new Conflist(
                        cluster.conflist("lan2", MainPluginConfig.SECOND_MACVLAN, IpFamilies.DUAL, "router")
                                .json()))
                .attachment(pod, "data0")
                .addMain();
        Attachment net1 = lan("router").attachment(pod, "net1");
        net1.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, pod);

        net1.addLast();

        assertThat(shown("route show default"))
                .contains("dev net1")
                .doesNotContain("eth0")
                .doesNotContain("data0");
        works(net1);
        net1.delLast();
        assertThat(before.sinceThen().inPod().lines())
                .filteredOn(line -> !line.contains("nexthops")) // the order of next hops differs
                .noneMatch(line -> line.contains(" route ") || line.contains(" rule "));
        assertThat(shown("-6 route show default")).contains("dev eth0", "dev data0", "dev net1");
    }

    @Test
    void aSpecificRouteOfTheNewNicStaysInMain() {
        Attachment eth0 = lan("veth").add(pod, "eth0");
        Attachment net1 = second("veth").attachment(pod, "net1");
        net1.addMain();
        shown("route add 192.168.0.0/16 via 192.168.7.1 dev net1");
        shown("route add 224.0.0.0/4 dev net1");
        net1.addLast();

        assertThat(shown("route show 192.168.0.0/16")).contains("dev net1");
        assertThat(shown("route get 224.0.0.251")).contains("dev net1");
        works(eth0);
        works(net1);
    }
}
