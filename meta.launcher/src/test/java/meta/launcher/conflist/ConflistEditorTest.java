package meta.launcher.conflist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import meta.launcher.call.TestCatalog;
import meta.launcher.runtime.NodeFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits of files in a folder that stands for a node. */
class ConflistEditorTest {
    private static final String FOLDER = "/etc/cni/net.d/";
    private static final String LIST = FOLDER + "10-lan.conflist";
    private static final String TEXT =
            "{\"cniVersion\": \"1.0.0\", \"name\": \"lan\", \"plugins\": [{\"type\": \"macvlan\"}, {\"type\": \"tuning\"}]}\n";
    private static final String OPTIONS =
            "\"overlay_hijack_subnet\": \"10.244.0.0/16\", \"service_hijack_subnet\": \"10.96.0.0/12\"";
    private static final String WITH_VETH =
            TEXT.replace("\"tuning\"}", "\"tuning\"}, {\"type\": \"veth\", " + OPTIONS + "}");
    private static final String SINGLE =
            "{\n  \"cniVersion\": \"0.4.0\",\n  \"name\": \"lan\",\n  \"type\": \"bridge\"\n}\n\n";

    @TempDir
    private Path folder;

    private NodeFiles node() {
        return new NodeFiles(folder);
    }

    private ConflistEditor editor() {
        return new ConflistEditor(node().root());
    }

    private static Entry veth() throws ConflistException {
        return Entry.of("veth", "", ("{" + OPTIONS + "}").getBytes(StandardCharsets.UTF_8));
    }

    private ConflistEditor.Planned added(String network, Entry entry, boolean convert)
            throws IOException, ConflistException {
        ConflistEditor.Planned planned = editor().add(network, entry, TestCatalog.catalog(), convert);
        planned.apply();
        return planned;
    }

    private ConflistEditor.Planned added(String network) throws IOException, ConflistException {
        return added(network, veth(), false);
    }

    private void remove(String network) throws IOException, ConflistException {
        editor().remove(network, Set.of("veth")).apply();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(FOLDER.substring(1)))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void addAndRemoveGiveTheBytesOfBefore() throws Exception {
        node().with(LIST, TEXT);

        assertThat(added(LIST).changes()).hasSize(1);
        assertThat(node().text(LIST)).isEqualTo(WITH_VETH);
        assertThat(added(LIST).changes()).isEmpty();
        remove(LIST);

        assertThat(node().text(LIST)).isEqualTo(TEXT);
        assertThat(names()).containsExactly("10-lan.conflist");
    }

    @Test
    void anEntryMayLeaveToTheNodeWhatItsDefaultsHave() throws Exception {
        node().with(LIST, TEXT).with("/etc/meta-plugins/defaults.json", "{\"options\": {\"veth\": {" + OPTIONS + "}}}");
        Entry bare = Entry.of("veth", "", "{}".getBytes(StandardCharsets.UTF_8));

        added(LIST, bare, false);
        assertThat(node().text(LIST)).isEqualTo(TEXT.replace("\"tuning\"}", "\"tuning\"}, {\"type\": \"veth\"}"));

        node().with(LIST, TEXT).with("/etc/meta-plugins/defaults.json", "{\"options\": {\"veth\": {\"veth_mtu\": 1}}}");
        assertThatThrownBy(() -> added(LIST, veth(), false))
                .hasMessage(
                        LIST + ": " + folder.toRealPath() + "/etc/meta-plugins/defaults.json: options.veth.veth_mtu: 1:"
                                + " expected integer from 68 to 65535");
    }

    @Test
    void aNetworkOrTheNameOfAFileIsEnough() throws Exception {
        node().with(LIST, TEXT)
                .with(FOLDER + "05-broken.conflist", "{")
                .withLink(FOLDER + "06-broken.conflist", "/data/gone");

        added("lan");
        assertThat(node().text(LIST)).isEqualTo(WITH_VETH);
        remove("10-lan.conflist");
        assertThat(node().text(LIST)).isEqualTo(TEXT);
    }

    @Test
    void aNetworkInSeveralFilesIsAnError() throws Exception {
        node().with(LIST, TEXT).with(FOLDER + "20-lan.conflist", TEXT);

        assertThatThrownBy(() -> added("lan"))
                .hasMessage(
                        "lan: is in several files: /etc/cni/net.d/10-lan.conflist, /etc/cni/net.d/20-lan.conflist; give the path of one");
        assertThatThrownBy(() -> added("wan")).hasMessage("wan: no such file or network in /etc/cni/net.d");
        assertThatThrownBy(() -> added("/x.conflist")).hasMessage("/x.conflist: no such file");
    }

    @Test
    void whatOthersChangedMeanwhileStays() throws Exception {
        node().with(LIST, TEXT);
        added(LIST);
        node().with(
                        LIST,
                        node().text(LIST)
                                .replace("lan\"", "lan\" , \"new\": 1")
                                .replace("{\"type\": \"tuning\"}, ", ""));

        remove(LIST);

        assertThat(node().text(LIST))
                .isEqualTo(TEXT.replace("lan\"", "lan\" , \"new\": 1").replace(", {\"type\": \"tuning\"}", ""));
    }

    @Test
    void aFileThatDoesNotParseIsNotWritten() throws Exception {
        node().with(LIST, TEXT.substring(0, 60));

        assertThatThrownBy(() -> added(LIST)).hasMessageStartingWith(LIST + ": line 1, column ");
        assertThatThrownBy(() -> remove(LIST)).hasMessageStartingWith(LIST + ": line 1, column ");
        assertThat(node().text(LIST)).isEqualTo(TEXT.substring(0, 60));
        assertThat(names()).containsExactly("10-lan.conflist");
    }

    @Test
    void theEntryIsCheckedAsACallDoesIt() throws Exception {
        node().with(LIST, TEXT);
        Entry entry =
                Entry.of("veth", "", "{\"service_hijack_subnet\": \"10.0.0.0/33\"}".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> added(LIST, entry, false))
                .hasMessageStartingWith(LIST + ": plugins[2].overlay_hijack_subnet: missing; ")
                .hasMessageContaining("\nplugins[2].service_hijack_subnet: \"10.0.0.0/33\": ");
        assertThatThrownBy(() -> added(LIST, Entry.of("vhet", ""), false))
                .hasMessageContaining("plugins[2].type: \"vhet\": unknown plugin type");
        assertThat(node().text(LIST)).isEqualTo(TEXT);
    }

    @Test
    void aVersionThatWeDoNotSupportIsAnError() throws Exception {
        node().with(LIST, TEXT.replace("1.0.0", "7.0.0"));

        assertThatThrownBy(() -> added(LIST)).hasMessageContaining("7.0.0");
    }

    @Test
    void aChangeByAnotherProgramAfterThePlanIsNotOverwritten() throws Exception {
        node().with(LIST, TEXT);
        ConflistEditor.Planned planned = editor().add(LIST, veth(), TestCatalog.catalog(), false);
        node().with(LIST, "{}");

        assertThatThrownBy(planned::apply).hasMessageContaining("another program has just changed it");
        assertThat(node().text(LIST)).isEqualTo("{}");
        assertThat(names()).containsExactly("10-lan.conflist");
    }

    @Test
    void modeAndExtendedAttributesStay() throws Exception {
        node().with(LIST, TEXT);
        Path file = folder.resolve(LIST.substring(1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        var attributes = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        attributes.write("origin", StandardCharsets.UTF_8.encode("test"));
        boolean root = Files.getOwner(folder).getName().equals("root");
        if (root) {
            Files.setAttribute(file, "unix:uid", 1234);
            Files.setAttribute(file, "unix:gid", 5678);
        }

        added(LIST);

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
        node().with("/data/lan.json.real", TEXT).withLink(LIST, "/data/lan.json.real");

        added(LIST);

        assertThat(Files.isSymbolicLink(folder.resolve(LIST.substring(1)))).isTrue();
        assertThat(node().text("/data/lan.json.real")).isEqualTo(WITH_VETH);
        remove(LIST);
        assertThat(node().text("/data/lan.json.real")).isEqualTo(TEXT);
    }

    @Test
    void whatAKilledProcessLeftIsDeleted() throws Exception {
        node().with(LIST, TEXT).with(FOLDER + ".meta-plugins-17ab.tmp", "half");

        added(LIST);

        assertThat(names()).containsExactly("10-lan.conflist");
    }

    @Test
    void aFileWithOnePluginIsConvertedOnRequestOnly() throws Exception {
        node().with(FOLDER + "10-lan.conf", SINGLE);

        assertThatThrownBy(() -> added("10-lan.conf"))
                .hasMessage(
                        "/etc/cni/net.d/10-lan.conf: has one plugin and no list; --convert makes 10-lan.conflist of it,"
                                + " and remove undoes that");
        added("10-lan.conf", veth(), true);

        assertThat(names()).containsExactly("10-lan.conf.meta-plugins-saved", "10-lan.conflist");
        assertThat(node().text(LIST)).isEqualTo("""
                        {
                          "cniVersion": "0.4.0",
                          "name": "lan",
                          "plugins": [
                        {
                          "cniVersion": "0.4.0",
                          "name": "lan",
                          "type": "bridge"
                        },
                        {
                          "type": "veth",
                          "overlay_hijack_subnet": "10.244.0.0/16",
                          "service_hijack_subnet": "10.96.0.0/12"
                        }
                          ]
                        }
                        """);
    }

    @Test
    void twiceIsOnceForAConvertedFileAndRemoveRestoresIt() throws Exception {
        node().with(FOLDER + "10-lan.conf", SINGLE);
        added("lan", veth(), true);

        assertThat(added("10-lan.conf", veth(), true).changes()).isEmpty();
        assertThat(added("lan", veth(), true).changes()).isEmpty();
        remove("10-lan.conf");

        assertThat(names()).containsExactly("10-lan.conf");
        assertThat(node().text(FOLDER + "10-lan.conf")).isEqualTo(SINGLE);
    }

    @Test
    void anInterruptedConversionIsFinishedOrUndone() throws Exception {
        node().with(FOLDER + "10-lan.conf", SINGLE);
        List<FileChange> changes =
                editor().add("lan", veth(), TestCatalog.catalog(), true).changes();
        FileChanges.apply(changes.subList(0, 1));
        assertThat(names()).containsExactly("10-lan.conf", "10-lan.conflist");

        added("10-lan.conf", veth(), true);
        assertThat(names()).containsExactly("10-lan.conf.meta-plugins-saved", "10-lan.conflist");

        List<FileChange> undo = editor().remove("lan", Set.of("veth")).changes();
        FileChanges.apply(undo.subList(0, undo.size() - 1));
        remove("lan");
        assertThat(names()).containsExactly("10-lan.conf");
    }

    @Test
    void aConvertedFileThatOthersChangedStaysAList() throws Exception {
        node().with(FOLDER + "10-lan.conf", SINGLE);
        added("lan", veth(), true);
        node().with(LIST, node().text(LIST).replace("0.4.0", "1.0.0"));

        remove("lan");

        assertThat(names()).containsExactly("10-lan.conf.meta-plugins-saved", "10-lan.conflist");
        assertThat(node().text(LIST)).doesNotContain("veth").contains("bridge");
    }

    @Test
    void anotherListOfTheSameNameIsNotOverwritten() throws Exception {
        node().with(FOLDER + "10-lan.conf", SINGLE).with(LIST, TEXT.replace("lan", "wan"));

        assertThatThrownBy(() -> added("10-lan.conf", veth(), true))
                .hasMessageContaining("10-lan.conflist exists in this folder");
    }

    @Test
    void theDifferenceCanBeShown() throws Exception {
        node().with(LIST, TEXT);

        assertThat(editor().add(LIST, veth(), TestCatalog.catalog(), false).diff())
                .isEqualTo("--- " + LIST + "\n+++ " + LIST + "\n@@ -1 +1 @@\n-" + TEXT + "+" + WITH_VETH);
        assertThat(node().text(LIST)).isEqualTo(TEXT);
    }

    @Test
    void anUninstallTakesThePluginsOutOfAllFiles() throws Exception {
        node().with(
                        "/etc/containerd/config.toml",
                        "version = 2\n[plugins.'io.containerd.grpc.v1.cri'.cni]\nconf_dir = '/c'\n")
                .with("/c/1.conflist", WITH_VETH)
                .with(LIST, WITH_VETH.replace("tuning", "router"))
                .with(FOLDER + "20-broken.conflist", "{")
                .withLink(FOLDER + "30-broken.conflist", "/data/gone");
        new KeptEntries(node().root()).keep(new KeptEntry(LIST, veth()));

        ConflistRemoval planned = ConflistRemoval.plan(node().root(), Set.of("veth", "router"));
        assertThat(planned.edits()).extracting(ConflistEditor.Planned::file).containsExactly("/c/1.conflist", LIST);
        assertThat(planned.kept()).hasSize(1);
        List<String> problems = ConflistRemoval.apply(node().root(), Set.of("veth", "router"));

        assertThat(problems).hasSize(1).first().asString().startsWith(FOLDER + "20-broken.conflist: line 1, column ");
        assertThat(node().text("/c/1.conflist")).isEqualTo(TEXT);
        assertThat(node().text(LIST)).isEqualTo(TEXT.replace(", {\"type\": \"tuning\"}", ""));
        assertThat(new KeptEntries(node().root()).all()).isEmpty();
    }
}
