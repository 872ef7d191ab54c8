package meta.launcher.jars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

    @Test
    void aFileThatOtherUsersCanWriteIsRejected() throws IOException {
        Path jar = Files.createFile(folder.resolve("a.jar"));
        for (String mode : List.of("rw-r--r--", "r--------", "rwxr-xr-x")) {
            Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString(mode));
            assertThatCode(() -> WriteAccess.requireOwn(jar.toFile())).doesNotThrowAnyException();
        }
        for (String mode : List.of("rw-rw-r--", "rw-r---w-")) {
            Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString(mode));
            assertThatExceptionOfType(UnusableEntryException.class)
                    .isThrownBy(() -> WriteAccess.requireOwn(jar.toFile()))
                    .withMessageContaining("can be written to by users other than root")
                    .withMessageEndingWith("chmod go-w " + jar);
        }
    }

    @Test
    void aFileBelowAFolderThatOtherUsersCanWriteIsRejected() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Path inside = Files.createDirectory(open.resolve("steps.d"));
        Path jar = Files.createFile(inside.resolve("a.jar"));
        assertThatCode(() -> WriteAccess.requireOwn(jar.toFile())).doesNotThrowAnyException();

        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertRefused(jar, open + " can be written to by users other than root (its mode is 777); chmod go-w " + open);
        assertRefused(inside, "chmod go-w " + open);
    }

    @Test
    void aLinkThroughAFolderThatOtherUsersCanWriteIsRejected() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Path jar =
                Files.createFile(Files.createDirectory(folder.resolve("real")).resolve("a.jar"));
        Path outside = Files.createFile(open.resolve("b.jar"));
        Path through = Files.createSymbolicLink(open.resolve("real"), jar.getParent());
        Path direct = Files.createSymbolicLink(folder.resolve("direct.jar"), outside);
        Path detour = Files.createSymbolicLink(folder.resolve("detour.jar"), Path.of("open/real/a.jar"));
        Path back = Files.createSymbolicLink(folder.resolve("back.jar"), Path.of("open/../real/a.jar"));
        for (Path link : List.of(direct, detour, back, through.resolve("a.jar"))) {
            assertThatCode(() -> WriteAccess.requireOwn(link.toFile())).doesNotThrowAnyException();
        }

        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        for (Path link : List.of(direct, detour, back, through.resolve("a.jar"))) {
            assertRefused(link, "chmod go-w " + open);
        }
        assertThatCode(() -> WriteAccess.requireOwn(jar.toFile())).doesNotThrowAnyException();
    }

    @Test
    void aStickyFolderMayContainAJarButMayNotBeAStepFolder() throws IOException {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Path jar = Files.createFile(shared.resolve("a.jar"));
        Files.setAttribute(shared, "unix:mode", 01777);
        boolean root = Files.getAttribute(shared, "unix:uid").equals(0);

        if (root) {
            assertThatCode(() -> WriteAccess.requireOwn(jar.toFile())).doesNotThrowAnyException();
        }
        assertRefused(shared, "its mode is 1777");
    }

    @Test
    void linksThatLeadToEachOtherAreRejected() throws IOException {
        Path there = folder.resolve("there.jar");
        Path back = Files.createSymbolicLink(folder.resolve("back.jar"), there);
        Files.createSymbolicLink(there, back);

        assertRefused(there, "too many symbolic links");
    }

    private static void assertRefused(Path file, String text) {
        assertThatExceptionOfType(UnusableEntryException.class)
                .isThrownBy(() -> WriteAccess.requireOwn(file.toFile()))
                .withMessageContaining(text);
    }
}
