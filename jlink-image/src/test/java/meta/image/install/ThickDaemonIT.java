package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import meta.image.topology.Output;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls plugins of an installation as Multus' daemon (thick plugin) does. Of the node's files, the daemon sees only the folder of CNI
 * plugins. To start a plugin, it changes its root to that of the node with chroot(2), so that its current folder has no path. The daemon
 * and the plugins together have 50 MiB of memory and a tenth of a processor. The test prints times and memory.
 */
@Tag("install")
class ThickDaemonIT {
    private static final String VERSION = "1.0.0";
    private static final String PLUGIN = "/usr/lib/cni/veth";
    private static final int CALLS = 5;
    private static final Map<String, String> WARM =
            Map.of("META_PLUGINS_AGENT", "/run/meta-plugins/agent.sock", "META_PLUGINS_AGENT_TIMEOUT", "200");
    private static final Map<String, String> COLD = Map.of("META_PLUGINS_AGENT", "");
    private static final String AS_DAEMON = """
        gone=$(mktemp -d) && cd $gone && rmdir $gone
        exec nsenter --uts=/proc/self/ns/uts --root="$1" "$2"
        """;

    @TempDir
    static Path folder;

    private FolderNode node;
    private MultusCgroup group;
    private NodePod pod;

    @BeforeEach
    void aNodeWithAnInstallation() throws IOException {
        Path dist = Packages.ofVersion(VERSION);
        Path root = DebianRoot.unpack(folder.resolve("node"));
        Packages.shell(
                Map.of("DIST", dist.toString(), "ROOT", root.toString(), "NAME", Packages.name(VERSION)),
                "tar xzf $DIST/$NAME.tar.gz -C $ROOT/root");
        node = FolderNode.start(root);
        group = MultusCgroup.make();
        node.shell("sh /root/" + Packages.name(VERSION) + "/install");
        NodePod.connect(node);
        pod = NodePod.start(node, 1);
    }

    @AfterEach
    void end() throws IOException {
        node.close();
        group.close();
    }

    @Test
    void callsSucceedWithTheMemoryAndProcessorTimeOfTheDaemon() throws Exception {
        assertThat(Files.isRegularFile(node.root().resolve(PLUGIN.substring(1)), LinkOption.NOFOLLOW_LINKS))
                .as("a file and not a link, which would lead out of the folder that the daemon sees")
                .isTrue();
        Process agent = node.command(List.of("/opt/meta-plugins/current/bin/metactl", "agent", "run"))
                .with(WARM)
                .start();
        try {
            assertThat(agent.errorReader().readLine()).startsWith("listening at ");
            measure("with the agent", WARM);
            assertThat(group.kills()).isZero();
        } finally {
            agent.destroy();
            agent.waitFor();
        }
        measure("without an agent", COLD);
        assertThat(group.kills()).as("one call at a time").isZero();

        NodePod other = NodePod.start(node, 2);
        int failed = 0;
        group.peak();
        for (int i = 0; i < CALLS; i++) {
            List<CompletableFuture<Output>> calls = Stream.of(pod, other)
                    .map(each -> CompletableFuture.supplyAsync(() -> call("ADD", each, COLD)))
                    .toList();
            for (CompletableFuture<Output> call : calls) {
                failed += call.join().succeeded() ? 0 : 1;
            }
        }
        System.out.printf(
                "two calls without an agent at a time: %d of %d fail, the kernel kills %d processes, peak %.1f MiB%n",
                failed, 2 * CALLS, group.kills(), group.peak());
        for (NodePod each : List.of(pod, other)) {
            assertThat(each.call("DEL", PLUGIN, COLD).text()).isEmpty();
        }
    }

    private void measure(String kind, Map<String, String> variables) throws IOException {
        List<Long> durations = new ArrayList<>();
        group.peak();
        for (int i = 0; i < CALLS; i++) {
            Output added = call("ADD", pod, variables);
            assertThat(added.text()).contains("\"veth0\"");
            durations.add(added.took().toMillis());
            assertThat(call("DEL", pod, variables).text()).isEmpty();
        }
        durations.sort(null);
        System.out.printf(
                "%s: ADD takes %d ms (median of %d), peak %.1f MiB%n",
                kind, durations.get(CALLS / 2), CALLS, group.peak());
    }

    private Output call(String verb, NodePod of, Map<String, String> variables) {
        return of.call(
                verb,
                variables,
                PLUGIN,
                words -> node.outside(Stream.concat(
                                Stream.of(
                                        "sh",
                                        "-euc",
                                        group.enter() + "\n" + AS_DAEMON,
                                        "sh",
                                        node.root().toString()),
                                words.stream())
                        .toList()));
    }
}
