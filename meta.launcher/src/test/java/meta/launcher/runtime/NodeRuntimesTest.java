package meta.launcher.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeRuntimesTest {
    private static final String CONTAINERD = "/etc/containerd/config.toml";

    @TempDir
    private Path folder;

    private NodeFiles node() {
        return new NodeFiles(folder);
    }

    private ContainerRuntime only() {
        NodeRuntimes found = NodeRuntimes.read(node().root());
        assertThat(found.problems()).isEmpty();
        assertThat(found.runtimes()).hasSize(1);
        return found.runtimes().getFirst();
    }

    @Test
    void anEmptyNodeHasNoRuntime() {
        assertThat(NodeRuntimes.read(node().root())).isEqualTo(new NodeRuntimes(List.of(), List.of()));
    }

    @Test
    void containerdWithoutAConfigurationFileHasItsDefaults() throws IOException {
        node().with("/usr/bin/containerd", "");

        assertThat(only())
                .isEqualTo(new ContainerRuntime(
                        "containerd",
                        List.of(),
                        "/etc/cni/net.d",
                        List.of("/opt/cni/bin"),
                        new NetworkFileRule.First(1),
                        ""));
    }

    @Test
    void aConfigurationOfContainerdOfVersion1IsRead() throws IOException {
        node().with(CONTAINERD, "[plugins.cri.cni]\nbin_dir = '/b'\nconf_dir = '/c'\nmax_conf_num = 0\n");

        assertThat(only())
                .isEqualTo(new ContainerRuntime(
                        "containerd", List.of(CONTAINERD), "/c", List.of("/b"), new NetworkFileRule.First(0), ""));
    }

    @Test
    void aConfigurationOfContainerdOfVersion2IsRead() throws IOException {
        node().with(
                        CONTAINERD,
                        "version = 2\n[plugins.\"io.containerd.grpc.v1.cri\".cni]\nconf_dir = '/c'\nconf_template = '/t'\n");

        assertThat(only().configFolder()).isEqualTo("/c");
        assertThat(only().template()).isEqualTo("/t");
    }

    @Test
    void aConfigurationOfContainerdOfVersion3IsRead() throws IOException {
        node().with(
                        CONTAINERD,
                        "version = 3\n[plugins.'io.containerd.cri.v1.runtime'.cni]\nbin_dirs = ['/a', '/b']\nmax_conf_num = 2\n");

        assertThat(only().pluginFolders()).containsExactly("/a", "/b");
        assertThat(only().choice()).isEqualTo(new NetworkFileRule.First(2));
    }

    @Test
    void importsAreReadInOrderAndOnlyOnce() throws IOException {
        node().with(CONTAINERD, "version = 3\nimports = ['conf.d/*.toml', '/etc/more.toml', '/etc/missing.toml']\n")
                .with("/etc/containerd/conf.d/1.toml", cni("conf_dir = '/1'\nbin_dir = '/bin1'"))
                .with("/etc/containerd/conf.d/2.toml", cni("conf_dir = '/2'"))
                .with("/etc/containerd/conf.d/3.other", cni("conf_dir = '/3'"))
                .with("/etc/more.toml", "imports = ['/etc/containerd/config.toml']\n" + cni("max_conf_num = 5"));

        assertThat(only())
                .isEqualTo(new ContainerRuntime(
                        "containerd",
                        List.of(
                                CONTAINERD,
                                "/etc/containerd/conf.d/1.toml",
                                "/etc/containerd/conf.d/2.toml",
                                "/etc/more.toml"),
                        "/2",
                        List.of("/bin1"),
                        new NetworkFileRule.First(5),
                        ""));
    }

    private static String cni(String settings) {
        return "version = 3\n[plugins.'io.containerd.cri.v1.runtime'.cni]\n" + settings + "\n";
    }

    @Test
    void anImportOfVersion2ReplacesThePluginsTable() throws IOException {
        node().with(
                        CONTAINERD,
                        "version = 2\nimports = ['/i.toml']\n[plugins.'io.containerd.grpc.v1.cri'.cni]\nconf_dir = '/c'\n")
                .with("/i.toml", "version = 2\n[plugins.'io.containerd.grpc.v1.cri']\nx = 1\n");

        assertThat(only().configFolder()).isEqualTo("/etc/cni/net.d");
    }

    @Test
    void aRuntimeClassCanHaveAFolderOfItsOwn() throws IOException {
        node().with(CONTAINERD, """
                        version = 2
                        [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.kata]
                        cni_conf_dir = "/kata"
                        cni_max_conf_num = 3
                        """);

        List<ContainerRuntime> found = NodeRuntimes.read(node().root()).runtimes();

        assertThat(found.get(1).name()).isEqualTo("containerd, runtime kata");
        assertThat(found.get(1).configFolder()).isEqualTo("/kata");
        assertThat(found.get(1).choice()).isEqualTo(new NetworkFileRule.First(3));
    }

    @Test
    void anImportAddsToTheDisabledPlugins() throws IOException {
        node().with(CONTAINERD, "imports = ['/i.toml']\ndisabled_plugins = ['cri']\n")
                .with("/i.toml", "disabled_plugins = ['btrfs']\n");

        assertThat(only().choice()).isEqualTo(new NetworkFileRule.Unused("disabled_plugins contains \"cri\""));
    }

    @Test
    void aDisabledCriPluginUsesNoConfiguration() throws IOException {
        node().with(CONTAINERD, "disabled_plugins = [\"cri\"]\n");

        assertThat(only().choice()).isEqualTo(new NetworkFileRule.Unused("disabled_plugins contains \"cri\""));
        assertThat(NodeRuntimes.read(node().root()).configFolders()).isEmpty();
    }

    @Test
    void theConfigurationOfK3sIsRead() throws IOException {
        node().with("/var/lib/rancher/k3s/agent/etc/containerd/config.toml", """
                        version = 2
                        [plugins."io.containerd.grpc.v1.cri".cni]
                          bin_dir = "/var/lib/rancher/k3s/data/current/bin"
                          conf_dir = "/var/lib/rancher/k3s/agent/etc/cni/net.d"
                        """);

        assertThat(only().name()).isEqualTo("containerd of k3s");
        assertThat(only().configFolder()).isEqualTo("/var/lib/rancher/k3s/agent/etc/cni/net.d");
    }

    @Test
    void aLaterFileOfCrioOverridesAnEarlierOne() throws IOException {
        node().with("/etc/crio/crio.conf", "[crio.network]\nnetwork_dir = '/n'\nplugin_dirs = ['/a']\n")
                .with("/etc/crio/crio.conf.d/10", "[crio.network]\ncni_default_network = 'multus'\n")
                .with("/etc/crio/crio.conf.d/20", "[crio.network]\nplugin_dirs = ['/b', '/c']\n");

        assertThat(only())
                .isEqualTo(new ContainerRuntime(
                        "CRI-O",
                        List.of("/etc/crio/crio.conf", "/etc/crio/crio.conf.d/10", "/etc/crio/crio.conf.d/20"),
                        "/n",
                        List.of("/b", "/c"),
                        new NetworkFileRule.Named("multus"),
                        ""));
    }

    @Test
    void crioWithoutADefaultNetworkUsesTheFirstUsableFile() throws IOException {
        node().with("/usr/bin/crio", "");

        assertThat(only().choice()).isEqualTo(new NetworkFileRule.FirstUsable());
    }

    @Test
    void podmanWithCniUsesTheNetworkThatACommandNames() throws IOException {
        node().with("/usr/bin/podman", "")
                .with("/etc/containers/containers.conf", "[network]\nnetwork_backend = 'cni'\ndefault_network = 'p'\n")
                .with("/etc/containers/containers.conf.d/a.conf", "[network]\ncni_plugin_dirs = ['/x']\n")
                .with("/etc/containers/containers.conf.d/a.conf.bak", "[network]\ncni_plugin_dirs = ['/y']\n");

        assertThat(only().choice()).isEqualTo(new NetworkFileRule.OnRequest("p"));
        assertThat(only().pluginFolders()).containsExactly("/x");
    }

    @Test
    void podmanWithNetavarkUsesNoCni() throws IOException {
        node().with("/usr/bin/podman", "").with("/var/lib/containers/storage/defaultNetworkBackend", "netavark\n");

        assertThat(only().usesCni()).isFalse();
    }

    @Test
    void aConfigurationThatIsNotTomlIsAProblemWithItsLine() throws IOException {
        node().with(CONTAINERD, "version = 2\nx").with("/usr/bin/crio", "");

        NodeRuntimes found = NodeRuntimes.read(node().root());

        assertThat(found.problems()).containsExactly(CONTAINERD + ": line 2: expected =, found the end of the text");
        assertThat(found.runtimes()).extracting(ContainerRuntime::name).containsExactly("CRI-O");
    }

    @Test
    void aStringWithoutAnEndIsAProblem() throws IOException {
        node().with(CONTAINERD, "version = \"2\\").with("/usr/bin/crio", "");

        assertThat(NodeRuntimes.read(node().root()).problems())
                .containsExactly(CONTAINERD + ": line 1: the string has no end");
    }

    @Test
    void anImportWithAnIncompletePatternIsAProblem() throws IOException {
        node().with(CONTAINERD, "version = 2\nimports = ['conf.d/[a.toml']\n")
                .with("/etc/containerd/conf.d/a.toml", "");

        assertThat(NodeRuntimes.read(node().root()).problems())
                .singleElement()
                .asString()
                .startsWith("/etc/containerd/conf.d/[a.toml: \"[a.toml\" is not a pattern: ");
    }

    @Test
    void anImportWithANulCharacterIsAProblem() throws IOException {
        node().with(CONTAINERD, "version = 2\nimports = [\"x\\u0000/*\"]\n");

        assertThat(NodeRuntimes.read(node().root()).problems())
                .singleElement()
                .asString()
                .contains("cannot be read");
    }
}
