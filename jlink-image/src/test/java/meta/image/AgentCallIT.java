package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import meta.image.bench.PeakMemory;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Answer;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.Verb;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Topology;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Calls through an agent have the same answers as cold calls, even if many calls are made at the same time. */
@OnRealKernel
class AgentCallIT {
    private static Topology topology;
    private static Cluster cluster;
    private static Agent agent;

    @BeforeAll
    static void anAgentAndACluster(Topology net) {
        topology = net;
        cluster = Cluster.in(net);
        agent = Agent.on(cluster.node().netns());
    }

    @AfterAll
    static void end() {
        agent.close();
    }

    @Test
    void aCallIsAnsweredInItsCallersNamespace() {
        try (Topology another = new Topology()) {
            Cluster far = Cluster.onNodeWithFirstDevice(another, "nodelocaldns", "169.254.20.10/32");
            Attachment here = attachment(cluster, topology);
            Attachment there = attachment(far, another);
            int before = agent.calls();

            for (Attachment each : List.of(here, there)) {
                warm(each, Verb.ADD).run().result();
                each.addLast();
                warm(each, Verb.CHECK).run().isQuietSuccess();
            }

            assertThat(agent.calls()).isEqualTo(before + 4);
            assertThat(cluster.node().netns().ip("-o link show"))
                    .contains(HostEnd.of(here))
                    .doesNotContain(HostEnd.of(there));
            assertThat(far.node().netns().ip("-o link show")).contains(HostEnd.of(there));
            warm(here, Verb.DEL).run().isQuietSuccess();
            warm(there, Verb.DEL).run().isQuietSuccess();
        }
    }

    @Test
    void theAgentDoesNotNeedTheCallersMountNamespace() {
        Attachment eth0 = attachment(cluster, topology);
        CniCall add = warm(eth0, Verb.ADD);
        int before = agent.calls();
        // the path of the namespace exists only in this mount namespace
        Answer answer = new Answer(
                Command.of("unshare", "--mount", "sh", "-c", """
                    mount -t tmpfs none /mnt && touch /mnt/pod && mount --bind "$CNI_NETNS" /mnt/pod &&
                    CNI_NETNS=/mnt/pod exec "$0"
                    """, add.plugin().toString())
                        .in(add.from())
                        .with(add.environment())
                        .reading(add.stdin())
                        .run());

        assertThat(answer.result()
                        .get("interfaces")
                        .items()
                        .get(2)
                        .get("sandbox")
                        .text())
                .isEqualTo("/mnt/pod");
        assertThat(agent.calls()).isEqualTo(before + 1);
        eth0.last(Verb.CHECK)
                .configured("prevResult", answer.result().toString())
                .run()
                .isQuietSuccess();
        warm(eth0, Verb.DEL).run().isQuietSuccess();
    }

    @Test
    void aLinkToTheClientHasTheSameAnswerWithAndWithoutAnAgent() throws IOException {
        Path link = Files.createSymbolicLink(
                topology.folder().resolve("veth"),
                Image.home().resolve("lib/meta/client").toAbsolutePath());
        Attachment eth0 = attachment(cluster, topology);
        CniCall add = warm(eth0, Verb.ADD).of(link);
        int before = agent.calls();

        Answer warm = add.run();
        assertThat(agent.calls()).isEqualTo(before + 1);
        Answer cold = add.with("META_PLUGINS_AGENT", "/nowhere/agent.sock").run();
        Answer none = add.with("META_PLUGINS_AGENT", "").run();

        assertThat(agent.calls()).isEqualTo(before + 1);
        assertThat(cold.result().toString())
                .isEqualTo(warm.result().toString())
                .isEqualTo(none.result().toString());
        warm(eth0, Verb.DEL).of(link).run().isQuietSuccess();
        eth0.del();
    }

    @Test
    void coldAndWarmCallsForOnePodCanRunAtTheSameTime() {
        Attachment eth0 = attachment(cluster, topology);
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());
        eth0.addLast();
        PodAndNodeState.Change once = before.sinceThen();
        for (int round = 0; round < 5; round++) {
            eth0.delLast();
            List<CompletableFuture<Answer>> calls = new ArrayList<>();
            for (CniCall call : List.of(eth0.last(Verb.ADD), warm(eth0, Verb.ADD), warm(eth0, Verb.ADD))) {
                calls.add(CompletableFuture.supplyAsync(call::run, task -> new Thread(task).start()));
            }
            List<String> results =
                    calls.stream().map(call -> call.join().result().toString()).toList();

            assertThat(results).as("round %d", round).allMatch(results.getFirst()::equals);
            assertThat(before.sinceThen()).isEqualTo(once);
        }
        eth0.del();
    }

    @Test
    void aWarmCallHasTheAnswerOfAColdOne() {
        Attachment eth0 = attachment(cluster, topology);
        CniCall add = eth0.last(Verb.ADD);
        for (CniCall call : List.of(
                add.with("CNI_NETNS", "/run/netns/nosuch"),
                add.with("CNI_NETNS", "/etc/passwd"),
                add.with("CNI_NETNS", "/proc/self/ns/net"),
                add.without("CNI_NETNS"),
                add.reading("{"),
                add.reading("\"" + "x".repeat(1_100_000)),
                add.configured("overlay_hijack_subnet", "1"),
                add.configured("log_options", "{\"log_file\": \"/proc/nowhere\"}")
                        .with("CNI_NETNS", "/etc/passwd"))) {
            var cold = call.run().output();
            int before = agent.calls();
            var warm = call.with("META_PLUGINS_AGENT", agent.socket().toString())
                    .run()
                    .output();

            assertThat(agent.calls()).isEqualTo(before + 1);
            assertThat(warm.stdout()).isEqualTo(cold.stdout()).isNotEmpty();
            assertThat(warm.stderr()).isEqualTo(cold.stderr());
            assertThat(warm.status()).isEqualTo(cold.status());
        }
        eth0.del();
    }

    @Test
    void twoHundredRoundsLeaveNothingBehind() {
        Attachment eth0 = attachment(cluster, topology);
        CniCall add = warm(eth0, Verb.ADD);
        CniCall del = warm(eth0, Verb.DEL);
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());
        rounds(10, add, del);
        int files = agent.files("fd").size();
        int threads = agent.threads();
        PodAndNodeState.Change once = before.sinceThen();

        rounds(200, add, del);

        assertThat(agent.files("fd")).as("open files").hasSize(files);
        assertThat(agent.threads()).as("threads").isLessThanOrEqualTo(threads);
        assertThat(agent.memory()).as("KiB").isLessThan(80 * 1024);
        assertThat(before.sinceThen()).isEqualTo(once);
        assertThat(PeakMemory.of(add.command())).as("KiB of the client").isLessThan(4096);
        del.run();
        eth0.del();
    }

    private static void rounds(int count, CniCall add, CniCall del) {
        for (int i = 0; i < count; i++) {
            add.run().result();
            del.run().isQuietSuccess();
        }
        agent.untilIdle();
    }

    private static Attachment attachment(Cluster of, Topology in) {
        Attachment eth0 = of.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).attachment(in.pod(), "eth0");
        eth0.addMain();
        return eth0;
    }

    private static CniCall warm(Attachment attachment, Verb verb) {
        return attachment.last(verb).with("META_PLUGINS_AGENT", agent.socket().toString());
    }
}
