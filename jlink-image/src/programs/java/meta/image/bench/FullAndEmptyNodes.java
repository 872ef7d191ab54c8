package meta.image.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.topology.Topology;

/**
 * Measures ADD in turn on a node with many pods and on a node without other pods, so that a change in the speed of the machine affects both
 * measurements.
 *
 * @param full measures calls on the node with many other pods
 * @param agent the agent of that node
 * @param pod the pod on that node for which the calls are made
 */
record FullAndEmptyNodes(Stopwatch full, Agent agent, BenchPod pod) {
    static final String FULL = ", full node in turn";
    static final String EMPTY = ", empty node in turn";

    /** {@return the wall times of cold and warm ADDs, by the name of the measurement in the report} */
    Map<String, Times> measure(int runs) throws IOException {
        try (Topology topology = new Topology()) {
            Cluster cluster = Cluster.in(topology);
            BenchPod lonely = BenchPod.on(cluster, topology, 1).getFirst();
            Stopwatch empty = Stopwatch.in(topology.folder(), cluster.node());
            try (Agent other = Agent.on(cluster.node().netns())) {
                new AddDelRounds(cluster.node(), other, lonely).warmUp();
                Map<String, List<Duration>> taken = new LinkedHashMap<>();
                for (int run = 0; run < runs; run++) {
                    note(taken, MeasuredProgram.cold(), FULL, add(full, MeasuredProgram.cold(), pod));
                    note(taken, MeasuredProgram.cold(), EMPTY, add(empty, MeasuredProgram.cold(), lonely));
                    note(taken, MeasuredProgram.warm(agent), FULL, add(full, MeasuredProgram.warm(agent), pod));
                    note(taken, MeasuredProgram.warm(other), EMPTY, add(empty, MeasuredProgram.warm(other), lonely));
                }
                Map<String, Times> times = new LinkedHashMap<>();
                taken.forEach((name, each) -> times.put(name, Times.of(each)));
                return times;
            }
        }
    }

    private static Duration add(Stopwatch node, MeasuredProgram subject, BenchPod pod) {
        Duration add = node.take(subject, "ADD", List.of(pod)).time();
        node.take(subject, "DEL", List.of(pod));
        return add;
    }

    private static void note(Map<String, List<Duration>> taken, MeasuredProgram subject, String where, Duration time) {
        taken.computeIfAbsent("ADD " + subject.name() + where, _ -> new ArrayList<>())
                .add(time);
    }
}
