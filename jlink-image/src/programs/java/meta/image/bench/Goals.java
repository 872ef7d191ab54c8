package meta.image.bench;

import java.util.List;

/**
 * Adds the goals of the benchmark to the results. A goal is omitted if one of the values that it compares was not measured. The name of a
 * goal begins with "row" if the calls were made one immediately after the other.
 */
record Goals(Results results, Options options) {
    static final String IDLE = "percent of a core, idle agent";

    private static final String CLIENT = "warm by a link to the client";
    private static final String SCRIPT = "warm";
    private static final String GO = " " + MeasuredProgram.GO_PLUGIN;

    void check() {
        int most = options.pods().getLast();
        if (options.goPlugin().isPresent()) {
            sparse(most);
        }
        ofAgent();
        row();
        if (options.goPlugin().isPresent()) {
            String full = Bench.where(most);
            for (String way : List.of("ADD " + SCRIPT, "ADD " + CLIENT)) {
                ratio("row: " + way + ", of the Go plugin", way, "ADD" + GO, 0.5);
                ratio("row: " + way + ", of the Go plugin, full node", way + full, "ADD" + GO + full, 0.1);
            }
        }
    }

    private void sparse(int pods) {
        String sparse = SparseCalls.SPARSE;
        String full = sparse + Bench.where(pods);
        ratio("ADD " + CLIENT + sparse + ", of the Go plugin", "ADD " + CLIENT + sparse, "ADD" + GO + sparse, 0.6);
        ratio("ADD " + SCRIPT + sparse + ", of the Go plugin", "ADD " + SCRIPT + sparse, "ADD" + GO + sparse, 0.8);
        for (String way : List.of(CLIENT, SCRIPT)) {
            if (pods > 0) {
                ratio("ADD " + way + full + ", of the Go plugin", "ADD " + way + full, "ADD" + GO + full, 0.15);
            }
            ratio("DEL " + way + sparse + ", of the Go plugin", "DEL " + way + sparse, "DEL" + GO + sparse, 1.1);
            String burst = Bursts.atOnce(40);
            ratio("ADD " + way + burst + ", of the Go plugin", "ADD " + way + burst, "ADD" + GO + burst, 0.4);
        }
        String ours = "ADD " + CLIENT + sparse;
        String theirs = CallMeasurements.callers("ADD" + GO + sparse);
        if (results.hasValues(CallMeasurements.callers(ours), CallMeasurements.agent(ours), theirs)) {
            double both = results.value(CallMeasurements.callers(ours)) + results.value(CallMeasurements.agent(ours));
            results.goal("CPU of " + ours + " with the agent's, of the Go plugin", both / results.value(theirs), 0.4);
        }
    }

    private void ofAgent() {
        for (String way : List.of(CLIENT, SCRIPT)) {
            String first = "ADD " + way + Bursts.atOnce(1) + Bursts.JUST_STARTED;
            ratio(first + ", of a cold call", first, "ADD cold" + Bursts.atOnce(1), 1);
        }
        value("MiB of the agent after a rehearsal and many calls", "MiB of the agent after them", 80);
        value(IDLE, IDLE, 0.1);
        value("open files of the agent, growth", "open files of the agent, more than before", 0);
        value("threads of the agent, growth", "threads of the agent, more than before", 0);
        value("kernel objects of node and pod, growth", "kernel objects of node and pod, more than before", 0);
        value("peak MiB of ADD cold", "peak MiB of ADD cold", 48);
        value("MB of the image with the AOT cache", "MB of the image with the AOT cache", 70);
        value("MB of the image without", "MB of the image without", 55);
    }

    private void row() {
        if (results.hasTimes("ADD cold")) {
            results.goal("row: ADD cold, ms", results.millis("ADD cold"), 60);
        }
        ratio("row: ADD cold, of hello", "ADD cold", "hello", 3);
        ratio("row: DEL warm, of the kernel's link deletion", "DEL warm", "kernel link deletion", 1.05);
        for (String way : List.of("ADD cold", "ADD warm")) {
            ratio(
                    "row: " + way + ", full node of empty",
                    way + FullAndEmptyNodes.FULL,
                    way + FullAndEmptyNodes.EMPTY,
                    1.15);
        }
        String crowded = "ADD warm" + PodWithManyRoutesBench.CROWDED;
        if (results.hasTimes(crowded)) {
            results.goal("row: " + crowded + ", ms", results.millis(crowded), 500);
        }
        String burst = "ADD warm" + Bursts.atOnce(32);
        if (results.hasTimes(burst, "kernel ADD")) {
            double floor = results.millis("kernel ADD") * 32;
            results.goal("32 ADDs warm at once, of the kernel's serial time", results.millis(burst) / floor, 1.3);
        }
    }

    private void ratio(String goal, String one, String other, double most) {
        if (results.hasTimes(one, other)) {
            results.goal(goal, results.millis(one) / results.millis(other), most);
        }
    }

    private void value(String goal, String name, double most) {
        if (results.hasValues(name)) {
            results.goal(goal, results.value(name), most);
        }
    }
}
