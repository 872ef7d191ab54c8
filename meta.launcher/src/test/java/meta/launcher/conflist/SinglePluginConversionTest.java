package meta.launcher.conflist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import meta.launcher.call.TestCatalog;
import meta.launcher.runtime.NodeFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinglePluginConversionTest {
    private static final String SINGLE =
            "{\n  \"cniVersion\": \"0.4.0\",\n  \"name\": \"lan\",\n  \"type\": \"bridge\"\n}\n\n";

    @TempDir
    private Path folder;

    private EditedNode node;

    @BeforeEach
    void aNode() {
        node = new EditedNode(new NodeFiles(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10-lan", "10-lan.conf", "10-lan.json", "10.lan"})
    void removeRestoresAConvertedFileWithAnyEnding(String name) throws Exception {
        node.files().with(EditedNode.FOLDER + name, SINGLE);

        node.added(EditedNode.FOLDER + name, EditedNode.veth(), true);
        node.remove(EditedNode.FOLDER + name);

        assertThat(node.names()).containsExactly(name);
        assertThat(node.files().text(EditedNode.FOLDER + name)).isEqualTo(SINGLE);
    }

    @Test
    void aFileWithOnePluginIsConvertedOnRequestOnly() throws Exception {
        node.files().with(EditedNode.FOLDER + "10-lan.conf", SINGLE);

        assertThatThrownBy(() -> node.added("10-lan.conf"))
                .hasMessage("/etc/cni/net.d/10-lan.conf: has a single plugin and no list; --convert converts this"
                        + " file to 10-lan.conflist, and `metactl conflist remove` restores it");
        node.added("10-lan.conf", EditedNode.veth(), true);

        assertThat(node.names()).containsExactly("10-lan.conf.meta-plugins-saved", "10-lan.conflist");
        assertThat(node.files().text(EditedNode.LIST)).isEqualTo("""
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
    void afterAConversionASecondAddChangesNothingAndRemoveRestoresTheFile() throws Exception {
        node.files().with(EditedNode.FOLDER + "10-lan.conf", SINGLE);
        node.added("lan", EditedNode.veth(), true);

        assertThat(node.added("10-lan.conf", EditedNode.veth(), true).changes()).isEmpty();
        assertThat(node.added("lan", EditedNode.veth(), true).changes()).isEmpty();
        node.remove("10-lan.conf");

        assertThat(node.names()).containsExactly("10-lan.conf");
        assertThat(node.files().text(EditedNode.FOLDER + "10-lan.conf")).isEqualTo(SINGLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lan", "10-lan.conf", "10-lan.conflist"})
    void anInterruptedConversionIsFinishedOrUndone(String name) throws Exception {
        node.files().with(EditedNode.FOLDER + "10-lan.conf", SINGLE);
        List<FileChange> changes = node.editor()
                .add("lan", EditedNode.veth(), TestCatalog.catalog(), true)
                .changes();
        new FileChangeApplier("").apply(changes.subList(0, 1));
        assertThat(node.names()).containsExactly("10-lan.conf", "10-lan.conflist");

        node.added(name, EditedNode.veth(), true);
        assertThat(node.names()).containsExactly("10-lan.conf.meta-plugins-saved", "10-lan.conflist");

        List<FileChange> undo = node.editor().remove("lan", Set.of("veth")).changes();
        new FileChangeApplier("").apply(undo.subList(0, undo.size() - 1));
        node.remove("lan");
        assertThat(node.names()).containsExactly("10-lan.conf");
    }

    @Test
    void anErrorNamesTheFilesThatWereChangedBefore() throws Exception {
        node.files().with(EditedNode.FOLDER + "10-lan.conf", SINGLE);
        node.added("lan", EditedNode.veth(), true);
        ConflistEditPlanner.Planned undo = node.editor().remove("lan", Set.of("veth"));
        Path list = folder.toRealPath().resolve(EditedNode.LIST.substring(1));
        List<FileChange> changes = new ArrayList<>(undo.changes());
        changes.set(changes.size() - 1, new FileChange.Delete(list, "another content"));

        assertThatThrownBy(() -> new FileChangeApplier("").apply(changes))
                .isInstanceOf(ConflistException.class)
                .hasMessage(list + ": another program has just changed this file; these files were changed before: "
                        + list + ", " + list.resolveSibling("10-lan.conf"));
        node.remove("lan");
        assertThat(node.names()).containsExactly("10-lan.conf");
    }

    @Test
    void aFileThatAnotherProgramHasChangedSinceThePlanIsNotRenamed() throws Exception {
        node.files().with(EditedNode.FOLDER + "10-lan.conf", SINGLE);
        ConflistEditPlanner.Planned add = node.editor().add("lan", EditedNode.veth(), TestCatalog.catalog(), true);
        node.files().with(EditedNode.FOLDER + "10-lan.conf", SINGLE.replace("bridge", "macvlan"));

        assertThatThrownBy(add::apply)
                .hasMessageContaining("10-lan.conf: another program has just changed this file; run the command again");
        assertThat(node.files().text(EditedNode.FOLDER + "10-lan.conf")).contains("macvlan");
    }

    @Test
    void aSavedOriginalThatAnotherProgramHasChangedSinceThePlanIsNotRestored() throws Exception {
        node.files().with(EditedNode.FOLDER + "10-lan.conf", SINGLE);
        node.added("lan", EditedNode.veth(), true);
        ConflistEditPlanner.Planned remove = node.editor().remove("lan", Set.of("veth"));
        String saved = EditedNode.FOLDER + "10-lan.conf.meta-plugins-saved";
        node.files().with(saved, "{}");

        assertThatThrownBy(remove::apply)
                .hasMessageContaining("10-lan.conf.meta-plugins-saved: another program has just changed this file");
        assertThat(node.files().text(saved)).isEqualTo("{}");
        assertThat(node.names()).containsExactly("10-lan.conf.meta-plugins-saved", "10-lan.conflist");
    }

    @Test
    void aFileThatAnotherProgramHasCreatedSinceThePlanIsNotReplacedByTheOriginal() throws Exception {
        node.files().with(EditedNode.FOLDER + "10-lan.conf", SINGLE);
        node.added("lan", EditedNode.veth(), true);
        ConflistEditPlanner.Planned remove = node.editor().remove("lan", Set.of("veth"));
        node.files().with(EditedNode.FOLDER + "10-lan.conf", "{}");

        assertThatThrownBy(remove::apply)
                .hasMessageContaining("10-lan.conf: another program has just changed this file");
        assertThat(node.files().text(EditedNode.FOLDER + "10-lan.conf")).isEqualTo("{}");
    }

    @Test
    void aConvertedFileThatAnotherProgramHasChangedStaysAList() throws Exception {
        node.files().with(EditedNode.FOLDER + "10-lan.conf", SINGLE);
        node.added("lan", EditedNode.veth(), true);
        node.files().with(EditedNode.LIST, node.files().text(EditedNode.LIST).replace("0.4.0", "1.0.0"));

        node.remove("lan");

        assertThat(node.names()).containsExactly("10-lan.conf.meta-plugins-saved", "10-lan.conflist");
        assertThat(node.files().text(EditedNode.LIST)).doesNotContain("veth").contains("bridge");
    }

    @Test
    void anotherListOfTheSameNameIsNotOverwritten() throws Exception {
        node.files()
                .with(EditedNode.FOLDER + "10-lan.conf", SINGLE)
                .with(EditedNode.LIST, EditedNode.TEXT.replace("lan", "wan"));

        assertThatThrownBy(() -> node.added("10-lan.conf", EditedNode.veth(), true))
                .hasMessageContaining("10-lan.conflist exists in the same folder");
    }
}
