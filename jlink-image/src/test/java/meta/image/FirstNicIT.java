package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cluster.PodAndNodeState.Change;
import meta.image.cni.Attachment;
import meta.image.topology.IpFamilies;
import meta.image.topology.Topology;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An ADD of {@code veth} for a pod's first NIC makes exactly the expected changes, and DEL reverts them on the node, with each main plugin
 * of {@link MainPluginConfig#ALL} and each choice of IP families. DEL does not restore routes of {@code ptp} that the ADD has replaced.
 */
@OnRealKernel
class FirstNicIT {
    static Stream<Arguments> networks() {
        return MainPluginConfig.ALL.stream()
                .flatMap(main -> Stream.of(IpFamilies.values()).map(stack -> Arguments.of(main, stack)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("networks")
    void anAddMakesTheExpectedChangesAndADelRevertsThem(MainPluginConfig main, IpFamilies stack, Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 = cluster.network(main, stack).attachment(net.pod(), "eth0");
        eth0.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());

        eth0.addLast();

        Change change = before.sinceThen();
        ExpectedOfVeth expected = new ExpectedOfVeth(main, stack, eth0);
        assertThat(change.inPod().lines()).containsExactlyInAnyOrderElementsOf(expected.inPod());
        assertThat(change.onNode().lines()).containsExactlyInAnyOrderElementsOf(expected.onNode());
        new Reachability(cluster, eth0, stack).isComplete();
        eth0.check();

        eth0.delLast();
        assertThat(before.sinceThen().onNode().lines()).containsExactlyInAnyOrderElementsOf(expected.afterDel());
        eth0.del();
    }
}
