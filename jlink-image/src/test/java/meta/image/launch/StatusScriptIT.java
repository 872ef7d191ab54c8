package meta.image.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import meta.image.cluster.Image;
import meta.image.topology.Command;
import meta.image.topology.Output;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the script that answers STATUS without a JVM if possible. A program that stores its input replaces the JVM, so that the tests know
 * whether the script has started the JVM.
 */
class StatusScriptIT {
    private static final String CONFIG =
            "{\"cniVersion\": \"1.1.0\",\n \"name\": \"a 'b' $c \\\\ %d\", \"type\": \"veth\"}";
    private static final String NOT_READY = "{\"cniVersion\":\"1.1.0\",\"code\":50,\"msg\":\"no\"}";

    @TempDir
    Path folder;

    private Path image;
    private Path known;

    @BeforeEach
    void anImageWithoutJvm() throws IOException {
        image = LauncherCalls.copy(Image.home(), folder.resolve("image"));
        known = folder.resolve("known");
        jvm("""
            #!/bin/sh
            cat >>"$0.asked"
            """);
    }

    private void jvm(String program) throws IOException {
        Path java = image.resolve("bin/java");
        Files.deleteIfExists(java);
        Files.writeString(java, program);
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void aPluginThatWasReadyIsReadyForAMinuteWithoutAJvm() throws IOException {
        isReady(status(CONFIG).run());
        isReady(status(CONFIG).run());

        assertThat(asked())
                .as("the JVM was started once, with the unchanged configuration")
                .isEqualTo(CONFIG + "\n");

        knownSince(-61);
        isReady(status(CONFIG).run());
        isReady(status(CONFIG).run());
        assertThat(asked()).isEqualTo((CONFIG + "\n").repeat(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh", "bash --posix"})
    void anyPosixShellUsesTheStoredAnswer(String shell) throws IOException {
        for (int i = 0; i < 2; i++) {
            isReady(by(shell));
        }
        assertThat(asked()).isEqualTo(CONFIG + "\n");
    }

    @Test
    void theAnswerForAnotherConfigurationIsNotUsed() throws IOException {
        String other = CONFIG.replace("veth", "Veth");
        isReady(status(CONFIG).run());
        isReady(status(other).run());
        isReady(status(CONFIG).run());

        assertThat(asked()).isEqualTo(CONFIG + "\n" + other + "\n" + CONFIG + "\n");
    }

    @Test
    void theAnswerOfAnEarlierBootIsNotUsed() throws IOException {
        isReady(status(CONFIG).run());
        knownSince(1000); // the uptime is smaller after a reboot

        isReady(status(CONFIG).run());
        assertThat(asked()).isEqualTo((CONFIG + "\n").repeat(2));
    }

    /** The file contains a text that a shell could evaluate as an expression. The script must not evaluate it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "08",
                "-1",
                "1+",
                "a[$(touch evaluated)]",
                "99999999999999999999",
                "$(touch evaluated)",
                "1 2"
            })
    void anAnswerWithoutANumberOfSecondsIsNotUsed(String since) throws IOException {
        isReady(status(CONFIG).run());
        for (String shell : List.of("dash", "busybox sh", "bash", "bash --posix")) {
            Files.writeString(known.resolve("ready.veth"), since + "\n" + CONFIG + "\n");

            isReady(by(shell));

            assertThat(known.resolve("ready.veth")).as(shell).content().doesNotStartWith(since + "\n");
        }
        assertThat(asked()).isEqualTo((CONFIG + "\n").repeat(5));
        assertThat(Path.of("evaluated")).doesNotExist();
    }

    @Test
    void aNamedPipeALinkAndAFileOfAnotherUserAreNotRead() throws IOException {
        isReady(status(CONFIG).run());
        Path mark = known.resolve("ready.veth");
        Path elsewhere = Files.move(mark, folder.resolve("elsewhere"));
        Command.of("mkfifo", mark.toString()).run().text();
        isReady(status(CONFIG).run());
        assertThat(asked()).isEqualTo((CONFIG + "\n").repeat(2));

        Files.delete(mark);
        Files.createSymbolicLink(mark, elsewhere);
        isReady(status(CONFIG).run());
        assertThat(asked()).isEqualTo((CONFIG + "\n").repeat(3));

        Command.of("chown", "1", mark.toString()).run().text();
        isReady(status(CONFIG).run());
        assertThat(asked()).isEqualTo((CONFIG + "\n").repeat(4));
    }

    private Output by(String shell) {
        Command call = status(CONFIG);
        return Command.of(
                        "sh",
                        "-c",
                        "exec " + shell + " \"$0\" \"$1\" veth",
                        image.resolve("lib/meta/status").toString(),
                        image.resolve("bin/veth").toString())
                .with(call.environment())
                .reading(call.stdin())
                .run();
    }

    @Test
    void aPluginThatIsNotReadyIsAskedEachTime() throws IOException {
        jvm("""
            #!/bin/sh
            cat >>"$0.asked"
            echo '%s'
            exit 1
            """.formatted(NOT_READY));
        for (int i = 0; i < 2; i++) {
            Output answer = status(CONFIG).run();
            assertThat(answer.stdout()).isEqualTo(NOT_READY + "\n");
            assertThat(answer.status()).isOne();
        }
        assertThat(asked()).isEqualTo((CONFIG + "\n").repeat(2));
    }

    @Test
    void statusIsAnsweredEvenIfNothingCanBeStored() throws IOException {
        Files.writeString(known, "a file");
        isReady(status(CONFIG).run());
        isReady(status(CONFIG).run());

        assertThat(asked()).isEqualTo((CONFIG + "\n").repeat(2));
        assertThat(known).hasContent("a file");
    }

    @Test
    void anEmptyVariableTurnsTheStoredAnswerOff() throws IOException {
        for (int i = 0; i < 2; i++) {
            isReady(status(CONFIG)
                    .with(Map.of("CNI_COMMAND", "STATUS", "META_PLUGINS_READY", ""))
                    .run());
        }
        assertThat(asked()).isEqualTo(CONFIG.repeat(2));
    }

    private Command status(String config) {
        return Command.of(image.resolve("bin/veth").toString())
                .with(Map.of("CNI_COMMAND", "STATUS", "META_PLUGINS_READY", known.toString()))
                .reading(config);
    }

    private static void isReady(Output answer) {
        assertThat(answer.stdout()).isEmpty();
        assertThat(answer.stderr()).isEmpty();
        assertThat(answer.status()).isZero();
    }

    private String asked() throws IOException {
        return Files.readString(image.resolve("bin/java.asked"));
    }

    /** Sets the time of the stored answer to this number of seconds from now; a negative number is a time in the past. */
    private void knownSince(int seconds) throws IOException {
        Path mark = known.resolve("ready.veth");
        List<String> lines = Files.readAllLines(mark);
        String uptime = Files.readString(Path.of("/proc/uptime")).replaceAll("\\..*\\s*", "");
        lines.set(0, Long.toString(Long.parseLong(uptime) + seconds));
        Files.write(mark, lines);
    }
}
