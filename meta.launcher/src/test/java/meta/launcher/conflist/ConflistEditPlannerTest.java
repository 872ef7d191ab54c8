package meta.launcher.conflist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import meta.launcher.call.TestCatalog;
import meta.launcher.runtime.NodeFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConflistEditPlannerTest {
    @TempDir
    private Path folder;

    private EditedNode node;

    @BeforeEach
    void aNode() {
        node = new EditedNode(new NodeFiles(folder));
    }

    @Test
    void removeRestoresTheBytesThatTheFileHadBeforeAdd() throws Exception {
        node.files().with(EditedNode.LIST, EditedNode.TEXT);

        assertThat(node.added(EditedNode.LIST).changes()).hasSize(1);
        assertThat(node.files().text(EditedNode.LIST)).isEqualTo(EditedNode.WITH_VETH);
        assertThat(node.added(EditedNode.LIST).changes()).isEmpty();
        node.remove(EditedNode.LIST);

        assertThat(node.files().text(EditedNode.LIST)).isEqualTo(EditedNode.TEXT);
        assertThat(node.names()).containsExactly("10-lan.conflist");
    }

    @Test
    void anEntryMayOmitOptionsThatTheDefaultsOfTheNodeHave() throws Exception {
        node.files()
                .with(EditedNode.LIST, EditedNode.TEXT)
                .with("/etc/meta-plugins/defaults.json", "{\"options\": {\"veth\": {" + EditedNode.OPTIONS + "}}}");
        ChainEntry bare = ChainEntry.of("veth", "", "{}".getBytes(StandardCharsets.UTF_8));

        node.added(EditedNode.LIST, bare, false);
        assertThat(node.files().text(EditedNode.LIST))
                .isEqualTo(EditedNode.TEXT.replace("\"tuning\"}", "\"tuning\"}, {\"type\": \"veth\"}"));

        node.files()
                .with(EditedNode.LIST, EditedNode.TEXT)
                .with("/etc/meta-plugins/defaults.json", "{\"options\": {\"veth\": {\"veth_mtu\": 1}}}");
        assertThatThrownBy(() -> node.added(EditedNode.LIST, EditedNode.veth(), false))
                .hasMessage(EditedNode.LIST + ": " + folder.toRealPath()
                        + "/etc/meta-plugins/defaults.json: options.veth.veth_mtu: 1:"
                        + " expected integer from 68 to 65535");
    }

    @Test
    void aFileIsFoundByItsNetworkOrByItsName() throws Exception {
        node.files()
                .with(EditedNode.LIST, EditedNode.TEXT)
                .with(EditedNode.FOLDER + "05-broken.conflist", "{")
                .withLink(EditedNode.FOLDER + "06-broken.conflist", "/data/gone");

        node.added("lan");
        assertThat(node.files().text(EditedNode.LIST)).isEqualTo(EditedNode.WITH_VETH);
        node.remove("10-lan.conflist");
        assertThat(node.files().text(EditedNode.LIST)).isEqualTo(EditedNode.TEXT);
    }

    @Test
    void aNetworkInSeveralFilesIsAnError() throws Exception {
        node.files()
                .with(EditedNode.LIST, EditedNode.TEXT)
                .with(EditedNode.FOLDER + "20-lan.conflist", EditedNode.TEXT);

        assertThatThrownBy(() -> node.added("lan"))
                .hasMessage(
                        "lan: is in several files: /etc/cni/net.d/10-lan.conflist, /etc/cni/net.d/20-lan.conflist; give the path of one");
        assertThatThrownBy(() -> node.added("wan")).hasMessage("wan: no such file or network in /etc/cni/net.d");
        assertThatThrownBy(() -> node.added("/x.conflist")).hasMessage("/x.conflist: no such file");
    }

    @Test
    void changesThatAnotherProgramMadeBetweenAddAndRemoveStay() throws Exception {
        node.files().with(EditedNode.LIST, EditedNode.TEXT);
        node.added(EditedNode.LIST);
        node.files()
                .with(
                        EditedNode.LIST,
                        node.files()
                                .text(EditedNode.LIST)
                                .replace("lan\"", "lan\" , \"new\": 1")
                                .replace("{\"type\": \"tuning\"}, ", ""));

        node.remove(EditedNode.LIST);

        assertThat(node.files().text(EditedNode.LIST))
                .isEqualTo(
                        EditedNode.TEXT.replace("lan\"", "lan\" , \"new\": 1").replace(", {\"type\": \"tuning\"}", ""));
    }

    @Test
    void aFileWithInvalidJsonIsNotChanged() throws Exception {
        node.files().with(EditedNode.LIST, EditedNode.TEXT.substring(0, 60));

        assertThatThrownBy(() -> node.added(EditedNode.LIST))
                .hasMessageStartingWith(EditedNode.LIST + ": line 1, column ");
        assertThatThrownBy(() -> node.remove(EditedNode.LIST))
                .hasMessageStartingWith(EditedNode.LIST + ": line 1, column ");
        assertThat(node.files().text(EditedNode.LIST)).isEqualTo(EditedNode.TEXT.substring(0, 60));
        assertThat(node.names()).containsExactly("10-lan.conflist");
    }

    @Test
    void anEntryIsCheckedAsByAnAdd() throws Exception {
        node.files().with(EditedNode.LIST, EditedNode.TEXT);
        ChainEntry entry = ChainEntry.of(
                "veth", "", "{\"service_hijack_subnet\": \"10.0.0.0/33\"}".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> node.added(EditedNode.LIST, entry, false))
                .hasMessageStartingWith(EditedNode.LIST + ": plugins[2].overlay_hijack_subnet: missing; ")
                .hasMessageContaining("\nplugins[2].service_hijack_subnet: \"10.0.0.0/33\": ");
        assertThatThrownBy(() -> node.added(EditedNode.LIST, ChainEntry.of("vhet", ""), false))
                .hasMessageContaining("plugins[2].type: \"vhet\": unknown plugin type");
        assertThat(node.files().text(EditedNode.LIST)).isEqualTo(EditedNode.TEXT);
    }

    @Test
    void anUnsupportedCniVersionIsAnError() throws Exception {
        node.files().with(EditedNode.LIST, EditedNode.TEXT.replace("1.0.0", "7.0.0"));

        assertThatThrownBy(() -> node.added(EditedNode.LIST)).hasMessageContaining("7.0.0");
    }

    @Test
    void aChangeByAnotherProgramAfterThePlanIsNotOverwritten() throws Exception {
        node.files().with(EditedNode.LIST, EditedNode.TEXT);
        ConflistEditPlanner.Planned planned =
                node.editor().add(EditedNode.LIST, EditedNode.veth(), TestCatalog.catalog(), false);
        node.files().with(EditedNode.LIST, "{}");

        assertThatThrownBy(planned::apply)
                .hasMessageContaining("another program has just changed this file; run the command again");
        assertThat(node.files().text(EditedNode.LIST)).isEqualTo("{}");
        assertThat(node.names()).containsExactly("10-lan.conflist");
    }

    @Test
    void modeAndExtendedAttributesStay() throws Exception {
        node.files().with(EditedNode.LIST, EditedNode.TEXT);
        Path file = folder.resolve(EditedNode.LIST.substring(1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        var attributes = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        attributes.write("origin", StandardCharsets.UTF_8.encode("test"));
        boolean root = Files.getOwner(folder).getName().equals("root");
        if (root) {
            Files.setAttribute(file, "unix:uid", 1234);
            Files.setAttribute(file, "unix:gid", 5678);
        }

        node.added(EditedNode.LIST);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
                        .list())
                .contains("origin");
        if (root) {
            assertThat(Files.readAttributes(file, "unix:uid,gid")).containsValues(1234, 5678);
        }
    }

    @Test
    void aSymbolicLinkIsFollowed() throws Exception {
        node.files().with("/data/lan.json.real", EditedNode.TEXT).withLink(EditedNode.LIST, "/data/lan.json.real");

        node.added(EditedNode.LIST);

        assertThat(Files.isSymbolicLink(folder.resolve(EditedNode.LIST.substring(1))))
                .isTrue();
        assertThat(node.files().text("/data/lan.json.real")).isEqualTo(EditedNode.WITH_VETH);
        node.remove(EditedNode.LIST);
        assertThat(node.files().text("/data/lan.json.real")).isEqualTo(EditedNode.TEXT);
    }

    @Test
    void theTemporaryFileOfAKilledProcessIsDeleted() throws Exception {
        node.files().with(EditedNode.LIST, EditedNode.TEXT).with(EditedNode.FOLDER + ".meta-plugins-17ab.tmp", "half");

        node.added(EditedNode.LIST);

        assertThat(node.names()).containsExactly("10-lan.conflist");
    }

    @Test
    void watchersAreNotifiedWhileAnotherThreadDeletesAbandonedFiles() throws Exception {
        node.files().with(EditedNode.LIST, EditedNode.TEXT);
        Path list = folder.resolve(EditedNode.LIST.substring(1));
        List<FileChange> announcement = List.of(new FileChange.NotifyWatchers(list.getParent()));
        List<FileChange> replacement = List.of(new FileChange.Replace(list, EditedNode.TEXT, EditedNode.TEXT));
        FutureTask<Boolean> announcements = new FutureTask<>(() -> {
            for (int i = 0; i < 3000; i++) {
                new FileChangeApplier("").apply(announcement);
            }
            return true;
        });
        Thread.ofPlatform().start(announcements);
        while (!announcements.isDone()) {
            new FileChangeApplier("").apply(replacement);
        }

        assertThat(announcements.get()).isTrue();
        assertThat(node.names()).containsExactly("10-lan.conflist");
    }

    @Test
    void ifTheFolderOfAChangedFileCannotBeSyncedTheErrorSaysThatTheFileWasChanged() {
        Path file = Path.of("/proc/self/10-lan.conflist"); // procfs has no fsync

        assertThatThrownBy(() -> FileChangeApplier.sync(file))
                .isInstanceOf(ConflistException.class)
                .hasMessageStartingWith(file + ": was changed, but a crash of the node can undo the change: ");
    }

    @Test
    void theDifferenceCanBeShown() throws Exception {
        node.files().with(EditedNode.LIST, EditedNode.TEXT);

        assertThat(node.editor()
                        .add(EditedNode.LIST, EditedNode.veth(), TestCatalog.catalog(), false)
                        .diff())
                .isEqualTo("--- " + EditedNode.LIST + "\n+++ " + EditedNode.LIST + "\n@@ -1 +1 @@\n-" + EditedNode.TEXT
                        + "+" + EditedNode.WITH_VETH);
        assertThat(node.files().text(EditedNode.LIST)).isEqualTo(EditedNode.TEXT);
    }

    @Test
    void anUninstallRemovesThePluginsFromAllFiles() throws Exception {
        node.files()
                .with(
                        "/etc/containerd/config.toml",
                        "version = 2\n[plugins.'io.containerd.grpc.v1.cri'.cni]\nconf_dir = '/c'\n")
                .with("/c/1.conflist", EditedNode.WITH_VETH)
                .with(EditedNode.LIST, EditedNode.WITH_VETH.replace("tuning", "router"))
                .with(EditedNode.FOLDER + "20-broken.conflist", "{")
                .withLink(EditedNode.FOLDER + "30-broken.conflist", "/data/gone");
        new RestoredEntryRecords(node.files().root()).write(new RestoredEntry(EditedNode.LIST, EditedNode.veth()));

        ConflistRemoval planned = ConflistRemoval.plan(node.files().root(), List.of(), Set.of("veth", "router"));
        assertThat(planned.edits())
                .extracting(ConflistEditPlanner.Planned::file)
                .containsExactly("/c/1.conflist", EditedNode.LIST);
        assertThat(planned.restored()).hasSize(1);
        List<String> problems = ConflistRemoval.apply(node.files().root(), List.of(), Set.of("veth", "router"));

        assertThat(problems)
                .hasSize(1)
                .first()
                .asString()
                .startsWith(EditedNode.FOLDER + "20-broken.conflist: line 1, column ");
        assertThat(node.files().text("/c/1.conflist")).isEqualTo(EditedNode.TEXT);
        assertThat(node.files().text(EditedNode.LIST))
                .isEqualTo(EditedNode.TEXT.replace(", {\"type\": \"tuning\"}", ""));
        assertThat(node.files().root().exists("/var/lib/meta-plugins")).isFalse();
    }

    @Test
    void anUninstallWithAFolderEditsOnlyTheFilesInTheFolder() throws Exception {
        node.files().with("/k3s/net.d/1.conflist", EditedNode.WITH_VETH).with(EditedNode.LIST, EditedNode.WITH_VETH);

        assertThat(ConflistRemoval.apply(node.files().root(), List.of("/k3s/net.d"), Set.of("veth")))
                .isEmpty();

        assertThat(node.files().text("/k3s/net.d/1.conflist")).isEqualTo(EditedNode.TEXT);
        assertThat(node.files().text(EditedNode.LIST)).isEqualTo(EditedNode.WITH_VETH);
        assertThatThrownBy(() -> ConflistRemoval.plan(node.files().root(), List.of("/k3s/net"), Set.of("veth")))
                .hasMessageContaining("/k3s/net: is not a folder");
    }
}
