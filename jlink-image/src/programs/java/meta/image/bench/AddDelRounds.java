package meta.image.bench;

import java.util.Map;
import meta.image.cluster.Agent;
import meta.image.cluster.Image;
import meta.image.topology.Command;
import meta.image.topology.Host;

/**
 * Calls ADD and DEL for one pod again and again, through an agent. A round is one ADD and one DEL. A shell makes the calls, because it
 * needs less processor time than this JVM would.
 */
record AddDelRounds(Host node, Agent agent, BenchPod pod) {
    private static final int WARM_UP = 200;

    /** Makes 200 rounds, so that the agent's JVM compiles the code of the calls. */
    void warmUp() {
        make(WARM_UP);
    }

    /**
     * Makes this number of rounds. Prints a message after every thousand rounds.
     *
     * @throws AssertionError if a call failed
     */
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
                throw new AssertionError("an ADD or a DEL has failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
