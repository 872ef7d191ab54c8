package meta.launcher.jars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import meta.core.plugin.UnusableStepOrJar;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepFoldersTest {
    @TempDir
    Path folder;

    @Test
    void theFoldersOfTheVariableReplaceTheDefaultFolders() {
        assertThat(StepFolders.of(Map.of("META_PLUGINS_STEPS", "/a/steps.d::/b")))
                .containsExactly(new File("/a/steps.d"), new File("/b"));
        File image = new File(System.getProperty("java.home"));
        assertThat(StepFolders.of(Map.of()))
                .containsExactly(new File("/etc/meta-plugins/steps.d"), new File(image.getParentFile(), "steps.d"));
    }

    @Test
    void anEntryIsAJarOrAFolder() throws Exception {
        Files.createFile(folder.resolve("b.jar"));
        Files.createDirectory(folder.resolve("a"));
        Files.createFile(folder.resolve("README"));
        Files.createFile(folder.resolve(".hidden.jar"));

        assertThat(StepFolders.entries(folder.toFile()))
                .extracting(File::getName)
                .containsExactly("a", "b.jar");
        assertThat(StepFolders.entries(folder.resolve("nosuch").toFile())).isEmpty();
    }

    @Test
    void theStateChangesWithAnythingInAFolder() throws IOException {
        List<File> folders = List.of(folder.toFile());
        String empty = StepFolders.state(folders);
        Path entry = Files.createDirectory(folder.resolve("a"));
        String withFolder = StepFolders.state(folders);
        Path jar = Files.createFile(entry.resolve("a.jar"));
        String withJar = StepFolders.state(folders);
        Files.writeString(jar, "more");

        assertThat(List.of(empty, withFolder, withJar, StepFolders.state(folders)))
                .doesNotHaveDuplicates();
        assertThat(StepFolders.state(folders)).isEqualTo(StepFolders.state(folders));
    }

    /** A folder that its user may not list. For root, who may list every folder, there is no such folder. */
    private static final class ForbiddenFolder extends File {
        private static final long serialVersionUID = 1L;

        ForbiddenFolder(Path path) {
            super(path.toString());
        }

        @Override
        public String @Nullable [] list() {
            return null;
        }

        @Override
        public boolean canRead() {
            return false;
        }
    }

    @Test
    void aFolderThatTheUserMayNotListIsUnusableAndNoShortage() {
        File forbidden = new ForbiddenFolder(folder);

        assertThatThrownBy(() -> StepFolders.entries(forbidden))
                .isInstanceOf(UnusableEntryException.class)
                .hasMessage(folder + " cannot be listed: permission denied");
        assertThat(StepFolders.state(List.of(forbidden))).startsWith(folder + " ");
        CatalogBuilder builder =
                new CatalogBuilder(Duration.ofMinutes(1), new RecentLoadFailures(folder.resolve("none")));
        builder.addFolder(forbidden);
        assertThat(builder.loading().complete().unusable())
                .extracting(UnusableStepOrJar::origin)
                .containsExactly(folder.toString());
    }
}
