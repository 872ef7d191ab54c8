package meta.launcher.jars;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code is loaded only from files and folders that no user but root and the user of this process can change or replace. */
class WriteAccessTest {
    @TempDir
    Path folder;

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
    void aPathWithSpecialCharactersIsOneWordOfTheCommand() throws IOException {
        Path jar = Files.createFile(folder.resolve("a;reboot.jar"));
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-r--"));

        assertRefused(jar, "; chmod go-w '" + jar + "'");
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
        assertRefused(shared.resolve("."), "its mode is 1777");
        Path inside = Files.createDirectory(shared.resolve("inside"));
        assertRefused(inside.resolve(".."), "its mode is 1777");
        assertRefused(Files.createSymbolicLink(folder.resolve("link"), shared.resolve(".")), "its mode is 1777");
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
