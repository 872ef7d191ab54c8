package meta.image.bench;

import java.util.List;

/**
 * The goals of the benchmark.
 *
 * @param results the results that are compared with the goals
 * @param options the options of the run
 */
record Goals(Results results, Options options) {

    /** Adds to the results whether each goal is met. */
    void check() {
        int most = options.pods().getLast();
        String full = most == 0 ? "" : ", " + most + " pods";
        results.goal("ADD cold, ms", results.millis("ADD cold"), 60);
        results.goal("ADD cold, of hello", ratio("ADD cold", "hello"), 3);
        results.goal("peak MiB of ADD cold", results.value("peak MiB of ADD cold"), 48);
        results.goal("MB of the image with the AOT cache", results.value("MB of the image with the AOT cache"), 70);
        results.goal("MB of the image without", results.value("MB of the image without"), 55);
        results.goal("DEL warm, of the kernel's link deletion", ratio("DEL warm", "kernel link deletion"), 1.05);
        for (String way : List.of("ADD cold", "ADD warm")) {
            results.goal(way + ", full node of empty", ratio(way + FullAndEmpty.FULL, way + FullAndEmpty.EMPTY), 1.15);
        }
        String crowded = "ADD warm" + CrowdedPod.CROWDED;
        results.goal(crowded + ", ms", results.millis(crowded), 500);
        double floor = results.millis("kernel ADD") * 32;
        results.goal(
                "32 ADDs warm at once, of the kernel's serial time",
                results.millis("ADD warm, 32 at once") / floor,
                1.3);
        results.goal("MiB of the agent", results.value("MiB of the agent after them"), 80);
        results.goal("open files of the agent, growth", results.value("open files of the agent, more than before"), 0);
        results.goal("threads of the agent, growth", results.value("threads of the agent, more than before"), 0);
        results.goal(
                "kernel objects of node and pod, growth",
                results.value("kernel objects of node and pod, more than before"),
                0);
        if (options.goPlugin().isPresent()) {
            for (String way : List.of("ADD warm", "ADD warm by a link to the client")) {
                results.goal(way + ", of the Go plugin", ratio(way, "ADD Go plugin"), 0.5);
                results.goal(way + ", of the Go plugin, full node", ratio(way + full, "ADD Go plugin" + full), 0.1);
            }
        }
    }

    private double ratio(String one, String other) {
        return results.millis(one) / results.millis(other);
    }
}
