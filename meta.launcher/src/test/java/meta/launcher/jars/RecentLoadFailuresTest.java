package meta.launcher.jars;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentLoadFailuresTest {
    private static final String STATE = "/steps.d/acme.jar 100 17\n";

    @TempDir
    Path folder;

    private RecentLoadFailures entries() {
        return new RecentLoadFailures(folder.resolve("slow"));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("slow"))) {
            return files.toList();
        }
    }

    @Test
    void aJarWhoseLoadingDidNotEndIsRememberedUntilItChanges() {
        assertThat(entries().reason(STATE)).isEmpty();

        entries().remember(STATE, "did not return");

        assertThat(entries().reason(STATE))
                .hasValueSatisfying(reason -> assertThat(reason)
                        .startsWith("did not return; the next attempt is in ")
                        .endsWith(" s, or when the jar has changed"));
        assertThat(entries().reason("/steps.d/acme.jar 100 18\n")).isEmpty();
    }

    @Test
    void aJarIsLoadedAgainAfterSomeMinutes() throws IOException {
        entries().remember(STATE, "did not return");
        Files.setLastModifiedTime(
                files().getFirst(),
                FileTime.from(Instant.now().minus(RecentLoadFailures.VALID).minusSeconds(1)));

        assertThat(entries().reason(STATE)).isEmpty();
    }

    @Test
    void aFileThatOtherUsersCanWriteIsIgnored() throws IOException {
        entries().remember(STATE, "did not return");
        Files.setPosixFilePermissions(files().getFirst(), PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(entries().reason(STATE)).isEmpty();
    }

    @Test
    void ifTheFolderCannotBeWrittenNothingIsRemembered() throws IOException {
        Files.writeString(folder.resolve("slow"), "a file");

        entries().remember(STATE, "did not return");

        assertThat(entries().reason(STATE)).isEmpty();
    }

    @Test
    void aRecordThatCannotBeWrittenLeavesNoTemporaryFile() throws IOException {
        entries().remember(STATE, "did not return");
        Path file = files().getFirst();
        Files.delete(file);
        Files.createDirectories(file.resolve("in the way"));

        entries().remember(STATE, "did not return");

        assertThat(files()).containsExactly(file);
    }

    @Test
    void outdatedFilesAreDeletedWhenAnotherJarIsRemembered() throws IOException {
        entries().remember(STATE, "did not return");
        Path outdated = files().getFirst();
        Path ofKilledProcess = Files.createFile(folder.resolve("slow/part123"));
        for (Path file : List.of(outdated, ofKilledProcess)) {
            Files.setLastModifiedTime(
                    file,
                    FileTime.from(Instant.now().minus(RecentLoadFailures.VALID).minusSeconds(1)));
        }
        Path ofRunningProcess = Files.createFile(folder.resolve("slow/part456"));

        entries().remember("/steps.d/b.jar 100 17\n", "did not return");

        assertThat(files()).hasSize(2).contains(ofRunningProcess).doesNotContain(outdated, ofKilledProcess);
    }
}
