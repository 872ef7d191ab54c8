package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.Verb;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** If the process of a call is killed before or after it applies an effect of a third-party step, the next DEL removes all objects and effects. */
@OnRealKernel
class KilledEffectIT {
    private static final int STEP_FAILED = 100;

    @TempDir
    Path steps;

    @TempDir
    Path files;

    @InjectTopology
    private Cluster cluster;

    private EffectJar jar;
    private Attachment eth0;
    private PodAndNodeState before;

    @BeforeEach
    void aPodAndAStepWithTwoEffects() {
        jar = EffectJar.in(files, steps.resolve("acme.jar"), "one", "two");
        eth0 = new StepFolder(cluster, steps).attachment("{}");
        eth0.addMain();
        before = PodAndNodeState.of(cluster, eth0.pod());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill-before", "kill-after"})
    void theNextDelUndoesTheEffectsOfAKilledColdAdd(String when) {
        jar.tell(when, "two");
        assertThat(eth0.last(Verb.ADD).run().output().succeeded()).isFalse();
        assertThat(isInForce("one")).isTrue();
        assertThat(isInForce("two")).isEqualTo(when.equals("kill-after"));

        eth0.delLast();
        isGone();
    }

    @Test
    void theNextDelCompletesAColdDelThatWasKilledBetweenUndoAndRecord() {
        eth0.addLast();
        jar.tell("kill-undone", "two");
        assertThat(eth0.last(Verb.DEL).run().output().succeeded()).isFalse();
        assertThat(isInForce("one")).isTrue();

        eth0.delLast();
        assertThat(jar.calls()).endsWith("undo two", "undo two", "undo one");
        isGone();
    }

    @Test
    void theEffectsOfAColdAddThatCallsSystemExitAreUndone() {
        jar.tell("exit", "two");
        assertThat(eth0.last(Verb.ADD).run().error(STEP_FAILED).details())
                .contains("has called System.exit", "2 of 2 effects undone");
        isGone();
        eth0.delLast();
    }

    @Test
    void theNextDelCompletesAnAddAndADelWhoseAgentWasKilled() {
        try (Agent agent = Agent.start()) {
            jar.tell("kill-after", "two");
            assertThat(warm(agent, Verb.ADD).run().output().succeeded()).isFalse();
            agent.await();
            agent.restart();
            assertThat(isInForce("two")).isTrue();
            warm(agent, Verb.DEL).run().isQuietSuccess();
            isGone();

            warm(agent, Verb.ADD).run().result();
            jar.tell("kill-undone", "two");
            assertThat(warm(agent, Verb.DEL).run().output().succeeded()).isFalse();
            agent.await();
            agent.restart();
            warm(agent, Verb.DEL).run().isQuietSuccess();
            isGone();
        }
    }

    @Test
    void anAgentThatRunsOutOfMemoryInAStepUndoesTheEffects() {
        try (Agent agent = Agent.start()) {
            jar.tell("exhaust", "two");
            warm(agent, Verb.ADD).run().error();
            assertThat(jar.calls()).contains("undo two", "undo one");
            agent.await();
            agent.restart();
            warm(agent, Verb.DEL).run().isQuietSuccess();
            isGone();
        }
    }

    private CniCall warm(Agent agent, Verb verb) {
        return eth0.last(verb).with("META_PLUGINS_AGENT", agent.socket().toString());
    }

    private boolean isInForce(String name) {
        return jar.isInForce(name, eth0.pod().containerId());
    }

    private void isGone() {
        assertThat(isInForce("one")).isFalse();
        assertThat(isInForce("two")).isFalse();
        assertThat(before.sinceThen().onNode().lines()).isEmpty();
    }
}
