package meta.image.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meta.image.topology.Host;
import meta.image.topology.ProcessTimer;

/** Measures calls of the measured programs for the pods of the benchmark. */
record Stopwatch(ProcessTimer timer) {
    /** {@return a stopwatch for calls on the node} */
    static Stopwatch in(Path folder, Host node) {
        return new Stopwatch(ProcessTimer.in(folder, node.netns()));
    }

    /**
     * {@return the measurement of one call for the NIC {@code eth0} of each pod; the calls start at the same time}
     *
     * @throws AssertionError if a call failed
     */
    ProcessTimer.Taken take(MeasuredProgram subject, String verb, List<BenchPod> pods) {
        Map<String, String> environment = new HashMap<>(subject.environment());
        environment.putAll(Map.of("CNI_COMMAND", verb, "CNI_IFNAME", "eth0", "CNI_PATH", "/opt/cni/bin"));
        return timer.take(
                subject.words(), environment, pods.stream().map(BenchPod::call).toList());
    }
}
