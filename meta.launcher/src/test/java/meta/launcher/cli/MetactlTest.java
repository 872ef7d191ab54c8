package meta.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meta.netlink.Errno;
import meta.netlink.ShortageException;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.netns.StrandedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
class MetactlTest {
    private static final String LIST = """
            {"cniVersion": "1.0.0", "name": "lan", "plugins": [{"type": "macvlan"}, {"type": "tuning"}]}
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "plan --help",
                "plan -h",
                "pods --help",
                "check --help",
                "repair -h",
                "steps --help",
                "options --help",
                "agent --help",
                "agent run --help",
                "install --help",
                "rollback --help",
                "uninstall --help",
                "agent status --help",
                "conflist --help",
                "conflist add --help",
                "conflist remove --help",
                "conflist status -h",
                "version --help",
                "help",
                "help plan"
            })
    void everyCommandHasAHelp(String words) {
        assertThat(run("", false, words.split(" ", -1))).isZero();
        assertThat(text(out)).startsWith("Usage: metactl");
        assertThat(text(err)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "plan --help",
                "pods --help",
                "check --help",
                "repair --help",
                "steps --help",
                "options --help",
                "agent --help",
                "agent run --help",
                "conflist --help",
                "conflist add --help",
                "conflist remove --help",
                "conflist status --help",
                "version --help"
            })
    void theHelpHasExitCodesAndAnExample(String words) {
        run("", false, words.split(" ", -1));

        assertThat(text(out)).contains("Exit codes:\n  0   ", "  2   wrong usage", "Example", "  metactl ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent",
                "plna",
                "--colour",
                "plan",
                "steps --colour",
                "steps -o xml",
                "options -o xml",
                "options nosuch",
                "options veth router",
                "agent start",
                "plan --netns",
                "version 1",
                "check",
                "repair",
                "repair --dry-run",
                "check --all shop/web-0",
                "check shop/web-0 shop/web-1",
                "pods shop/web-0",
                "pods -o yaml"
            })
    void wrongUsageIsReportedOnStandardError(String words) {
        assertThat(run("", false, words.split(" ", -1))).isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(err)).contains("metactl");
    }

    @Test
    void withoutACommandTheHelpIsPrintedAndNothingIsStarted() {
        assertThat(run("", false)).isEqualTo(2);
        assertThat(text(err)).startsWith("Usage: metactl");
        err.reset();

        assertThat(run("", false, "agent")).isEqualTo(2);
        assertThat(text(err)).startsWith("Usage: metactl agent").contains("metactl agent run");
    }

    @Test
    void theErrorAboutAnUnknownCommandSuggestsTheNearestOne() {
        run("", false, "stepz");

        assertThat(text(err)).contains("metactl steps").contains("'metactl --help' shows");
    }

    @Test
    void theCommandVersionPrintsTheVersion() {
        assertThat(run("", false, "version")).isZero();
        assertThat(text(out)).startsWith("meta-plugins ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check shop/no-such-pod", "repair shop/no-such-pod", "plan shop/no-such-pod"})
    void anUnknownPodIsAFailureAndNotADifference(String words) {
        assertThat(run("", false, words.split(" ", -1))).isOne();
        assertThat(text(out)).isEmpty();
        assertThat(text(err)).contains("shop/no-such-pod: no such pod");
    }

    @Test
    void aFormatThatDoesNotExistIsExplained() {
        run("", false, "pods", "-o", "yaml");

        assertThat(text(err)).contains("--output: \"yaml\": table, wide or json is expected");
    }

    @Test
    void aMissingNamespaceIsExplained() {
        assertThat(run("{}", false, "plan", "veth", "--netns", folder + "/gone"))
                .isEqualTo(2);
        assertThat(text(err)).contains("--netns: " + folder + "/gone: there is no such file", "ip netns list");
    }

    @Test
    void theNameOfANamespaceStandsForAPathBelowRunNetns() {
        run("{}", false, "plan", "veth", "--netns", "no-such-pod");

        assertThat(text(err)).contains("--netns: /run/netns/no-such-pod: there is no such file");
    }

    @Test
    void aMissingFileIsExplained() {
        assertThat(run("", false, "plan", "--netns", folder.toString(), "-f", folder + "/gone.json"))
                .isEqualTo(2);
        assertThat(text(err)).contains("--file: " + folder + "/gone.json: there is no such file");
    }

    @Test
    void onATerminalAMessageSaysThatStandardInputIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("list.json"), LIST);
        run(LIST, true, "plan", "veth", "--netns", folder.toString());
        assertThat(text(err)).startsWith("reading the network configuration from standard input until Ctrl-D");
        err.reset();

        run(LIST, false, "plan", "veth", "--netns", folder.toString());
        run("", true, "plan", "veth", "--netns", folder.toString(), "-f", file.toString());
        assertThat(text(err)).doesNotContain("Ctrl-D");
    }

    @Test
    void aListWithoutAPluginOfTheTypeIsExplained() {
        assertThat(run(LIST, false, "plan", "veth", "--netns", folder.toString()))
                .isOne();
        assertThat(text(err))
                .contains("plugins: macvlan, tuning: one plugin of type \"veth\" is expected, and there are 0");
    }

    @Test
    void theErrorSaysThatNoAgentRunsAtTheSocket() {
        assertThat(run("", false, "agent", "status", "--socket", folder + "/agent.sock"))
                .isOne();
        assertThat(text(err))
                .startsWith(
                        folder + "/agent.sock: no agent runs: the socket does not exist; calls work without an agent.")
                .contains("systemctl start meta-plugins-agent", "metactl agent run")
                .doesNotContain("ENOENT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/run/metrics.sock", "metrics.sock", "0.0.0.0:9100", "65536", "-1", "123456"})
    void theMetricsOptionAcceptsOnlyAPortNumber(String port) {
        assertThat(run("", false, "agent", "run", "--metrics=" + port)).isEqualTo(2);
        assertThat(text(err)).contains("--metrics: \"" + port + "\": a port number from 0 to 65535 is expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "5m", "", "99999999999"})
    void anIntervalIsAPositiveNumberOfSeconds(String every) {
        assertThat(run("", false, "repeat", "--every=" + every, "--", "version"))
                .isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(err))
                .contains("--every: \"" + every + "\": a number of seconds from 1 to 999999999 is expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pods --\u001b[2J", "\u001b[2J", "agent run --metrics=\u001b[2J"})
    void controlCharactersOfAWrongWordAreEscaped(String words) {
        assertThat(run("", false, words.split(" ", -1))).isEqualTo(2);
        assertThat(text(err)).contains("[2J").doesNotContain("\u001b");
    }

    private int run(String stdin, boolean typed, String... words) {
        StandardStreams streams = new StandardStreams(
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                typed,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Metactl(streams).run(List.of(words));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aFailureOfTheNodeIsALineAndNoStackTrace() throws Exception {
        for (Exception failure : List.of(
                new ShortageException("/proc/sys/net: open", Errno.EMFILE),
                new StrandedException("setns", Errno.EPERM),
                new MalformedMessageException("ifinfomsg: 3 bytes"),
                new UncheckedIOException(new AccessDeniedException("/etc/x")))) {
            err.reset();
            CommandLine command = new CommandLine(new VersionCommand(new StandardStreams(
                            InputStream.nullInputStream(), false, new PrintStream(out), new PrintStream(err))))
                    .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));

            assertThat(Metactl.reportFailure(failure, command, command.parseArgs()))
                    .isOne();
            assertThat(text(err).lines()).singleElement().asString().startsWith("version: ");
        }
        assertThat(text(err)).isEqualTo("version: /etc/x: permission denied\n");
    }

    @Test
    void aDefectOfTheProgramIsThrownSoThatItsStackTraceIsPrinted() {
        IllegalStateException defect = new IllegalStateException("a defect");
        CommandLine command = new CommandLine(new ConflistCommand());

        assertThatThrownBy(() -> Metactl.reportFailure(defect, command, command.parseArgs()))
                .isSameAs(defect);
    }
}
