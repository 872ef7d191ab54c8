package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes the installed version a hundred times while calls are made without a pause. No call fails, no process uses files of two versions,
 * and no object of a pod remains after its DEL.
 */
@Tag("install")
class UpgradeUnderLoadIT {
    private static final int CALLERS = 8;
    private static final int CHANGES = 100;
    private static final List<String> VERSIONS = List.of("1.0.0", "1.0.1", "1.0.2");
    private static final String SOCKET = "/run/meta-plugins/agent.sock";

    private static final String AGENTS =
            "while :; do /opt/meta-plugins/current/bin/metactl agent run 2>>/run/agents; done";

    @TempDir
    static Path folder;

    private static Containers containers;

    @BeforeAll
    static void threeVersions() {
        containers = new Containers(folder.resolve("containers"));
        for (String version : VERSIONS) {
            containers.load(version, Packages.ofVersion(version));
        }
    }

    @AfterAll
    static void removeContainers() {
        containers.close();
    }

    @Test
    void noColdCallFailsDuringTheChanges() throws Exception {
        try (FolderNode node = FolderNode.start(DebianRoot.unpack(folder.resolve("cold")))) {
            VersionChanges changes = new VersionChanges(node, VERSIONS, containers);
            changes.apply(0);
            changeUnderLoad(node, changes, Map.of());
        }
    }

    /** A loop replaces systemd: whenever the agent has ended, the loop starts the agent of the version that is current then. */
    @Test
    void noWarmCallFailsDuringTheChanges() throws Exception {
        try (FolderNode node = FolderNode.start(DebianRoot.unpack(folder.resolve("warm")))) {
            VersionChanges changes = new VersionChanges(node, VERSIONS, containers);
            changes.apply(0);
            Process agents = node.command(List.of("sh", "-c", AGENTS))
                    .with(Map.of("META_PLUGINS_AGENT", SOCKET))
                    .start();
            try {
                CallLoad load = changeUnderLoad(
                        node, changes, Map.of("META_PLUGINS_AGENT", SOCKET, "META_PLUGINS_AGENT_TIMEOUT", "200"));
                assertThat(load.quick())
                        .as("calls that were quicker than a cold call")
                        .isPositive();
            } finally {
                agents.descendants().forEach(ProcessHandle::destroyForcibly);
                agents.destroyForcibly();
            }
            long started = node.shell("cat /run/agents")
                    .lines()
                    .filter(line -> line.startsWith("listening at "))
                    .count();
            System.out.println("agents started: " + started);
        }
    }

    private static CallLoad changeUnderLoad(FolderNode node, VersionChanges changes, Map<String, String> variables)
            throws Exception {
        NodePod.connect(node);
        List<NodePod> pods = IntStream.rangeClosed(1, CALLERS)
                .mapToObj(number -> NodePod.start(node, number))
                .toList();
        long begin = System.nanoTime();
        CallLoad load = CallLoad.start(pods, variables);
        try (load) {
            for (int i = 1; i <= CHANGES; i++) {
                changes.apply(i);
                load.requireNoFailure();
            }
        }
        load.requireNoFailure();
        System.out.printf(
                "%d calls, %d of them in less than 100 ms, during %d changes in %d s; %d looks at processes%n",
                load.calls(), load.quick(), CHANGES, (System.nanoTime() - begin) / 1_000_000_000, load.looks());
        requireClean(node, pods);
        return load;
    }

    private static void requireClean(Node node, List<NodePod> pods) throws IOException {
        pods.forEach(pod -> assertThat(pod.devices()).doesNotContain("veth0"));
        assertThat(node.shell("ip -brief link show type veth | grep -v '^nic\\|^lan' || :"))
                .isEmpty();
        assertThat(node.shell("ip route show table all proto 109")).isEmpty();
        Path log = node.root().resolve("var/log/meta-plugins/veth.log");
        assertThat(Files.readAllLines(log)).noneMatch(line -> line.contains("ERROR"));
    }
}
