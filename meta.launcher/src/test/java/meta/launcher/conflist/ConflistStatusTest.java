package meta.launcher.conflist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import meta.launcher.runtime.NodeFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConflistStatusTest {
    private static final String CONTAINERD = "/etc/containerd/config.toml";

    @TempDir
    private Path folder;

    private NodeFiles node() {
        return new NodeFiles(folder);
    }

    private static String list(String name, String types) {
        return "{\"name\": \"" + name + "\", \"plugins\": [" + types + "]}";
    }

    private static String type(String type) {
        return "{\"type\": \"" + type + "\"}";
    }

    private String status() throws IOException {
        return String.join("\n", ConflistStatus.of(node().root()).lines()) + "\n";
    }

    private NodeFiles threeFiles() throws IOException {
        return node().with("/etc/cni/net.d/20-b.conflist", list("b", type("flannel") + "," + type("veth")))
                .with("/etc/cni/net.d/10-a.conf", "{\"name\": \"a\", \"type\": \"bridge\"}")
                .with("/etc/cni/net.d/30-c.json", list("c", type("x")))
                .with("/etc/cni/net.d/00-other.txt", "");
    }

    @Test
    void containerdUsesTheFirstFile() throws IOException {
        threeFiles().with(CONTAINERD, "version = 2\n");

        assertThat(status()).isEqualTo("""
                        containerd (/etc/containerd/config.toml)
                          /etc/cni/net.d: the first file in byte order of those that end in .conf, .conflist or .json (max_conf_num is 1)
                          uses     /etc/cni/net.d/10-a.conf  network a: bridge
                          not used /etc/cni/net.d/20-b.conflist  network b: flannel, veth
                          broken   /etc/cni/net.d/30-c.json  type: missing; a file with this ending contains a single plugin
                        """);
        assertThat(ConflistStatus.of(node().root()).hasEverywhere(Set.of("veth")))
                .isFalse();
    }

    @Test
    void containerdUsesAsManyFilesAsMaxConfNumAllows() throws IOException {
        threeFiles()
                .with(
                        CONTAINERD,
                        "version = 2\n[plugins.'io.containerd.grpc.v1.cri'.cni]\nmax_conf_num = 2\nconf_template = '/t'\n");

        assertThat(status())
                .contains(
                        "the first 2 files",
                        "uses     /etc/cni/net.d/10-a.conf",
                        "uses     /etc/cni/net.d/20-b.conflist")
                .contains("  conf_template /t: ");
        assertThat(ConflistStatus.of(node().root()).hasEverywhere(Set.of("veth")))
                .isTrue();
    }

    @Test
    void aRuntimeWithoutCniNeedsNoPlugin() throws IOException {
        node().with("/usr/bin/crio", "")
                .with("/etc/cni/net.d/20-b.conflist", list("b", type("veth")))
                .with(CONTAINERD, "version = 2\ndisabled_plugins = ['cri']\n");

        ConflistStatus status = ConflistStatus.of(node().root());
        assertThat(status.lines()).anyMatch(line -> line.contains("uses no network configuration"));
        assertThat(status.hasEverywhere(Set.of("veth"))).isTrue();
        assertThat(status.hasEverywhere(Set.of("router"))).isFalse();
    }

    @Test
    void withABrokenFileContainerdUsesNoNetwork() throws IOException {
        threeFiles().with("/etc/cni/net.d/05-x.conflist", "{").with("/usr/bin/containerd", "");

        assertThat(status())
                .contains("containerd (defaults)", "broken   /etc/cni/net.d/05-x.conflist  line 1, column ")
                .contains("  no network, because /etc/cni/net.d/05-x.conflist is broken")
                .doesNotContain("uses     /");
    }

    @Test
    void aSymbolicLinkWithoutATargetIsABrokenFile() throws IOException {
        threeFiles().withLink("/etc/cni/net.d/05-x.conflist", "/data/gone").with("/usr/bin/crio", "");

        assertThat(status())
                .contains("broken   /etc/cni/net.d/05-x.conflist  no such file: " + folder + "/data/gone")
                .contains("uses     /etc/cni/net.d/10-a.conf");
    }

    @Test
    void crioSkipsABrokenFile() throws IOException {
        threeFiles().with("/etc/cni/net.d/05-x.conflist", "{").with("/usr/bin/crio", "");

        assertThat(status()).contains("the first usable file", "uses     /etc/cni/net.d/10-a.conf");
    }

    @Test
    void crioUsesTheNetworkThatItsConfigurationNames() throws IOException {
        threeFiles().with("/etc/crio/crio.conf", "[crio.network]\ncni_default_network = 'b'\n");

        assertThat(status())
                .contains("whose network is \"b\" (cni_default_network)", "uses     /etc/cni/net.d/20-b.conflist")
                .contains("not used /etc/cni/net.d/10-a.conf");
    }

    @Test
    void podmanUsesListsByName() throws IOException {
        threeFiles()
                .with("/usr/bin/podman", "")
                .with("/etc/containers/containers.conf", "[network]\nnetwork_backend = 'cni'\n");

        assertThat(status())
                .contains("by the name that `podman run --network` gives; without it \"podman\"")
                .contains("uses     /etc/cni/net.d/20-b.conflist", "not used /etc/cni/net.d/10-a.conf");
    }

    @Test
    void podmanWithNetavarkUsesNoNetworkConfiguration() throws IOException {
        threeFiles().with("/usr/bin/podman", "");

        assertThat(status()).isEqualTo("""
                        podman (defaults)
                          uses no network configuration: network_backend is not set, and netavark is the default
                        """);
    }

    @Test
    void aNodeWithoutARuntimeIsReported() throws IOException {
        assertThat(status()).isEqualTo("no container runtime that reads network configurations was found\n");
    }

    @Test
    void aRuntimeConfigurationThatCannotBeReadIsNamed() throws IOException {
        node().with(CONTAINERD, "x");

        assertThat(status()).startsWith("cannot be read: /etc/containerd/config.toml: line 1: ");
    }

    @Test
    void theStatusOfAFileHasOnlyTheRuntimesThatReadTheFile() throws IOException {
        threeFiles()
                .with(CONTAINERD, "version = 2\n")
                .with("/etc/crio/crio.conf", "[crio.network]\nnetwork_dir = '/n'\n");

        ConflistStatus status = ConflistStatus.of(node().root()).withFile("/etc/cni/net.d/20-b.conflist");

        assertThat(status.runtimes()).hasSize(1);
        assertThat(status.runtimes().getFirst().runtime().name()).isEqualTo("containerd");
    }

    @Test
    void restoredEntriesAreShown() throws IOException {
        new RestoredEntryRecords(node().root())
                .write(new RestoredEntry("/etc/cni/net.d/20-b.conflist", ChainEntry.of("veth", "")));

        assertThat(status())
                .contains("restored by an agent with --keep-conflists: \"veth\" in /etc/cni/net.d/20-b.conflist");
    }
}
