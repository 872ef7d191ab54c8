package meta.launcher.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileApplierTest {
    @Test
    void aCheckKeepsTheFileOfAnotherInstallerAndLeavesNoFileOfItsOwn(@TempDir Path folder) throws Exception {
        Path plugin = folder.resolve("veth");
        Path ofAnother = Files.writeString(FileOperation.temporary(plugin), "written by another installer");

        FileApplier.check(List.of(new FileOperation.WriteFile(plugin, "content", true)));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(ofAnother);
        }
        assertThat(ofAnother).hasContent("written by another installer");
    }

    @Test
    void theErrorGivesThePathOnceAndTheReason(@TempDir Path folder) throws Exception {
        Path plugin = Files.createDirectories(folder.resolve("veth"));
        Files.createFile(plugin.resolve("file"));

        assertThatThrownBy(() -> FileApplier.apply(List.of(new FileOperation.RemoveFile(plugin))))
                .hasMessage(plugin + ": the folder is not empty");
    }
}
