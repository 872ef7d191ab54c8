package meta.launcher.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static meta.launcher.log.OpenLogFile.FIRST_LINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import meta.launcher.defaults.NodeDefaults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A network configuration can name only certain files as its log. The plugin writes the log as root, so the log must not be a file of
 * another program.
 */
class LogFolderPolicyTest {
    private static final String OTHERS = "line of another program\n";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

    private LogFolderPolicy folders() {
        return new LogFolderPolicy(
                new NodeDefaults(folder.resolve("defaults.json")), new PrintStream(stderr, true, UTF_8));
    }

    private LogFile log(Path path, long maxBytes) {
        return new LogFile(
                path, new RotationLimits(maxBytes, Duration.ofDays(1), 2), InstantSource.system(), folders());
    }

    private void write(Path path) throws IOException {
        try (LogFile file = log(path, 1_000)) {
            file.append("1\n".getBytes(UTF_8));
        }
    }

    private String refusal(Path path) {
        return String.valueOf(
                catchThrowableOfType(IOException.class, () -> write(path)).getMessage());
    }

    @Test
    void aNewFileBeginsWithTheFirstLineOfAllLogs() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.log"), "");
        for (Path path : new Path[] {folder.resolve("new.log"), empty, folder.resolve("a/b/new.log")}) {
            write(path);
            write(path);
            assertThat(path).hasContent(FIRST_LINE + "1\n1\n");
        }
    }

    @Test
    void aFileOfAnotherProgramIsNotWritten() throws IOException {
        Path path = Files.writeString(folder.resolve("other.conf"), OTHERS);

        assertThat(refusal(path)).contains(path + " is not a log file of meta-plugins", "log_folders");

        assertThat(path).hasContent(OTHERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/cron.d/meta-plugins-test",
                "/usr/meta-plugins-test",
                "/dev/meta-plugins-test",
                "/var/log/../../etc/meta-plugins-test"
            })
    void noFileIsCreatedInASystemFolder(String name) {
        assertThat(refusal(Path.of(name))).contains("logs are not written to system folders");

        assertThat(Path.of(name)).doesNotExist();
    }

    @Test
    void aSymbolicLinkToAFolderIsResolved() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/etc"));

        assertThat(refusal(link.resolve("meta-plugins-test"))).contains("logs are not written to system folders");

        assertThat(Path.of("/etc/meta-plugins-test")).doesNotExist();
    }

    @Test
    void symbolicLinksPipesAndFilesWithTwoHardLinksAreNotWritten() throws IOException, InterruptedException {
        Path target = Files.writeString(folder.resolve("target"), "");
        Path link = Files.createSymbolicLink(folder.resolve("link.log"), target);
        Path pipe = folder.resolve("pipe.log");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path twice = Files.createLink(folder.resolve("twice.log"), target);

        assertThat(refusal(link)).contains("ELOOP");
        assertThat(refusal(pipe)).isEqualTo(pipe + " is not a regular file");
        assertThat(refusal(twice)).isEqualTo(twice + " has more than one hard link");
        assertThat(target).isEmptyFile();
    }

    @Test
    void inAFolderOfLogFoldersAnyFileIsAppendedToButNotRenamed() throws IOException {
        Path defaults = folder.resolve("defaults.json");
        Files.writeString(defaults, "{\"log_folders\": [\"" + folder + "/logs\"]}");
        Files.setPosixFilePermissions(defaults, PosixFilePermissions.fromString("rw-r--r--"));
        Path path = Files.createDirectory(folder.resolve("logs")).resolve("app.log");
        Files.writeString(path, OTHERS);

        try (LogFile file = log(path, 4)) {
            file.append("12345\n".getBytes(UTF_8));
            file.append("6\n".getBytes(UTF_8));
        }

        assertThat(path).hasContent(OTHERS + "12345\n6\n");
        assertThat(folder.resolve("logs/app.log.1")).doesNotExist();
        assertThat(stderr.toString(UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"log_folders\": 7}", "{\"log_folders\": [\"relative\"]}", "{", "[]", ""})
    void invalidDefaultsOfTheNodeAreReportedAndIgnored(String text) throws IOException {
        Files.writeString(folder.resolve("defaults.json"), text);
        Path others = Files.writeString(folder.resolve("other.conf"), OTHERS);

        assertThatCode(() -> write(folder.resolve("new.log"))).doesNotThrowAnyException();
        assertThat(refusal(others)).contains("is not a log file of meta-plugins");

        assertThat(stderr.toString(UTF_8)).startsWith(folder + "/defaults.json: ignored: ");
    }

    @Test
    void defaultsThatOtherUsersCanWriteAreIgnored() throws IOException {
        Path defaults = folder.resolve("defaults.json");
        Files.writeString(defaults, "{\"log_folders\": [\"" + folder + "\"]}");
        Files.setPosixFilePermissions(defaults, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(refusal(Files.writeString(folder.resolve("other.conf"), OTHERS)))
                .contains("is not a log file of meta-plugins");

        assertThat(stderr.toString(UTF_8)).contains("only root can write");
    }

    @Test
    void aFullLogIsRotatedIfTheOlderFilesAreLogsOfThePlugin() throws IOException {
        Path path = folder.resolve("veth.log");
        long most = FIRST_LINE.length() + 4L;
        try (LogFile file = log(path, most)) {
            for (String line : new String[] {"1\n", "2\n", "3\n", "4\n", "5\n"}) {
                file.append(line.getBytes(UTF_8));
            }
        }
        assertThat(path).hasContent(FIRST_LINE + "5\n");
        assertThat(folder.resolve("veth.log.1")).hasContent(FIRST_LINE + "3\n4\n");
        assertThat(folder.resolve("veth.log.2")).hasContent(FIRST_LINE + "1\n2\n");
    }

    @Test
    void aNumberedFileOfAnotherProgramIsNeitherMovedNorDeleted() throws IOException {
        Path path = folder.resolve("data");
        for (int number = 1; number <= 3; number++) {
            Files.writeString(folder.resolve("data." + number), OTHERS);
        }
        try (LogFile file = log(path, FIRST_LINE.length() + 2L)) {
            file.append("1\n".getBytes(UTF_8));
            file.append("2\n".getBytes(UTF_8));
        }
        assertThat(path).hasContent(FIRST_LINE + "1\n2\n");
        for (int number = 1; number <= 3; number++) {
            assertThat(folder.resolve("data." + number)).hasContent(OTHERS);
        }
    }
}
