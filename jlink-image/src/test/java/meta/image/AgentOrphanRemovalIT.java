package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.steps.StepJar;
import meta.image.topology.Namespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * If a pod's namespace ends without a DEL, the agent removes the pod's objects on the node a minute later. The agent removes no objects of
 * pods whose namespace exists.
 */
@OnRealKernel
@Tag("install") // waits for a minute
@Timeout(600) // ends a test that waits for a removal in vain
class AgentOrphanRemovalIT {
    private static final String RULE = """
            return Plan.ensure(Rule.from(context.addressing().pod().getFirst().asPrefix(), Netns.HOST, RouteTable.of(777), 700));
            """;

    @TempDir
    Path folder;

    @InjectTopology
    private Cluster cluster;

    private Attachment dead;
    private Attachment alive;
    private Attachment withoutPath;
    private Process process;

    @BeforeEach
    void threePods() throws IOException {
        StepJar.withStep(RULE).at(folder.resolve("acme.jar"));
        dead = added();
        alive = added();
        withoutPath = added();
        process = inside(withoutPath.pod().netns());
    }

    @AfterEach
    void endTheProcess() {
        process.destroyForcibly();
    }

    private Attachment added() {
        Attachment nic = new StepFolder(cluster, folder).attachment("{}");
        nic.add();
        return nic;
    }

    @Test
    void anAgentRemovesWhatRemainsOfAPodThatEndsWhileItRuns() throws Exception {
        try (Agent agent = Agent.on(cluster.node().netns())) {
            end(dead, withoutPath);
            removesOnlyTheDead(agent);
        }
    }

    /**
     * The agent runs in a container, where it sees no process of the node, and starts after the end of the pod. It finds out by the
     * namespace id in the attachment record that the pod's namespace no longer exists.
     */
    @Test
    void anAgentInAContainerRemovesWhatRemainsOfAPodThatHasEndedBefore() throws Exception {
        end(dead, withoutPath);
        try (Agent agent = Agent.inContainerOn(cluster.node().netns())) {
            removesOnlyTheDead(agent);
        }
    }

    private static void end(Attachment... pods) {
        for (Attachment nic : pods) {
            nic.pod().netns().remove();
        }
    }

    private void removesOnlyTheDead(Agent agent) throws Exception {
        PodAndNodeState ofAlive = PodAndNodeState.of(cluster, alive.pod());
        assertThat(rules()).as("rules that remain").contains(address(dead), address(withoutPath));

        awaitRemoval(agent, dead);

        assertThat(rules()).doesNotContain(address(dead)).contains(address(alive), address(withoutPath));
        assertThat(ofAlive.sinceThen().inPod().lines()).isEmpty();
        alive.checkLast();
        assertThat(Files.readString(cluster.topology().folder().resolve("veth.log")))
                .contains("the namespace of eth0 is gone, and no DEL was called");

        process.destroy();
        process.waitFor();
        awaitRemoval(agent, withoutPath);
        assertThat(rules()).doesNotContain(address(withoutPath)).contains(address(alive));
        dead.last(Verb.DEL).run().isQuietSuccess();
        withoutPath.last(Verb.DEL).run().isQuietSuccess();
        alive.del();
        assertThat(rules()).doesNotContain("lookup 777");
    }

    /**
     * Waits until the agent has removed an attachment. Before, the agent may remove other attachments, which earlier tests have left in the
     * folder of records.
     */
    private void awaitRemoval(Agent agent, Attachment nic) {
        int minutes = 0;
        while (rules().contains(address(nic))) {
            String line = agent.said();
            minutes += line.equals("null") ? 1 : 0;
            assertThat(minutes).as("minutes without a line").isLessThan(10);
        }
    }

    /**
     * {@return a new process in the pod's namespace} Until the process ends, the namespace exists, even if the namespace's name is
     * deleted.
     */
    private static Process inside(Namespace pod) throws IOException {
        Process process = new ProcessBuilder("ip", "netns", "exec", pod.name(), "sh", "-c", "echo; exec cat").start();
        assertThat(process.getInputStream().read()).isEqualTo('\n');
        return process;
    }

    private static String address(Attachment nic) {
        return "from " + nic.addresses().getFirst() + " lookup 777";
    }

    private String rules() {
        return cluster.node().netns().ip("rule show");
    }
}
