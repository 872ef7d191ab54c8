package meta.launcher.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import meta.launcher.runtime.NodeRoot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UninstallerTest {
    private static final NodeObjects A_POD = new NodeObjects(List.of("vethabc: meta-plugins"), List.of());

    @TempDir
    Path folder;

    private StubNode node;

    @BeforeEach
    void aNodeAndTwoImages() throws IOException, InstallException {
        node = StubNode.in(folder.toRealPath());
    }

    @Test
    void aFileOfAnotherProgramIsSavedAndRestored() throws Exception {
        Files.writeString(node.bin().resolve("veth"), "the Go plugin");
        Files.writeString(node.bin().resolve("macvlan"), "another plugin");
        node.install(node.first());
        node.install(node.second());
        assertThat(node.bin().resolve("veth.meta-plugins-saved")).hasContent("the Go plugin");

        new Uninstaller(node.layout(), NodeObjects.NONE).uninstall();
        assertThat(StubNode.names(node.bin())).containsExactly("macvlan", "veth");
        assertThat(node.bin().resolve("veth")).hasContent("the Go plugin");
        assertThat(node.layout().folder()).doesNotExist();
    }

    @Test
    void theLatestFileOfAnotherProgramIsSaved() throws Exception {
        Files.writeString(node.bin().resolve("veth"), "the Go plugin");
        node.install(node.first());
        Files.delete(node.bin().resolve("veth"));
        Files.writeString(node.bin().resolve("veth"), "a newer Go plugin");
        node.install(node.second());

        new Uninstaller(node.layout(), NodeObjects.NONE).uninstall();
        assertThat(node.bin().resolve("veth")).hasContent("a newer Go plugin");
    }

    @Test
    void whilePodsHaveObjectsScriptsReplaceThePluginsAndALaterUninstallRemovesTheScripts() throws Exception {
        node.install(node.first());
        new Uninstaller(node.layout(), A_POD).uninstall();

        assertThat(StubNode.names(node.bin())).containsExactly("router", "veth");
        assertThat(StubNode.output(node.bin().resolve("veth"), "VERSION")).contains("supportedVersions");
        assertThat(StubNode.output(node.bin().resolve("veth"), "DEL")).isEmpty();
        assertThat(StubNode.output(node.bin().resolve("veth"), "ADD")).contains("was uninstalled");

        new Uninstaller(node.layout(), NodeObjects.NONE).uninstall();
        assertThat(StubNode.names(node.bin())).isEmpty();
        assertThat(node.layout().folder()).doesNotExist();
    }

    @Test
    void aDryRunListsTheFilesAndChangesNothing() throws Exception {
        node.install(node.first());

        assertThat(new Uninstaller(node.layout(), A_POD).dryRun().lines())
                .contains(
                        "a pod still uses vethabc: meta-plugins",
                        "write " + node.bin().resolve("veth"))
                .doesNotContain("remove " + node.layout().version("1-aaaa"));
        assertThat(new Uninstaller(node.layout(), NodeObjects.NONE).dryRun().lines())
                .contains(
                        "remove " + node.bin().resolve("veth"),
                        "remove " + node.layout().version("1-aaaa"));
        assertThat(InstallStatus.of(node.layout()).isIntact()).isTrue();
    }

    @Test
    void aContainerMustMountEachFolderWithFilesOfTheInstallation() throws Exception {
        Path root = Files.createDirectories(folder.toRealPath().resolve("host"));
        Layout layout = Layout.of(new NodeRoot(root), "/opt/meta-plugins");
        InstallRecord record = new InstallRecord(
                "test", "", "", "", List.of(), List.of(), Map.of("/usr/lib/cni/veth", ""), List.of(), Map.of());
        Files.createDirectories(layout.versions());
        FileApplier.apply(List.of(record.write(layout)));

        assertThatThrownBy(() -> new Uninstaller(layout, NodeObjects.NONE).uninstall())
                .hasMessageContaining("mount this folder into the container");
        assertThat(layout.record()).exists();

        Files.createDirectories(root.resolve("usr/lib/cni"));
        assertThat(new Uninstaller(layout, NodeObjects.NONE).uninstall().complete())
                .isTrue();
        assertThat(layout.folder()).doesNotExist();
    }

    @Test
    void onANodeWithoutAShellThePluginsStayWhilePodsHaveObjects() throws Exception {
        Path root = Files.createDirectories(folder.toRealPath().resolve("host"));
        Layout layout = Layout.of(new NodeRoot(root), "/opt/meta-plugins");
        assertThat(new Uninstaller(layout, A_POD).dryRun().lines()).anyMatch(line -> line.contains("the plugins stay"));

        Files.createDirectories(root.resolve("bin"));
        Files.createFile(root.resolve("bin/sh"));
        assertThat(new Uninstaller(layout, A_POD).dryRun().lines())
                .anyMatch(line -> line.contains("DEL of these pods succeeds, and ADD fails"));
    }

    @Test
    void filesInAFolderOfAnEarlierInstallationAreUninstalledToo() throws Exception {
        node.install(node.first());
        Path other = Files.createDirectory(folder.toRealPath().resolve("other"));
        new Installer(node.layout(), StubNode.NOON)
                .install(new InstallOptions(
                        node.second().folder(), "1", "test", List.of(other.toString()), false, List.of(), false));
        assertThat(StubNode.output(node.bin().resolve("veth"))).contains("bbbb");

        new Uninstaller(node.layout(), NodeObjects.NONE).uninstall();
        assertThat(StubNode.names(node.bin())).isEmpty();
        assertThat(StubNode.names(other)).isEmpty();
    }

    @Test
    void foldersThatTheInstallerHasCreatedAreRemovedIfTheyAreEmpty() throws Exception {
        Path made = folder.toRealPath().resolve("made/deeper/cni");
        Path used = folder.toRealPath().resolve("used/cni");
        node.install(node.first(), node.bin(), made, used);
        node.install(node.second(), node.bin(), made, used);
        Files.writeString(used.resolve("macvlan"), "another plugin");

        new Uninstaller(node.layout(), NodeObjects.NONE).uninstall();
        assertThat(node.bin()).as("the folder existed before").isEmptyDirectory();
        assertThat(folder.resolve("made")).doesNotExist();
        assertThat(StubNode.names(used)).containsExactly("macvlan");
    }

    @Test
    void anInstallationThatWasKilledAfterItsFirstFileCanBeUninstalled() throws Exception {
        Path inTheWay = Files.createDirectories(node.layout().current().resolve("a-folder"));
        assertThatThrownBy(() -> node.install(node.first())).hasMessageContaining("current");
        Files.delete(inTheWay);
        Files.delete(node.layout().current());
        Files.writeString(
                node.bin().resolve("veth"),
                PluginFile.content(node.first().folder(), node.layout().prefix()));

        new Uninstaller(node.layout(), NodeObjects.NONE).uninstall();
        assertThat(StubNode.names(node.bin())).isEmpty();
        assertThat(node.layout().folder()).doesNotExist();
    }

    @Test
    void aDryRunHasTheOutcomeOfTheUninstall() throws Exception {
        node.install(node.first());

        assertThat(new Uninstaller(node.layout(), A_POD).dryRun().complete()).isFalse();
        assertThat(new Uninstaller(node.layout(), NodeObjects.NONE).dryRun().complete())
                .isTrue();
    }
}
