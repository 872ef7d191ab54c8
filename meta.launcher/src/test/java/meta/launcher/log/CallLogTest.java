package meta.launcher.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallLogTest {
    private static final Logger LOGGER = LogManager.getLogger(CallLogTest.class);
    private static final CallIdentity CALL =
            new CallIdentity("veth", "ADD", "c0ffee", "net1", "/run/netns/a", PodIdentity.UNKNOWN);

    @TempDir
    Path folder;

    @Test
    void whatIsLoggedThroughTheApiIsInTheFileAtOnce() throws IOException {
        try (var _ = open(Level.DEBUG, folder.resolve("veth.log"))) {
            LOGGER.info("made {}", "veth0");
            LOGGER.debug(() -> "second");

            assertThat(Files.readAllLines(folder.resolve("veth.log")))
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line).contains("plugin=veth verb=ADD container=c0ffee"))
                    .satisfiesExactly(
                            line -> assertThat(line).endsWith("CallLogTest: made veth0"),
                            line -> assertThat(line).endsWith("CallLogTest: second"));
        }
    }

    @Test
    void lessSevereEventsAreNotWritten() throws IOException {
        try (var _ = open(Level.WARN, folder.resolve("veth.log"))) {
            LOGGER.info("no");
            LOGGER.warn("yes");
            LOGGER.fatal("{} {} {}", 1, 2, 3);
        }
        assertThat(Files.readString(folder.resolve("veth.log")))
                .doesNotContain(": no")
                .contains(": yes\n")
                .endsWith(": 1 2 3\n");
    }

    @Test
    void aLogThatIsOffTouchesNoFile() {
        try (var _ = open(Level.OFF, folder.resolve("new/veth.log"))) {
            LOGGER.fatal("no");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void openingALogTouchesNoFile() {
        open(Level.TRACE, folder.resolve("new/veth.log")).close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void missingFoldersAreMadeForTheOwnerAndItsGroup() throws IOException {
        try (var _ = open(Level.DEBUG, folder.resolve("a/b/veth.log"))) {
            LOGGER.info("x");
        }
        assertThat(mode(folder.resolve("a"))).isEqualTo("rwxr-x---");
        assertThat(mode(folder.resolve("a/b"))).isEqualTo("rwxr-x---");
        assertThat(mode(folder.resolve("a/b/veth.log"))).isEqualTo("rw-r-----");
    }

    @Test
    void afterTheCallItsLogGetsNothingMore() throws IOException {
        open(Level.DEBUG, folder.resolve("veth.log")).close();
        LOGGER.error("late");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileThatCannotBeWrittenIsOneLineOnStderr() throws IOException {
        Files.writeString(folder.resolve("file"), "");

        assertThat(stderrOfThreeEventsTo(folder.resolve("file/veth.log")))
                .startsWith("log file " + folder + "/file/veth.log: not written: ")
                .containsOnlyOnce("\n");
        assertThat(stderrOfThreeEventsTo(Path.of("/proc/nowhere/veth.log")))
                .startsWith("log file /proc/nowhere/veth.log: not written: ")
                .containsOnlyOnce("\n");
        assertThat(stderrOfThreeEventsTo(folder))
                .isEqualTo("log file " + folder + ": not written: " + folder + " is not a regular file\n");
    }

    private static String stderrOfThreeEventsTo(Path file) {
        PrintStream stderr = System.err;
        var caught = new ByteArrayOutputStream();
        System.setErr(new PrintStream(caught, true, UTF_8));
        try (var _ = open(Level.DEBUG, file)) {
            LOGGER.info("1");
            LOGGER.info("2");
            LOGGER.info("3");
        } finally {
            System.setErr(stderr);
        }
        return caught.toString(UTF_8);
    }

    private static CallLog open(Level level, Path file) {
        return CallLog.open(new LogSettings(level, file, 1_000_000, Duration.ofDays(5), 5), CALL, System.err);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
