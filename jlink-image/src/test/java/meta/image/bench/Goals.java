package meta.image.bench;

import java.util.List;

/**
 * What the figures should be.
 *
 * @param findings the figures
 * @param options how they were measured
 */
record Goals(Findings findings, Options options) {

    /** Says of each whether it is met. */
    void check() {
        int most = options.pods().getLast();
        String full = most == 0 ? "" : ", " + most + " pods";
        findings.goal("ADD cold, ms", findings.millis("ADD cold"), 60);
        findings.goal("ADD cold, of hello", ratio("ADD cold", "hello"), 3);
        findings.goal("peak MiB of ADD cold", findings.figure("peak MiB of ADD cold"), 48);
        findings.goal("MB of the image with the AOT cache", findings.figure("MB of the image with the AOT cache"), 70);
        findings.goal("MB of the image without", findings.figure("MB of the image without"), 55);
        findings.goal("DEL warm, of the kernel's link deletion", ratio("DEL warm", "kernel link deletion"), 1.05);
        for (String way : List.of("ADD cold", "ADD warm")) {
            findings.goal(way + ", full node of empty", ratio(way + FullAndEmpty.FULL, way + FullAndEmpty.EMPTY), 1.15);
        }
        String crowded = "ADD warm" + CrowdedPod.CROWDED;
        findings.goal(crowded + ", ms", findings.millis(crowded), 500);
        double floor = findings.millis("kernel ADD") * 32;
        findings.goal(
                "32 ADDs warm at once, of the kernel's serial time",
                findings.millis("ADD warm, 32 at once") / floor,
                1.3);
        findings.goal("MiB of the agent", findings.figure("MiB of the agent after them"), 80);
        findings.goal(
                "open files of the agent, growth", findings.figure("open files of the agent, more than before"), 0);
        findings.goal("threads of the agent, growth", findings.figure("threads of the agent, more than before"), 0);
        findings.goal(
                "kernel objects of node and pod, growth",
                findings.figure("kernel objects of node and pod, more than before"),
                0);
        if (options.peer().isPresent()) {
            for (String way : List.of("ADD warm", "ADD warm by a link to the client")) {
                findings.goal(way + ", of the peer", ratio(way, "ADD peer"), 0.5);
                findings.goal(way + ", of the peer, full node", ratio(way + full, "ADD peer" + full), 0.1);
            }
        }
    }

    private double ratio(String one, String other) {
        return findings.millis(one) / findings.millis(other);
    }
}
