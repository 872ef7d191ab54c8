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
import java.util.List;
import meta.launcher.defaults.NodeDefaults;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallLogTest {
    private static final Logger LOGGER = LogManager.getLogger(CallLogTest.class);
    private static final CallIdentity CALL = new CallIdentity(
            "veth", "ADD", "c0ffee", "net1", "/run/netns/a", new PodIdentity("shop", "web-0", "u-1", "c0ffee"), "");

    @TempDir
    Path folder;

    @Test
    void anEventIsInTheFileAtOnce() throws IOException {
        try (var _ = open(Level.DEBUG, folder.resolve("veth.log"))) {
            LOGGER.info("made {}", "veth0");
            LOGGER.debug(() -> "second");

            assertThat(events(folder.resolve("veth.log")))
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line)
                            .matches(".* call=[0-9a-f]{8} namespace=shop pod=web-0 .*|.* plugin=veth .*"))
                    .satisfiesExactly(
                            line -> assertThat(line).endsWith(" ifname=net1 netns=/run/netns/a made veth0"),
                            line -> assertThat(line).endsWith(" pod=web-0 second"));
        }
    }

    @Test
    void theFirstLineOfACallHasTheFullIdentityAndTheOtherLinesTheCallId() throws IOException {
        Path file = folder.resolve("veth.log");
        for (int call = 0; call < 2; call++) {
            try (var _ = open(Level.WARN, file)) {
                LOGGER.debug("not written, so that it is not the first line");
                LOGGER.warn("one");
                LOGGER.warn("two");
            }
        }

        List<String> lines = events(file);
        String identity =
                " plugin=veth verb=ADD namespace=shop pod=web-0 uid=u-1 container=c0ffee ifname=net1 netns=/run/netns/a one";
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).endsWith(identity);
        assertThat(lines.get(2)).endsWith(identity);
        assertThat(lines.get(1)).endsWith("Z WARN call=" + call(lines.get(0)) + " namespace=shop pod=web-0 two");
        assertThat(lines.get(3)).endsWith("Z WARN call=" + call(lines.get(2)) + " namespace=shop pod=web-0 two");
        assertThat(call(lines.get(0))).isNotEqualTo(call(lines.get(2)));
    }

    @Test
    void everyLineHasTheTrace() throws IOException {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        Path file = folder.resolve("veth.log");
        var identity = new CallIdentity("veth", "ADD", "c0ffee", "net1", "/run/netns/a", PodIdentity.UNKNOWN, trace);
        try (CallLog _ = open(Level.DEBUG, file, identity)) {
            LOGGER.info("one");
            LOGGER.info("two");
        }

        assertThat(events(file)).hasSize(2).allSatisfy(line -> assertThat(line).contains(" trace=" + trace + " "));
    }

    /** {@return the lines of the log file, except for {@link OpenLogFile#FIRST_LINE}} */
    private static List<String> events(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.getFirst() + "\n").isEqualTo(OpenLogFile.FIRST_LINE);
        return lines.subList(1, lines.size());
    }

    private static String call(String line) {
        return line.replaceAll(".* call=([0-9a-f]{8}) .*", "$1");
    }

    @Test
    void eventsBelowTheLevelAreNotWritten() throws IOException {
        try (var _ = open(Level.WARN, folder.resolve("veth.log"))) {
            LOGGER.info("no");
            LOGGER.warn("yes");
            LOGGER.fatal("{} {} {}", 1, 2, 3);
        }
        assertThat(Files.readString(folder.resolve("veth.log")))
                .doesNotContain(" no\n")
                .contains(" yes\n")
                .endsWith(" 1 2 3\n");
    }

    @Test
    void levelOffCreatesNoFile() {
        try (var _ = open(Level.OFF, folder.resolve("new/veth.log"))) {
            LOGGER.fatal("no");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void openingALogCreatesNoFile() {
        open(Level.TRACE, folder.resolve("new/veth.log")).close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void missingFoldersAreCreatedWithAccessForOwnerAndGroupOnly() throws IOException {
        try (var _ = open(Level.DEBUG, folder.resolve("a/b/veth.log"))) {
            LOGGER.info("x");
        }
        assertThat(mode(folder.resolve("a"))).isEqualTo("rwxr-x---");
        assertThat(mode(folder.resolve("a/b"))).isEqualTo("rwxr-x---");
        assertThat(mode(folder.resolve("a/b/veth.log"))).isEqualTo("rw-r-----");
    }

    @Test
    void eventsAfterTheCallAreDiscarded() throws IOException {
        open(Level.DEBUG, folder.resolve("veth.log")).close();
        LOGGER.error("late");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileThatCannotBeWrittenIsReportedInOneLineOnStderr() throws IOException {
        Files.writeString(folder.resolve("file"), "");

        assertThat(stderrOfThreeEventsTo(folder.resolve("file/veth.log")))
                .startsWith("log file " + folder + "/file/veth.log: not written: ")
                .containsOnlyOnce("\n");
        assertThat(stderrOfThreeEventsTo(Path.of("/proc/nowhere/veth.log")))
                .startsWith("log file /proc/nowhere/veth.log: not written: logs are not written to system folders")
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
        return open(level, file, CALL);
    }

    private static CallLog open(Level level, Path file, CallIdentity identity) {
        return CallLog.open(
                new LogSettings(level, file, 1_000_000, Duration.ofDays(5), 5),
                identity,
                new NodeDefaults(Path.of("/nonexistent")),
                System.err,
                LogWriteSchedule.AT_ONCE);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
