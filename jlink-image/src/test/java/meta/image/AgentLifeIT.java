package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.cluster.HeldPodLock;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Answer;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.Verb;
import meta.image.topology.IpFamilies;
import meta.image.topology.Output;
import meta.image.topology.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the start, the socket, the status, the metrics and the end of an agent. */
@OnRealKernel
class AgentLifeIT {
    private Agent agent;

    @BeforeEach
    void anAgent() {
        agent = Agent.start();
    }

    @AfterEach
    void end() {
        agent.close();
    }

    @Test
    void onlyTheOwnerCanUseTheSocket() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(agent.socket())))
                .isEqualTo("rw-------");
    }

    @Test
    void aSecondAgentIsRefused() {
        Output second = agent.command("agent", "run").run();

        assertThat(second.status()).isOne();
        assertThat(second.stderr())
                .isEqualTo(agent.socket() + ".lock is locked: another agent listens at " + agent.socket() + "\n");
        assertThat(agent.calls()).isZero();
    }

    @Test
    void aFileThatIsNoSocketIsNotDeleted() throws IOException {
        agent.kill();
        Files.delete(agent.socket());
        Files.writeString(agent.socket(), "precious");

        Output refused = agent.command("agent", "run").run();

        assertThat(refused.status()).isOne();
        assertThat(refused.stderr()).isEqualTo(agent.socket() + ": the file exists and is not a socket\n");
        assertThat(agent.socket()).hasContent("precious");
    }

    @Test
    void theAgentReportsItsStatus(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).attachment(net.pod(), "eth0");
        eth0.addMain();
        warm(eth0, Verb.ADD).run().result();
        warm(eth0, Verb.ADD).configured("overlay_hijack_subnet", "1").run().error();
        warm(eth0, Verb.DEL).run().isQuietSuccess();

        String status = agent.command("agent", "status").run().text();

        assertThat(status).contains("calls 3, failed 1, requests refused 0");
        assertThat(status.lines().map(line -> line.replaceAll(" +", " ")))
                .anyMatch(line -> line.matches(" veth ADD success 1 [0-9.]+ [0-9.]+ [0-9.]+"))
                .anyMatch(line -> line.matches(" veth ADD code 7 1 [0-9.]+ [0-9.]+ [0-9.]+"))
                .anyMatch(line -> line.matches(" veth DEL success 1 [0-9.]+ [0-9.]+ [0-9.]+"));
    }

    @Test
    void theAgentReportsTheTimesOfPhasesAndStepsToPrometheus(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).attachment(net.pod(), "eth0");
        eth0.addMain();
        try (Agent observed = Agent.start("--metrics", "0")) {
            eth0.last(Verb.ADD)
                    .with("META_PLUGINS_AGENT", observed.socket().toString())
                    .run()
                    .result();
            eth0.last(Verb.DEL)
                    .with("META_PLUGINS_AGENT", observed.socket().toString())
                    .run()
                    .isQuietSuccess();

            assertThat(observed.metrics().lines())
                    .contains(
                            "meta_plugins_phase_seconds_count{plugin=\"veth\",verb=\"ADD\",phase=\"apply\",outcome=\"success\"} 1",
                            "meta_plugins_step_seconds_count{plugin=\"veth\",verb=\"ADD\",step=\"setupVeth\",outcome=\"success\"} 1",
                            "meta_plugins_step_seconds_count{plugin=\"veth\",verb=\"ADD\",step=\"setupRoutes\",outcome=\"success\"} 1",
                            "meta_plugins_step_seconds_count{plugin=\"veth\",verb=\"DEL\",step=\"setupVeth\",outcome=\"success\"} 1")
                    .anyMatch(line -> line.startsWith("meta_plugins_step_seconds_sum{plugin=\"veth\",verb=\"ADD\","));
        }
    }

    @Test
    void theStatusOfAMissingAgentIsAnError() {
        agent.kill();

        Output status = agent.command("agent", "status").run();

        assertThat(status.status()).isOne();
        assertThat(status.stderr())
                .startsWith(agent.socket()
                        + ": no agent runs: the socket belongs to an agent that has ended; calls work without an agent."
                        + " To start the agent: ")
                .contains("metactl agent run")
                .doesNotContain("ECONNREFUSED");
    }

    @Test
    void aTerminatedAgentEndsWhenTheCallsThatItHasAcceptedAreAnswered(Topology net) throws IOException {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).attachment(net.pod(), "eth0");
        eth0.addMain();
        HeldPodLock lock = HeldPodLock.hold(eth0.pod());
        CompletableFuture<Answer> add =
                CompletableFuture.supplyAsync(() -> warm(eth0, Verb.ADD).run());
        agent.untilUnderWay(add);

        agent.terminate();
        while (Files.exists(agent.socket()) && agent.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(agent.isAlive()).isTrue();
        assertThat(add).isNotDone();
        lock.close();

        assertThat(add.join().result().get("interfaces").items()).hasSize(3);
        assertThat(agent.await()).isZero();
        warm(eth0, Verb.ADD).run().result(); // a cold call
        eth0.delLast();
    }

    private CniCall warm(Attachment attachment, Verb verb) {
        return attachment.last(verb).with("META_PLUGINS_AGENT", agent.socket().toString());
    }
}
