package meta.launcher.conflist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FolderWatchTest {
    private static final long LONG = 3_600_000;

    @TempDir
    Path folder;

    @Test
    void aFolderThatDoesNotExistIsWatchedWhenItIsAddedAgain() throws Exception {
        Path later = folder.resolve("later");
        try (FolderWatch watch = FolderWatch.open()) {
            watch.add(later);
            Files.writeString(later, "a file");
            watch.add(later);
            Files.delete(later);

            Files.createDirectory(later);
            watch.add(later);
            Path file = Files.createFile(later.resolve("file"));
            watch.await(LONG);
            Files.delete(file);
            watch.await(LONG);
        }
    }

    @Test
    void aFolderThatWasReplacedIsWatchedAgain() throws Exception {
        Path replaced = Files.createDirectory(folder.resolve("replaced"));
        try (FolderWatch watch = FolderWatch.open()) {
            watch.add(replaced);
            Files.delete(replaced);
            watch.await(LONG);

            Files.createDirectory(replaced);
            watch.add(replaced);
            Files.createFile(replaced.resolve("file"));
            watch.await(LONG);
        }
        assertThat(replaced.resolve("file")).exists();
    }

    @Test
    void aFolderThatWasRenamedAndCreatedAgainIsWatchedWhenItIsAddedAgain() throws Exception {
        Path renamed = Files.createDirectory(folder.resolve("renamed"));
        Path former = folder.resolve("former");
        try (FolderWatch watch = FolderWatch.open()) {
            watch.add(renamed);
            Files.move(renamed, former);
            Files.createDirectory(renamed);

            watch.add(renamed);
            Files.createFile(renamed.resolve("file"));
            watch.await(LONG);
        }
        assertThat(renamed.resolve("file")).exists();
    }
}
