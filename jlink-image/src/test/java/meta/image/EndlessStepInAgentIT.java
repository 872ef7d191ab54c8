package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.cni.Answer;
import meta.image.cni.CniCall;
import meta.image.cni.Verb;
import meta.image.steps.StepJar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A third-party step that does not return fails only its own call. After that, the agent ends, and the next agent answers calls again.
 * {@link BrokenJarKindsIT} tests many other faults.
 */
@OnRealKernel
class EndlessStepInAgentIT {
    private static final int STEP_FAILED = 100;
    private static final int MUST_BE_RESTARTED = 3;

    @TempDir
    Path folder;

    @InjectTopology
    private Cluster cluster;

    private AgentAndPod it;
    private Agent agent;

    @BeforeEach
    void anAgentAndAPod() {
        it = AgentAndPod.in(cluster);
        agent = it.agent();
        it.isServed();
    }

    @AfterEach
    void end() {
        it.close();
    }

    /** {@return an ADD with a third-party step whose method {@code plan} has this body} */
    private CniCall add(String body) {
        StepJar.withStep(body).at(folder.resolve("acme.jar"));
        return it.warm(Verb.ADD).with("META_PLUGINS_STEPS", folder.toString()).configured("step_time_limit", "\"3s\"");
    }

    /** {@return the next line of the agent's output that contains the text} Waits for the line. */
    private String said(String text) {
        String line = agent.said();
        while (!line.contains(text)) {
            assertThat(line).as("the agent prints a line").isNotEqualTo("null");
            line = agent.said();
        }
        return line;
    }

    @Test
    void aStepThatDoesNotEndFailsItsCallAndEndsTheAgent() {
        CniCall stuck = add("for (;;) Thread.onSpinWait();");
        CompletableFuture<Answer> failing = CompletableFuture.supplyAsync(stuck::run);
        var other = it.anotherPod();
        assertThat(it.warm(other, Verb.ADD).run().result().isObject()).isTrue();

        assertThat(failing.join().error(STEP_FAILED).details()).contains("acmeStep: did not return within 3000 ms");

        assertThat(said("its code does not end")).contains(folder + "/acme.jar: ", "acme.AcmeStep.plan");
        assertThat(agent.await()).isEqualTo(MUST_BE_RESTARTED);
        agent.restart();
        it.warm(other, Verb.DEL).run().isQuietSuccess();
        it.isServed();
    }
}
