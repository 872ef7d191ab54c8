package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An agent, or the command {@code metactl repair}, is killed at each of its messages to the kernel during a repair. The next agent or
 * command completes the repair, and no object of another pod changes.
 */
@OnRealKernel
@Tag("install") // starts an agent for each message
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KilledRepairIT {
    private static final int MOST_MESSAGES = 300;
    private static final int KILLED = 128 + 9;
    private static final int MOST_CHECKS = 3000;

    @InjectTopology
    private static Cluster cluster;

    @InjectTopology
    private static Topology topology;

    private Attachment damaged;
    private Attachment other;
    private PodAndNodeState before;
    private PodAndNodeState ofOther;

    @BeforeEach
    void twoPods() {
        damaged = cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).add(topology.pod(), "eth0");
        other = cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).add(topology.pod(), "eth0");
        before = PodAndNodeState.of(cluster, damaged.pod());
        ofOther = PodAndNodeState.of(cluster, other.pod());
    }

    @AfterEach
    void otherPodsStay() {
        other.checkLast();
        damaged.del();
        other.del();
    }

    @Test
    void theNextAgentCompletesTheRepair() throws Exception {
        int message = 1;
        try (Agent agent = Agent.on(cluster.node().netns())) {
            while (isKilledAt(message, agent)) {
                agent.restart();
                isRepaired("agent killed at message " + message);
                assertThat(++message).isLessThan(MOST_MESSAGES);
            }
            isRepaired("not killed");
        }
        System.out.println("the agent was killed at each of " + (message - 1) + " messages");
    }

    @Test
    void theNextCommandCompletesTheRepair() {
        List<String> repairAll = List.of(Image.bin("metactl").toString(), "repair", "--all");
        int message = 1;
        boolean isKilled = true;
        while (isKilled) {
            damage();
            List<String> words = new ArrayList<>(List.of("strace", "-f", "-qqq", "-o", "/dev/null"));
            words.addAll(List.of("-e", "trace=sendto", "-e", "inject=sendto:signal=KILL:when=" + message));
            words.addAll(repairAll);
            isKilled = Command.of(words).in(cluster.node().netns()).run().status() == KILLED;
            if (isKilled) {
                Command.of(repairAll).in(cluster.node().netns()).run();
            }
            damaged.checkLast();
            isAsBefore("command killed at message " + message);
            assertThat(++message).isLessThan(MOST_MESSAGES);
        }
        System.out.println("the command was killed at each of " + (message - 2) + " messages");
    }

    @Test
    void damageWhileNoAgentRunsIsRepairedByTheNext() {
        try (Agent agent = Agent.on(cluster.node().netns())) {
            agent.terminate();
            agent.await();
            damage();
            agent.restart();
            isRepaired("agent restarted");
        }
    }

    private boolean isKilledAt(int message, Agent agent) throws IOException, InterruptedException {
        Path keeper = thread(agent);
        Process killer = Command.of(
                        "strace",
                        "-qqq",
                        "-o",
                        "/dev/null",
                        "-p",
                        String.valueOf(keeper.getFileName()),
                        "-e",
                        "trace=sendto",
                        "-e",
                        "inject=sendto:signal=KILL:when=" + message)
                .start();
        try {
            while (Files.readString(keeper.resolve("status")).contains("TracerPid:\t0\n") && killer.isAlive()) {
                Thread.onSpinWait();
            }
            assertThat(killer.isAlive()).as("strace runs").isTrue();
            damage();
            while (agent.isAlive()) {
                if (damaged.last(Verb.CHECK).run().output().succeeded()) {
                    return false;
                }
            }
            agent.await();
            return true;
        } finally {
            killer.destroy();
            killer.waitFor();
        }
    }

    /** {@return the folder in {@code /proc} of the agent's thread that makes repairs} */
    private static Path thread(Agent agent) throws IOException {
        while (true) {
            for (Path each : agent.files("task")) {
                if (Files.readString(each.resolve("comm")).strip().equals("keeper")) {
                    return each;
                }
            }
        }
    }

    private void damage() {
        for (String family : List.of("-4", "-6")) {
            damaged.pod().netns().ip(family + " route flush proto 109");
            damaged.pod().netns().ip(family + " neigh flush nud permanent");
        }
        for (String address : damaged.addresses()) {
            cluster.node().netns().ip("route del " + address);
        }
    }

    private void isRepaired(String when) {
        int checks = 0;
        while (!damaged.last(Verb.CHECK).run().output().succeeded()) {
            assertThat(++checks).as("CHECKs that fail").isLessThan(MOST_CHECKS);
        }
        isAsBefore(when);
    }

    private void isAsBefore(String when) {
        assertThat(before.sinceThen()).as(when).isEqualTo(PodAndNodeState.Change.NONE);
        assertThat(ofOther.sinceThen()).as("another pod, " + when).isEqualTo(PodAndNodeState.Change.NONE);
    }
}
