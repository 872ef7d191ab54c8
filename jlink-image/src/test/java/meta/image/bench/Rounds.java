package meta.image.bench;

import java.util.Map;
import meta.image.cluster.Agent;
import meta.image.cluster.Image;
import meta.image.topology.Command;
import meta.image.topology.Host;

/**
 * ADD and DEL of one pod through an agent, again and again, by a shell: the bench's own work is left out.
 *
 * @param node where the pod is
 */
record Rounds(Host node, Agent agent, BenchPod pod) {
    private static final int SOME_AGE = 200;

    /** Makes as many as it takes for an agent that has been there for a while when a pod comes. */
    void untilOfSomeAge() {
        make(SOME_AGE);
    }

    void make(int count) {
        String loop = """
            i=0
            while [ $i -lt %d ]; do
              CNI_COMMAND=ADD "$0" <"$1" >/dev/null && CNI_COMMAND=DEL "$0" <"$1" || exit
              i=$((i + 1))
              [ $((i %% 1000)) != 0 ] || echo "$i"
            done
            """.formatted(count);
        Process process = Command.of(
                        "sh",
                        "-c",
                        loop,
                        Image.bin("veth").toString(),
                        pod.config().toString())
                .in(node.netns())
                .with(Map.of(
                        "CNI_CONTAINERID", pod.pod().containerId(),
                        "CNI_NETNS", pod.pod().netns().path().toString(),
                        "CNI_IFNAME", "eth0",
                        "META_PLUGINS_AGENT", agent.socket().toString()))
                .start();
        process.inputReader().lines().forEach(line -> System.err.println("bench: " + line + " rounds"));
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError("a round failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
