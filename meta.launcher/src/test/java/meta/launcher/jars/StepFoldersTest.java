package meta.launcher.jars;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    void anEntryIsAJarOrAFolder() throws IOException {
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
}
