package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meta.image.topology.Output;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container of the image installs the plugins on a node, and pods of the node can use them. */
@Tag("install")
class ContainerInstallIT {
    private static final String VERSION = "1.0.0";
    private static final String PLUGIN = "/usr/lib/cni/veth";
    private static final Map<String, String> COLD = Map.of();

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
    void podsUseThePluginsThatTheContainerInstalls() throws Exception {
        try (FolderNode node = FolderNode.start(DebianRoot.unpack(folder.resolve("pods")))) {
            node.shell("chown 1000:1000 /usr/lib/cni"); // on some nodes, the CNI folder belongs to a service
            assertThat(install(node, Containers.CAPABILITIES).text()).contains("/opt/meta-plugins/current leads to ");
            NodePod.connect(node);
            NodePod pod = NodePod.start(node, 1);

            assertThat(pod.call("ADD", PLUGIN, COLD).text()).contains("\"veth0\"");
            assertThat(pod.call("CHECK", PLUGIN, COLD).text()).isEmpty();
            assertThat(install(node, Containers.CAPABILITIES).text()).contains("nothing had to be changed");
            assertThat(pod.call("DEL", PLUGIN, COLD).text()).isEmpty();
            assertThat(node.shell("/opt/meta-plugins/current/bin/metactl install --status"))
                    .contains("intact   yes", "by       oci");
        }
    }

    @Test
    void aMissingCapabilityIsNamed() throws Exception {
        try (FolderNode node = FolderNode.start(DebianRoot.unpack(folder.resolve("capabilities")))) {
            node.shell("chown 1000:1000 /usr/lib/cni");
            for (String missing : Containers.CAPABILITIES) {
                List<String> others = new ArrayList<>(Containers.CAPABILITIES);
                others.remove(missing);
                Output output = install(node, others);
                assertThat(output.status()).as("%s", output).isOne();
                assertThat(output.stderr()).contains(missing);
                assertThat(node.shell("ls /usr/lib/cni")).doesNotContain("veth");
            }
        }
    }

    private static Output install(FolderNode node, List<String> capabilities) {
        return node.outside(containers.run(VERSION, node.root(), capabilities)).run();
    }
}
