package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import meta.image.cluster.Cluster;
import meta.image.cluster.HeldPodLock;
import meta.image.cni.Answer;
import meta.image.cni.CniError;
import meta.image.cni.Verb;
import meta.image.topology.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client waits as long as the agent works on the call. If the agent is frozen, the client stops waiting. */
@OnRealKernel
@Tag("install")
class FrozenAgentIT {
    /**
     * The time in milliseconds after which the client stops waiting for a message of the agent. A working agent sends a {@code WORKING}
     * message every ten seconds.
     */
    private static final String SILENCE = "20000";

    @InjectTopology
    private static Cluster cluster;

    private AgentAndPod it;

    @BeforeEach
    void anAgentAndAPod() {
        it = AgentAndPod.in(cluster);
    }

    @AfterEach
    void end() {
        it.close();
    }

    @Test
    void aCallOfAFrozenAgentFailsWithTryAgain() throws IOException {
        HeldPodLock lock = HeldPodLock.hold(it.eth0().pod());
        CompletableFuture<Answer> add = add();
        it.agent().untilUnderWay(add);

        signal("STOP");

        CniError error = add.join().error(11);
        assertThat(error.text()).contains("Connection timed out", "not known");
        lock.close();
        signal("CONT");
        assertThat(it.warm(Verb.ADD).run().result().isObject()).isTrue();
        it.warm(Verb.DEL).run().isQuietSuccess();
    }

    @Test
    void aCallThatTakesLongerThanTheTimeoutIsAnswered() throws Exception {
        CompletableFuture<Answer> add;
        try (HeldPodLock _ = HeldPodLock.hold(it.eth0().pod())) {
            add = add();
            it.agent().untilUnderWay(add);
            Thread.sleep(25_000); // less than the 30 s that a call waits for the lock
        }

        assertThat(add.join().result().isObject()).isTrue();
        it.warm(Verb.DEL).run().isQuietSuccess();
    }

    private CompletableFuture<Answer> add() {
        return CompletableFuture.supplyAsync(() ->
                it.warm(Verb.ADD).with("META_PLUGINS_AGENT_SILENCE", SILENCE).run());
    }

    private void signal(String name) {
        Command.of("kill", "-" + name, Long.toString(it.agent().pid())).run().text();
    }
}
