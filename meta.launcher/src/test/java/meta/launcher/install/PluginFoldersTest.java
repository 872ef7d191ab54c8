package meta.launcher.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import meta.launcher.runtime.NodeRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFoldersTest {
    private static final String OF_CNI = "[network]\nnetwork_backend = \"cni\"\n";

    @TempDir
    Path node;

    @Test
    void ofSeveralFoldersOfARuntimeOnlyExistingFoldersAreUsed() throws Exception {
        write("/usr/bin/podman", "");
        write("/etc/containers/containers.conf", OF_CNI);
        folder("/usr/lib/cni");

        assertThat(found()).containsExactly("/usr/lib/cni");
    }

    @Test
    void theOnlyFolderOfARuntimeIsUsedEvenIfItDoesNotExist() throws Exception {
        write(
                "/etc/containerd/config.toml",
                "version = 2\n[plugins.\"io.containerd.grpc.v1.cri\".cni]\nbin_dir = \"/srv/cni/\"\n");

        assertThat(found()).containsExactly("/srv/cni");
    }

    @Test
    void theFoldersOfAllRuntimesAreUsed() throws Exception {
        write("/etc/containerd/config.toml", "");
        write("/usr/bin/podman", "");
        write("/etc/containers/containers.conf", OF_CNI);
        folder("/usr/local/lib/cni");
        folder("/usr/lib/cni");

        assertThat(found()).containsExactly("/opt/cni/bin", "/usr/local/lib/cni", "/usr/lib/cni");
    }

    @Test
    void ifNoFolderOfARuntimeExistsAKnownFolderIsUsed() throws Exception {
        write("/usr/bin/podman", "");
        write("/etc/containers/containers.conf", OF_CNI + "cni_plugin_dirs = [\"/a\", \"/b\"]\n");
        assertThatThrownBy(this::found).hasMessageContaining("cni_plugin_dirs").hasMessageContaining("--cni-bin-dir");

        folder("/var/lib/cni/bin");
        assertThat(found()).containsExactly("/var/lib/cni/bin");
    }

    @Test
    void eachKnownDistributionHasItsFolderAndASource() throws Exception {
        assertThat(PluginFolders.KNOWN.stream()
                        .map(PluginFolders.Known::distribution)
                        .collect(Collectors.toSet()))
                .contains("k3s", "RKE2", "MicroK8s", "Talos", "Bottlerocket", "OpenShift", "GKE");
        assertThat(PluginFolders.KNOWN).allSatisfy(known -> {
            assertThat(known.folder()).startsWith("/");
            assertThat(known.source()).startsWith("https://");
        });
    }

    private List<String> found() throws InstallException {
        return PluginFolders.of(new NodeRoot(node), List.of());
    }

    private void folder(String path) throws IOException {
        Files.createDirectories(node.resolve(path.substring(1)));
    }

    private void write(String path, String content) throws IOException {
        Path file = node.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
