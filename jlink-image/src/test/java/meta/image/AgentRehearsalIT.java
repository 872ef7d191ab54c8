package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Answer;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Output;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Test;

/** After its start, an agent makes warm-up calls (its rehearsal). The calls leave no objects. The agent answers clients meanwhile. */
@OnRealKernel
class AgentRehearsalIT {
    private static final String REHEARSED = "rehearsed \\d+ rounds of calls in [0-9.]+ s";

    @Test
    void aRehearsalLeavesNothing(Topology net) throws IOException {
        Cluster cluster = Cluster.in(net);
        Namespace node = cluster.node().netns();
        List<String> before = traces(node);
        try (Agent agent = Agent.onNewNode(node, Agent.REHEARSING)) {
            assertThat(agent.untilRehearsed()).matches(REHEARSED);

            assertThat(traces(node)).isEqualTo(before);
            for (String folder :
                    List.of("run/meta-plugins/attachments", "run/meta-plugins/locks", "var/log/meta-plugins")) {
                assertThat(names(Path.of("/proc", Long.toString(agent.pid()), "root", folder)))
                        .as(folder)
                        .isIn("none", "[]");
            }
            assertThat(names(agent.socket().getParent()))
                    .isEqualTo("[" + agent.socket() + ", " + agent.socket() + ".lock]");
            assertThat(agent.calls()).isZero();
            assertThat(agent.refusals()).isZero();
            while (agent.threads("rehearsal") > 0) { // the thread ends after its report
                Thread.onSpinWait();
            }
            assertThat(namespaces(agent)).hasSize(1);
            assertThat(agent.saidUntilNow()).isEmpty();
        }
    }

    @Test
    void callsOfClientsAreAnsweredDuringTheRehearsal(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).attachment(net.pod(), "eth0");
        eth0.addMain();
        try (Agent agent = Agent.on(cluster.node().netns(), Agent.REHEARSING)) {
            for (int round = 1; round <= 3; round++) {
                assertThat(warm(agent, eth0, Verb.ADD)
                                .result()
                                .get("interfaces")
                                .items())
                        .hasSize(3);
                eth0.addLast(); // a cold call; CHECK needs its result
                warm(agent, eth0, Verb.CHECK).isQuietSuccess();
                warm(agent, eth0, Verb.DEL).isQuietSuccess();
                assertThat(agent.calls()).isEqualTo(3 * round);
            }
            assertThat(agent.untilRehearsed()).matches(REHEARSED);
        }
    }

    @Test
    void anAgentCanBeTerminatedDuringItsRehearsal() {
        try (Agent agent = Agent.start(Agent.REHEARSING)) {
            Path folder = Path.of(agent.socket() + ".rehearsal");
            while (!Files.exists(folder.resolve("log"))) { // until the first warm-up call has begun
                Thread.onSpinWait();
            }

            agent.terminate();

            assertThat(agent.await()).isZero();
            assertThat(folder).doesNotExist();
        }
    }

    @Test
    void theNextAgentDeletesTheRehearsalFolderOfAKilledAgent() {
        try (Agent agent = Agent.start(Agent.REHEARSING)) {
            Path folder = Path.of(agent.socket() + ".rehearsal");
            while (!Files.exists(folder.resolve("log"))) {
                Thread.onSpinWait();
            }
            agent.kill();
            assertThat(folder).exists();

            agent.restart();

            assertThat(agent.untilRehearsed()).matches(REHEARSED);
            assertThat(folder).doesNotExist();
        }
    }

    @Test
    void anAgentThatMayNotCreateANamespaceReportsThisAndAnswers(Topology net) throws IOException {
        Path folder = Files.createDirectory(net.folder().resolve("agent"));
        Process agent = Command.of(
                        "setpriv",
                        "--bounding-set=-sys_admin",
                        Image.bin("metactl").toString(),
                        "agent",
                        "run",
                        "--no-repair",
                        "--socket",
                        folder.resolve("agent.sock").toString())
                .start();
        try (var said = agent.errorReader()) {
            assertThat(said.readLine()).startsWith("listening at ");
            assertThat(said.readLine())
                    .startsWith("the rehearsal has failed, and the first calls are slow: ")
                    .contains("a new network namespace: unshare: EPERM");

            Output status = Command.of(
                            Image.bin("metactl").toString(),
                            "agent",
                            "status",
                            "--socket",
                            folder.resolve("agent.sock").toString())
                    .run();

            assertThat(status.text()).contains("calls 0, failed 0, requests refused 0");
            assertThat(folder.resolve("agent.sock.rehearsal")).doesNotExist();
        } finally {
            agent.destroyForcibly();
        }
    }

    private static Answer warm(Agent agent, Attachment nic, Verb verb) {
        return nic.last(verb)
                .with("META_PLUGINS_AGENT", agent.socket().toString())
                .run();
    }

    /** {@return the node's links, routes and rules, except routes with the protocol {@code kernel}} */
    private static List<String> traces(Namespace node) {
        List<String> traces = new ArrayList<>();
        for (String objects :
                List.of("-o link", "route show table all", "-6 route show table all", "rule", "-6 rule")) {
            node.ip(objects)
                    .lines()
                    .filter(line ->
                            !line.contains("proto kernel")) // kernel routes appear when a device gets its carrier
                    .map(line -> line.replaceFirst("^(\\d+: [^:]+):.*", "$1"))
                    .forEach(traces::add);
        }
        return traces;
    }

    private static String names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return "none";
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().toString();
        }
    }

    private static Set<String> namespaces(Agent agent) {
        Set<String> namespaces = new TreeSet<>();
        List<Path> links = new ArrayList<>(agent.files("fd"));
        agent.files("task").forEach(task -> links.add(task.resolve("ns/net")));
        for (Path link : links) {
            try {
                String target = Files.readSymbolicLink(link).toString();
                if (target.startsWith("net:[")) {
                    namespaces.add(target);
                }
            } catch (IOException e) {
                // the thread has ended, or the file was closed
            }
        }
        return namespaces;
    }
}
