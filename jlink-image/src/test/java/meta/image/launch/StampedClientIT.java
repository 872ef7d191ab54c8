package meta.image.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import meta.image.cluster.Image;
import meta.image.cluster.StampedClient;
import meta.image.topology.Command;
import meta.image.topology.Output;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests plugins as the installer puts them into the folder of CNI plugins. Such a plugin is a copy of the client that contains the prefix
 * of the installation or, if the image has no client, a script.
 */
class StampedClientIT {
    @TempDir
    Path folder;

    private Path prefix;

    @BeforeEach
    void anInstallation() throws IOException {
        prefix = Files.createDirectory(folder.resolve("prefix"));
        Files.createSymbolicLink(prefix.resolve("current"), Image.home());
    }

    /** Deletes the link that leads out of the temporary folder, because JUnit prints warnings about such links. */
    @AfterEach
    void deleteTheLink() throws IOException {
        Files.deleteIfExists(prefix.resolve("current"));
    }

    enum Kind {
        CLIENT,
        CLIENT_WITHOUT_SHELL,
        SCRIPT
    }

    private Path plugin(Kind kind) throws IOException {
        Path file = folder.resolve("veth");
        if (kind != Kind.SCRIPT) {
            return StampedClient.write(prefix, file);
        }
        String script = Files.readString(Image.home().resolve("lib/meta/launch"));
        Files.writeString(file, script.replace("@PREFIX@", prefix.toString()));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** {@return a command that makes a call} For {@link Kind#CLIENT_WITHOUT_SHELL}, there is no shell that the call could use. */
    private static Command call(Kind kind, List<String> words) {
        if (kind != Kind.CLIENT_WITHOUT_SHELL) {
            return LauncherCalls.refused(words);
        }
        String script = "mount --bind /etc/hostname \"$(readlink -f /bin/sh)\" && exec \"$@\"";
        return LauncherCalls.refused(Stream.concat(
                        List.of("unshare", "--mount", "--map-root-user", "bash", "-c", script, "bash").stream(),
                        words.stream())
                .toList());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void thePluginAnswersLikeTheImage(Kind kind) throws IOException {
        Path plugin = plugin(kind);

        Output answer = call(kind, List.of(plugin.toString())).run();

        assertThat(answer.stdout())
                .isEqualTo(LauncherCalls.refused(Image.bin("veth")).run().stdout())
                .contains("\"code\":7");
        assertThat(answer.stderr()).isEmpty();
        assertThat(answer.status()).isOne();
        assertThat(LauncherCalls.version(plugin).run().text())
                .isEqualTo(LauncherCalls.version(Image.bin("veth")).run().text());
    }

    @Test
    void theTypeIsTheNameInTheCallOrElseTheNameOfTheFile() throws IOException {
        Path plugin = plugin(Kind.CLIENT);
        String expected = LauncherCalls.refused(Image.bin("veth")).run().stdout();
        for (String name : List.of("", "veth", "/nowhere/veth", "../veth")) {
            assertThat(calledBy(name, plugin).stdout()).as(name).isEqualTo(expected);
        }
        Path link = Files.createSymbolicLink(folder.resolve("nosuch"), plugin);
        for (Output answer :
                List.of(LauncherCalls.refused(link).run(), calledBy("java", plugin), calledBy("/nosuch", plugin))) {
            assertThat(answer.stdout()).contains("\"code\":7").contains("unknown plugin type");
        }
    }

    /** In packages, {@code bin/metactl} is the client, too. If it is called as metactl, it passes the path of the agent's socket to the JVM. */
    @Test
    void asMetactlTheClientPassesTheNameOfTheAgentsSocketOn() throws IOException {
        Path metactl = StampedClient.write(prefix, folder.resolve("metactl"));

        Output status = Command.of(metactl.toString(), "agent", "status")
                .with(Map.of("META_PLUGINS_AGENT", "/nowhere/agent.sock"))
                .run();

        assertThat(status.stderr()).startsWith("/nowhere/agent.sock: no agent runs");
    }

    private static Output calledBy(String name, Path plugin) {
        return LauncherCalls.refused(List.of("bash", "-c", "exec -a \"$0\" \"$1\"", name, plugin.toString()))
                .run();
    }

    @ParameterizedTest
    @CsvSource({
        "JAVA_TOOL_OPTIONS, -XX:NoSuchOption",
        "JDK_JAVA_OPTIONS, -XX:+UseG1GC --bad",
        "_JAVA_OPTIONS, -Xint -Xlog:all=info",
        "JDK_AOT_VM_OPTIONS, -XX:NoSuchOption",
        "_JAVA_LAUNCHER_DEBUG, 1",
        "CLASSPATH, /nowhere",
        "JAVA_HOME, /nowhere",
        "LD_LIBRARY_PATH, /nowhere/lib/server",
        "LC_ALL, de_DE.UTF-8"
    })
    void aVariableOfTheCallerIsIgnoredWithoutAShell(String name, String value) throws IOException {
        Output answer = call(
                        Kind.CLIENT_WITHOUT_SHELL,
                        List.of(
                                "env",
                                name + "=" + value,
                                plugin(Kind.CLIENT_WITHOUT_SHELL).toString()))
                .run();

        assertThat(answer.stdout())
                .isEqualTo(LauncherCalls.refused(Image.bin("veth")).run().stdout());
        assertThat(answer.stderr()).isEmpty();
    }

    /** Here, a program that stores its input replaces the JVM. So the test knows whether a JVM would have been started. */
    @Test
    void aPluginThatWasReadyIsReadyForAMinuteWithoutShellAndJvm() throws IOException {
        Path image = Files.createDirectories(folder.resolve("fake/versions/1"));
        Files.createSymbolicLink(folder.resolve("fake/current"), Path.of("versions/1"));
        Path java = Files.createDirectories(image.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\ncat >>\"$0.asked\"\nexit ${ANSWER-0}\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path plugin = StampedClient.write(folder.resolve("fake"), folder.resolve("veth"));
        Path known = folder.resolve("known");
        Command status = Command.of(plugin.toString())
                .with(Map.of("CNI_COMMAND", "STATUS", "META_PLUGINS_READY", known.toString()))
                .reading(LauncherCalls.CONFIG);
        Path asked = image.resolve("bin/java.asked");

        assertThat(status.run().text()).isEmpty();
        assertThat(status.run().text()).isEmpty();
        assertThat(asked).hasContent(LauncherCalls.CONFIG);

        Path mark = known.resolve("ready.veth");
        for (String since : List.of("", "x", "08", "-1", "1+", "99999999999999999999", "1 2", "999999999")) {
            Files.delete(asked);
            Files.writeString(mark, since + "\n" + LauncherCalls.CONFIG);
            assertThat(status.run().text()).isEmpty();
            assertThat(asked).as(since).hasContent(LauncherCalls.CONFIG);
        }
        Files.delete(asked);
        Files.createSymbolicLink(mark, Files.move(mark, folder.resolve("elsewhere")));
        assertThat(status.run().text()).isEmpty();
        assertThat(asked).hasContent(LauncherCalls.CONFIG);

        Files.deleteIfExists(mark);
        Map<String, String> failing = new TreeMap<>(status.environment());
        failing.put("ANSWER", "1");
        assertThat(status.with(failing).run().status()).isOne();
        assertThat(mark).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLIENT", "SCRIPT"})
    void aMissingInstallationIsAnErrorThatNamesTheLink(Kind kind) throws IOException {
        Path plugin = plugin(kind);
        Files.delete(prefix.resolve("current"));

        Output answer = LauncherCalls.refused(plugin).run();

        assertThat(answer.status()).isOne();
        assertThat(answer.stdout())
                .isEqualToIgnoringCase(
                        "{\"cniVersion\":\"1.0.0\",\"code\":5,\"msg\":\"No such file or directory\",\"details\":\""
                                + prefix.resolve("current") + "\"}\n");
    }

    @Test
    void theClientWaitsForAnAgentThatSendsWorkingMessages() throws IOException {
        Output answer = through(4, "done");

        assertThat(answer.stdout()).isEqualTo("done");
        assertThat(answer.status()).isZero();
    }

    @Test
    void theClientGivesUpOnAnAgentThatSendsNoMessage() throws IOException {
        Output answer = through(1, "");

        assertThat(answer.status()).isOne();
        assertThat(answer.stdout())
                .contains("\"code\":11", "Connection timed out", "it is not known what it has done")
                .contains("\"cniVersion\":\"1.0.0\"");
    }

    /**
     * {@return the output of a call for which this test plays the agent} The agent sends a {@code WORKING} message every two seconds, and
     * then an answer. The client waits six seconds at most for each message.
     *
     * @param signs the number of {@code WORKING} messages
     * @param text the text of the answer; if empty, the agent sends no answer
     */
    private Output through(int signs, String text) throws IOException {
        Path socket = folder.resolve("agent.sock");
        try (ServerSocketChannel agent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            agent.bind(UnixDomainSocketAddress.of(socket));
            CompletableFuture<Output> call = CompletableFuture.supplyAsync(() -> LauncherCalls.refused(
                            List.of("env", "META_PLUGINS_AGENT=" + socket, "META_PLUGINS_AGENT_SILENCE=6000", veth()))
                    .run());
            try (SocketChannel client = agent.accept()) {
                String build = Files.readAllLines(Image.home().resolve("lib/meta/build"))
                        .getFirst();
                client.write(ByteBuffer.allocate(32)
                        .put(("META-PLUGINS 2 " + build).getBytes(StandardCharsets.US_ASCII))
                        .clear());
                for (int i = 0; i < signs; i++) {
                    client.write(ByteBuffer.allocate(4).putInt(-2).flip());
                    pause(2000);
                }
                if (!text.isEmpty()) {
                    client.write(ByteBuffer.allocate(12 + text.length())
                            .putInt(0)
                            .putInt(text.length())
                            .putInt(0)
                            .put(text.getBytes(StandardCharsets.US_ASCII))
                            .flip());
                }
                return call.join();
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String veth() {
        try {
            return plugin(Kind.CLIENT).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
