package meta.image.bench;

import java.util.List;
import meta.image.cluster.Agent;
import meta.image.cluster.Image;
import meta.image.topology.Host;
import meta.image.topology.Namespace;

/**
 * Measures the peak memory of an ADD and the size of the image. Makes many calls through the agent, and measures the agent's memory after
 * them, and how many open files, threads and kernel objects they have left.
 */
record MemoryAndSize(Host node, Agent agent, BenchPod pod, Stopwatch stopwatch, Results results) {

    /**
     * Measures, and adds the values to the results.
     *
     * @param subjects the programs whose peak memory is measured
     * @param count the number of pairs of ADD and DEL that the agent answers before its memory, files and threads are read again
     */
    void take(List<MeasuredProgram> subjects, AddDelRounds rounds, int count) {
        for (MeasuredProgram subject : subjects) {
            results.value(
                    "peak MiB of ADD " + subject.name(),
                    stopwatch.take(subject, "ADD", List.of(pod)).peakKib() / 1024.0);
            stopwatch.take(subject, "DEL", List.of(pod));
        }
        agent.untilIdle();
        int files = agent.files("fd").size();
        int threads = agent.files("task").size();
        int objects = kernelObjects();
        rounds.make(count);
        agent.untilIdle();
        results.value("MiB of the agent after them", agent.memory() / 1024.0);
        results.value(
                "open files of the agent, more than before", agent.files("fd").size() - files);
        results.value(
                "threads of the agent, more than before", agent.files("task").size() - threads);
        results.value("kernel objects of node and pod, more than before", kernelObjects() - objects);
        results.value("calls of the agent", agent.calls());
        ImageSize size = ImageSize.of(Image.home());
        results.value("MB of the image with the AOT cache", size.all() / 1e6);
        results.value("MB of the image without", (size.all() - size.aotCache()) / 1e6);
    }

    private int kernelObjects() {
        int count = 0;
        for (Namespace each : List.of(node.netns(), pod.pod().netns())) {
            for (String objects : List.of(
                    "link",
                    "address",
                    "-4 route show table all",
                    "-6 route show table all",
                    "-4 rule",
                    "-6 rule",
                    "-4 neigh show nud permanent",
                    "-6 neigh show nud permanent")) {
                count += each.ip("-o " + objects).split("\n", -1).length;
            }
        }
        return count;
    }
}
