package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import meta.image.deploy.KubernetesObjects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the containers of the Kubernetes manifests by podman. The containers get only the volumes, capabilities and variables that the
 * manifests list.
 */
@Tag("install")
class DaemonSetIT {
    private static final Path MANIFESTS = Path.of("..", "deploy", "kubernetes");
    private static final String VERSION = "1.0.0";
    private static final String PLUGIN = "/opt/cni/bin/veth";
    private static final String SOCKET = "/run/meta-plugins/agent.sock";
    private static final Map<String, String> WARM =
            Map.of("META_PLUGINS_AGENT", SOCKET, "META_PLUGINS_AGENT_TIMEOUT", "60000");

    /** Paths that may remain on the node after the removal: mount points of the containers, and files that the agent has written. */
    private static final List<String> LEFT = List.of(
            "/etc/meta-plugins",
            "/opt/meta-plugins",
            "/var/lib/cni",
            "/var/lib/meta-plugins",
            "/var/log/meta-plugins",
            "/var/log/meta-plugins/veth.log");

    private static final String NODE = """
        echo 1 >/proc/sys/net/ipv4/conf/all/rp_filter
        mkdir -p /opt/cni/bin /etc/cni/net.d
        printf '#!/bin/sh\\necho of another owner\\n' >/opt/cni/bin/veth
        chmod 755 /opt/cni/bin/veth
        echo '{"cniVersion": "1.0.0", "name": "lan", "plugins": [{"type": "macvlan"}]}' >/etc/cni/net.d/10-lan.conflist
        """;

    private static final String USE = """
        echo '{"overlay_hijack_subnet": "10.244.0.0/16", "service_hijack_subnet": "10.96.0.0/12"}' >/root/veth.json
        /opt/meta-plugins/current/bin/metactl conflist add lan --type veth --conf /root/veth.json --keep
        rm /root/veth.json
        """;

    private static final String STATUS =
            "status() { META_PLUGINS_AGENT=" + SOCKET + " /opt/meta-plugins/current/bin/metactl agent status; }\n";

    @TempDir
    static Path folder;

    private static Containers containers;

    @BeforeAll
    static void loadTheImage() {
        containers = new Containers(folder.resolve("containers"));
        containers.load(VERSION, Packages.ofVersion(VERSION));
    }

    @AfterAll
    static void removeContainers() {
        containers.close();
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theContainersInstallServeRepairAndRemove() throws Exception {
        try (FolderNode node = FolderNode.start(DebianRoot.unpack(folder.resolve("node")))) {
            node.shell(NODE);
            List<String> before = files(node);

            PodSpec pod = pod("agent");
            assertThat(node.outside(words(node, pod, pod.getInitContainers().getFirst()))
                            .run()
                            .text())
                    .contains("/opt/meta-plugins/current leads to ");
            node.shell(USE);

            NodePod.connect(node);
            NodePod alive = NodePod.start(node, 1);
            try (Running agent = Running.start(node, pod)) {
                agent.awaitLine("listening at ");
                agent.requireReady(node);
                NodePod other = NodePod.start(node, 2);
                assertThat(alive.call("ADD", PLUGIN, WARM).text()).contains("\"veth0\"");
                for (String verb : List.of("ADD", "CHECK", "DEL")) {
                    assertThat(other.call(verb, PLUGIN, WARM).succeeded())
                            .as(verb)
                            .isTrue();
                }
                other.end();
                node.shell(STATUS + "until status | grep 'attachments: 1 kept'; do sleep 0.1; done");
                assertThat(node.shell(STATUS + "status")).contains("calls 4, failed 0");
            }

            node.shell("rm /opt/cni/bin/router");
            try (Running repair = Running.start(node, pod("installer-only"))) {
                repair.awaitLine("put the plugins router, veth into /opt/cni/bin");
                repair.requireReady(node);
            }

            try (Running removal = Running.start(node, pod("uninstall"))) {
                removal.awaitLine("a pod still uses ");
                assertThat(node.shell("cat /etc/cni/net.d/10-lan.conflist")).doesNotContain("\"veth\"");
                assertThat(alive.call("ADD", PLUGIN, WARM).stdout()).contains("was uninstalled");
                assertThat(alive.call("DEL", PLUGIN, WARM).text()).isEmpty();
                alive.end();
                removal.awaitLine("/opt/meta-plugins: nothing of it is left");
            }
            TreeSet<String> left = new TreeSet<>(files(node));
            before.forEach(left::remove);
            assertThat(LEFT).containsAll(left);
            assertThat(files(node)).containsAll(before);
            assertThat(node.shell(
                            "/opt/cni/bin/veth; cat /proc/sys/net/ipv4/conf/all/rp_filter; ip rule show priority 1000"))
                    .isEqualTo("of another owner\n1\n");
        }
    }

    private static PodSpec pod(String manifest) throws IOException {
        String yaml = Files.readString(MANIFESTS.resolve(manifest + ".yaml"));
        return KubernetesObjects.of(
                        DaemonSet.class, KubernetesObjects.trees(yaml).getFirst())
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    private static List<String> words(FolderNode node, PodSpec pod, Container container) {
        for (Volume volume : pod.getVolumes()) {
            if (volume.getHostPath() != null) {
                node.shell("mkdir -p $1", volume.getHostPath().getPath()); // as Kubernetes does for DirectoryOrCreate
            }
        }
        return containers.run(VERSION, node.root(), pod, container);
    }

    private static List<String> files(Node node) {
        return node.shell("find / -xdev -path /root -prune -o -print").lines().toList();
    }

    /**
     * A running container.
     *
     * @param output the standard output and standard error of the container
     */
    private record Running(Container container, Process process, BufferedReader output) implements AutoCloseable {
        static Running start(FolderNode node, PodSpec pod) {
            List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" 2>&1", "sh"));
            Container container = pod.getContainers().getFirst();
            command.addAll(words(node, pod, container));
            Process process = node.outside(command).start();
            return new Running(container, process, process.inputReader());
        }

        void requireReady(FolderNode node) {
            assertThat(node.outside(containers.probe(container)).run().text()).contains("supportedVersions");
        }

        void awaitLine(String begin) throws IOException {
            StringBuilder said = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.append(line).append('\n');
                if (line.startsWith(begin)) {
                    return;
                }
            }
            throw new AssertionError("no line \"" + begin + "…\" in: " + said);
        }

        @Override
        public void close() {
            process.destroy(); // podman passes the signal to the container
            process.onExit().join();
        }
    }
}
