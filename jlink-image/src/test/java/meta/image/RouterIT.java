package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.topology.IpFamilies;
import meta.image.topology.Pod;
import meta.image.topology.Topology;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An ADD of {@code router} makes exactly the expected changes, and a DEL leaves exactly the expected ones. The overlay plugin is ptp or
 * bridge. The pods have IPv4, IPv6 or both.
 */
@OnRealKernel
class RouterIT {

    static Stream<Arguments> networks() {
        List<Arguments> all = new ArrayList<>();
        for (MainPluginConfig overlay : List.of(MainPluginConfig.PTP, MainPluginConfig.BRIDGE)) {
            for (IpFamilies stack : IpFamilies.values()) {
                all.add(Arguments.of(overlay, stack));
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "beside {0}, {1}")
    @MethodSource("networks")
    void theNewNicGetsTableMainAndTheOverlayNicKeepsTheRoutesToTheCluster(
            MainPluginConfig overlay, IpFamilies stack, Topology net) {
        Cluster cluster = Cluster.in(net);
        Pod pod = net.pod();
        Attachment eth0 = cluster.overlay(overlay, stack).add(pod, "eth0");
        PodAndNodeState alone = PodAndNodeState.of(cluster, pod);
        Attachment net1 = cluster.network("lan", MainPluginConfig.MACVLAN, stack, "router")
                .attachment(pod, "net1");
        net1.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, pod);

        net1.addLast();

        PodAndNodeState.Change change = before.sinceThen();
        ExpectedOfRouter expected = new ExpectedOfRouter(overlay, stack, eth0, net1);
        assertThat(change.onNode().lines()).isEqualTo(expected.onNode());
        assertThat(change.inPod().lines()).isEqualTo(expected.inPod());
        net1.check();
        PodAndNodeState after = PodAndNodeState.of(cluster, pod);
        net1.addLast();
        assertThat(after.sinceThen()).as("ADD once more").isEqualTo(PodAndNodeState.Change.NONE);

        net1.del();
        assertThat(alone.sinceThen().onNode().lines()).as("after DEL").isEqualTo(expected.onNodeAfterDel());
        assertThat(alone.sinceThen().inPod().lines()).as("after DEL").isEqualTo(expected.inPodAfterDel());
        net1.del();
        eth0.del();
    }
}
