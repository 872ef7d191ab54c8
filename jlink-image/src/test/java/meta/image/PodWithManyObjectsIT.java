package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import meta.image.cluster.Cluster;
import meta.image.cluster.HeldPodLock;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.cni.CniError;
import meta.image.cni.Verb;
import meta.image.state.Delta;
import meta.image.state.State;
import meta.image.topology.Batch;
import meta.image.topology.IpFamilies;
import meta.image.topology.Pod;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Calls for pods with very many objects, such as 200,000 routes, and for a pod whose process locks the file of its namespace. The heap of
 * the JVM has the maximum size that the image sets by default.
 */
@OnRealKernel
class PodWithManyObjectsIT {
    private static final int STEP_FAILED = 100;

    @InjectTopology
    private static Topology topology;

    @InjectTopology
    private static Cluster cluster;

    private State nodeBefore;
    private Pod pod;

    @BeforeEach
    void aPod() {
        nodeBefore = State.of(cluster.node().netns());
        pod = topology.pod();
    }

    @Test
    void aPodWithTwoHundredThousandRoutesCanBeDeleted() {
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).add(pod, "eth0");
        has(200_000, i -> "route add blackhole " + address(i));

        CniError check = eth0.last(Verb.CHECK).run().error(STEP_FAILED);
        CniError add = eth0.last(Verb.ADD).run().error(STEP_FAILED);

        assertThat(check.text())
                .contains("routes of the pod: 2000")
                .endsWith("; the limit is 50000 objects per pod, all kinds together");
        assertThat(add.text()).isEqualTo(check.text());
        eth0.delLast();
        assertThat(changeOfNode()).isEqualTo(Delta.NONE);
        eth0.delLast();
    }

    @Test
    void delSucceedsIfAProcessOfThePodHasFilledOurTable() {
        cluster.overlay(MainPluginConfig.PTP, IpFamilies.IPV4).add(pod, "eth0");
        State overlayOnly = State.of(cluster.node().netns());
        Attachment net1 = cluster.network("lan", MainPluginConfig.MACVLAN, IpFamilies.IPV4, "router")
                .add(pod, "net1");
        has(60_000, i -> "route add blackhole " + address(i) + " table 200");

        net1.delLast();

        assertThat(Delta.between(overlayOnly, State.of(cluster.node().netns())).lines())
                .as("objects on the node for the NIC after DEL")
                .noneMatch(line -> line.contains(net1.addresses().getFirst()));
        net1.delLast();
    }

    @Test
    void aPodWithAHundredThousandNeighborsOfAnotherProgramIsConnected() {
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).attachment(pod, "eth0");
        eth0.addMain();
        has(100_000, i -> "neigh add " + address(i) + " dev eth0 lladdr 02:00:00:00:00:01 nud permanent");

        eth0.addLast();
        eth0.checkLast();
        eth0.delLast();

        assertThat(changeOfNode()).isEqualTo(Delta.NONE);
    }

    @Test
    void aPodWithFiveThousandPairsOfItsOwnIsConnected() {
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).attachment(pod, "eth0");
        eth0.addMain();
        has(5_000, i -> "link add c" + i + " type veth peer name d" + i);

        eth0.addLast();
        eth0.checkLast();
        eth0.delLast();

        assertThat(changeOfNode()).isEqualTo(Delta.NONE);
    }

    @Test
    void aLockOnTheNamespaceFileDelaysNoCall() throws IOException {
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).add(pod, "eth0");
        try (HeldPodLock _ = HeldPodLock.holdNamespaceFile(pod)) {
            eth0.checkLast();
            eth0.delLast();
        }
        assertThat(changeOfNode()).isEqualTo(Delta.NONE);
    }

    private Delta changeOfNode() {
        return Delta.between(nodeBefore, State.of(cluster.node().netns()));
    }

    private static String address(int number) {
        return "20." + (number >> 16) + "." + (number >> 8 & 0xff) + "." + (number & 0xff);
    }

    private void has(int count, IntFunction<String> command) {
        Batch.ip(pod.netns(), IntStream.range(0, count).mapToObj(command).collect(Collectors.joining("\n")));
    }
}
