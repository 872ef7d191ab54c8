package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.topology.EchoRequests;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.PingCapture;
import meta.image.topology.Pod;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ICMP, TCP and UDP packets use the expected NICs in pods that have an overlay NIC and one or two LAN NICs. */
@OnRealKernel
class RouterFlowsIT {
    private static final List<String> ROUTER = List.of("172.18.0.1", "fd00:18::1");
    private static final List<String> SECOND_ROUTER = List.of("192.168.7.1", "fd00:7::1");
    private static final List<String> NODE = List.of("172.18.0.2", "fd00:18::2");
    private static final List<String> SERVICE = List.of("10.96.0.1", "fd00:96::1");

    /** The number of LAN NICs that the pod has in addition to its overlay NIC. */
    enum Beside {
        ONE,
        TWO
    }

    private static Cluster cluster;
    private static Pod two;
    private static Pod three;
    private static Attachment overlayOfTwo;
    private static Attachment overlayOfThree;
    private static Attachment net1OfTwo;
    private static Attachment net1OfThree;
    private static Attachment net2;

    @BeforeAll
    static void pods(Topology net) {
        cluster = Cluster.withTwoRouters(net);
        two = net.pod();
        three = net.pod();
        overlayOfTwo = cluster.overlay(MainPluginConfig.PTP, IpFamilies.DUAL).add(two, "eth0");
        overlayOfThree = cluster.overlay(MainPluginConfig.PTP, IpFamilies.DUAL).add(three, "eth0");
        net1OfTwo = cluster.network("lan", MainPluginConfig.MACVLAN, IpFamilies.DUAL, "router")
                .add(two, "net1");
        net1OfThree = cluster.network("lan", MainPluginConfig.MACVLAN, IpFamilies.DUAL, "router")
                .add(three, "net1");
        net2 = cluster.network("lan2", MainPluginConfig.SECOND_MACVLAN, IpFamilies.DUAL, "router")
                .add(three, "net2");
    }

    private static Namespace pod(Beside beside) {
        return (beside == Beside.ONE ? two : three).netns();
    }

    private static Attachment overlay(Beside beside) {
        return beside == Beside.ONE ? overlayOfTwo : overlayOfThree;
    }

    private static Attachment net1(Beside beside) {
        return beside == Beside.ONE ? net1OfTwo : net1OfThree;
    }

    private static List<String> nics(Beside beside) {
        return beside == Beside.ONE ? List.of("eth0", "net1") : List.of("eth0", "net1", "net2");
    }

    @ParameterizedTest
    @EnumSource
    void packetsFromPodToNodeUseTheOverlayNic(Beside beside) {
        goesBy("eth0", beside, new EchoRequests(pod(beside), cluster.node().netns(), NODE));
    }

    @ParameterizedTest
    @EnumSource
    void packetsFromPodToServiceUseTheOverlayNic(Beside beside) {
        goesBy("eth0", beside, new EchoRequests(pod(beside), cluster.node().netns(), SERVICE));
    }

    @ParameterizedTest
    @EnumSource
    void packetsFromPodToAnotherPodUseTheOverlayNic(Beside beside) {
        Beside other = beside == Beside.ONE ? Beside.TWO : Beside.ONE;
        goesBy(
                "eth0",
                beside,
                new EchoRequests(pod(beside), pod(other), overlay(other).addresses()));
    }

    @ParameterizedTest
    @EnumSource
    void packetsFromPodToLanUseNet1(Beside beside) {
        goesBy("net1", beside, new EchoRequests(pod(beside), cluster.router().netns(), ROUTER));
    }

    @ParameterizedTest
    @EnumSource
    void packetsFromNodeToNet1UseTheOverlayNic(Beside beside) {
        goesBy(
                "eth0",
                beside,
                new EchoRequests(
                        cluster.node().netns(), pod(beside), net1(beside).addresses()));
    }

    @ParameterizedTest
    @EnumSource
    void packetsFromLanToNet1UseNet1(Beside beside) {
        goesBy(
                "net1",
                beside,
                new EchoRequests(
                        cluster.router().netns(), pod(beside), net1(beside).addresses()));
    }

    @ParameterizedTest
    @EnumSource
    void packetsFromLanToTheOverlayNicUseTheOverlayNic(Beside beside) {
        goesBy(
                "eth0",
                beside,
                new EchoRequests(
                        cluster.router().netns(), pod(beside), overlay(beside).addresses()));
    }

    @ParameterizedTest
    @EnumSource
    void packetsFromNodeToTheOverlayNicUseTheOverlayNic(Beside beside) {
        goesBy(
                "eth0",
                beside,
                new EchoRequests(
                        cluster.node().netns(), pod(beside), overlay(beside).addresses()));
    }

    @Test
    void packetsFromPodToSecondLanUseNet2() {
        goesBy(
                "net2",
                Beside.TWO,
                new EchoRequests(three.netns(), cluster.router().netns(), SECOND_ROUTER));
    }

    @Test
    void packetsFromSecondLanToNet2UseNet2() {
        goesBy("net2", Beside.TWO, new EchoRequests(cluster.router().netns(), three.netns(), net2.addresses()));
    }

    private static void goesBy(String nic, Beside beside, EchoRequests conversation) {
        List<PingCapture> captures = nics(beside).stream()
                .map(each -> PingCapture.on(pod(beside), each))
                .toList();
        try {
            assertThat(conversation.unanswered()).isEmpty();
            for (int i = 0; i < captures.size(); i++) {
                List<String> packets = captures.get(i).packets();
                String device = nics(beside).get(i);
                if (device.equals(nic)) {
                    assertThat(packets)
                            .as("by %s", device)
                            .anyMatch(line -> line.contains("ICMP echo reply"))
                            .anyMatch(line -> line.contains("ICMP6, echo reply"))
                            .anyMatch(line -> line.startsWith("IP ") && line.contains("UDP"))
                            .anyMatch(line -> line.startsWith("IP6 ") && line.contains("UDP"))
                            .anyMatch(line -> line.startsWith("IP ") && line.contains("tcp"))
                            .anyMatch(line -> line.startsWith("IP6 ") && line.contains("tcp"));
                } else {
                    assertThat(packets).as("by %s", device).isEmpty();
                }
            }
        } finally {
            captures.forEach(PingCapture::close);
        }
    }
}
