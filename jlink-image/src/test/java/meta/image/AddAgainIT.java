package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.CniRuntime;
import meta.image.cni.Json;
import meta.image.cni.Verb;
import meta.image.state.State;
import meta.image.topology.IpFamilies;
import meta.image.topology.Ping;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An ADD that is repeated for an attachment changes nothing if everything is as planned, and restores what is missing. An ADD after a DEL
 * creates the same objects again. ADDs at the same time, for one pod or for several pods, do not disturb each other. These calls run without
 * the agent; {@link WarmAddAgainIT} repeats the tests through the agent.
 */
@OnRealKernel
class AddAgainIT {
    @InjectTopology
    private static Topology topology;

    @InjectTopology
    private static Cluster cluster;

    private static CniRuntime network;

    @BeforeAll
    static void aNetwork() {
        network = cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL);
    }

    @Test
    void aRepeatedAddChangesNothingAndHasTheSameResult() {
        Attachment eth0 = network.add(topology.pod(), "eth0");
        Json first = eth0.result();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());

        assertThat(eth0.addLast()).isEqualTo(first);

        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        eth0.check();
    }

    @Test
    void addAfterDelGivesTheSameObjects() {
        Attachment eth0 = network.attachment(topology.pod(), "eth0");
        eth0.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());
        eth0.addLast();
        PodAndNodeState.Change first = before.sinceThen();
        eth0.delLast();

        eth0.addLast();

        assertThat(before.sinceThen()).isEqualTo(first);
        eth0.check();
    }

    @Test
    void addCompletesAnAddThatCrashed() {
        Attachment eth0 = network.add(topology.pod(), "eth0");
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());
        String host = HostEnd.of(eth0);
        eth0.pod().netns().ip("link set veth0 down"); // the kernel deletes all routes of veth0
        eth0.pod().netns().ip("link set veth0 up");
        eth0.pod().netns().ip("neigh flush dev veth0 nud permanent");
        cluster.node().netns().ip("route del " + eth0.addresses().getFirst() + " dev " + host);
        cluster.node().netns().ip("neigh del " + eth0.addresses().getLast() + " dev " + host);
        assertThat(before.sinceThen().inPod().lines())
                .as("what ADD has to finish")
                .isNotEmpty();

        eth0.addLast();

        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        eth0.check();
    }

    @Test
    void twoSimultaneousAddsForOnePodCreateOneVethPair() throws Exception {
        Attachment eth0 = network.attachment(topology.pod(), "eth0");
        eth0.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());

        List<Json> results = inParallel(2, _ -> eth0.last(Verb.ADD).run().result());

        assertThat(results.getFirst()).isEqualTo(results.getLast());
        eth0.addLast();
        PodAndNodeState.Change change = before.sinceThen();
        ExpectedOfVeth expected = new ExpectedOfVeth(MainPluginConfig.MACVLAN, IpFamilies.DUAL, eth0);
        assertThat(change.inPod().lines()).containsAll(expected.routesAndNeighborsInPod());
        assertThat(State.of(eth0.pod().netns()).objects("link"))
                .as("lo, eth0 and one veth0")
                .hasSize(3);
        eth0.check();
    }

    @Test
    void sixteenPodsThatAreAddedAtOnceReachTheirNode() throws Exception {
        List<Attachment> pods = IntStream.range(0, 16)
                .mapToObj(_ -> network.attachment(topology.pod(), "eth0"))
                .toList();
        State before = State.of(cluster.node().netns());

        inParallel(16, i -> pods.get(i).add());

        for (Attachment eth0 : pods) {
            eth0.checkLast();
            for (String node : List.of("172.18.0.2", "fd00:18::2", "10.96.0.1", "fd00:96::1")) {
                assertThat(Ping.of(eth0.pod().netns(), node).answers()).isTrue();
            }
        }
        inParallel(16, i -> {
            pods.get(i).del();
            return i;
        });
        assertThat(State.of(cluster.node().netns()).objects()).isEqualTo(before.objects());
    }

    private interface Work<T> {
        T of(int number);
    }

    private static <T> List<T> inParallel(int count, Work<T> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = IntStream.range(0, count)
                    .mapToObj(i -> threads.submit(() -> work.of(i)))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        }
    }
}
