package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import meta.image.cluster.StampedClient;
import meta.image.topology.Command;
import meta.image.topology.Output;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the agent of an installation. After an upgrade, the agent ends, so that systemd starts the agent of the new version. */
@Tag("install")
class InstalledAgentIT {
    private static final String CONFIG =
            "{\"cniVersion\": \"1.0.0\", \"name\": \"installed\", \"type\": \"veth\", \"log_options\": {\"log_level\": \"off\"}}";

    @TempDir
    Path folder;

    private TwoVersions versions;
    private Path plugin;
    private Path socket;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void twoVersions() throws IOException {
        versions = TwoVersions.in(folder);
        socket = folder.resolve("agent.sock");
        plugin = StampedClient.write(versions.prefix(), folder.resolve("veth"));
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void theAgentOfAnotherVersionEndsAndTheNextOneAnswers() throws Exception {
        Process first = listening(List.of());
        isAnswered();
        assertThat(calls()).isOne();

        versions.switchTo(TwoVersions.SECOND);

        assertThat(first.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(first.exitValue()).isZero();
        isAnswered();
        listening(List.of());
        isAnswered();
        assertThat(calls()).isOne();
    }

    @Test
    void aClientOfTheNewVersionDoesNotUseTheAgentOfTheOld() throws Exception {
        Process first = listening(List.of());
        Command.of("kill", "-STOP", Long.toString(first.pid())).run().text();
        versions.switchTo(TwoVersions.SECOND);
        Process call = call(Map.of("META_PLUGINS_AGENT_TIMEOUT", "60000")).start();
        Command.of("kill", "-CONT", Long.toString(first.pid())).run().text();
        call(Map.of()).feed(call);

        assertThat(new String(call.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("\"code\":7");
        assertThat(first.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(first.exitValue()).isZero();
    }

    @Test
    void aPassedSocketOutlivesTheAgent() throws Exception {
        List<String> manager = List.of("systemd-socket-activate", "--listen=" + socket);
        Command command = agent(manager);
        Process agent = command.start();
        started.add(agent);
        awaitLine(agent, "Listening on ");

        isAnswered(); // the call starts the agent
        awaitLine(agent, "listening at ");
        assertThat(calls()).isOne();
        versions.switchTo(TwoVersions.SECOND);

        assertThat(agent.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(agent.exitValue()).isZero();
        assertThat(socket).as("the agent has not removed it").exists();
        isAnswered();
    }

    private void isAnswered() {
        Output answer = call(Map.of("META_PLUGINS_AGENT_TIMEOUT", "60000")).run();
        assertThat(answer.stdout()).contains("\"code\":7");
        assertThat(answer.stderr()).isEmpty();
    }

    private Command call(Map<String, String> more) {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "META_PLUGINS_AGENT", socket.toString(),
                "CNI_COMMAND", "ADD",
                "CNI_CONTAINERID", "installed",
                "CNI_IFNAME", "eth0",
                "CNI_NETNS", "/proc/self/ns/net",
                "CNI_PATH", folder.toString()));
        environment.putAll(more);
        return Command.of(plugin.toString()).with(environment).reading(CONFIG);
    }

    private Process listening(List<String> manager) throws IOException {
        Process agent = agent(manager).start();
        started.add(agent);
        awaitLine(agent, "listening at ");
        return agent;
    }

    private Command agent(List<String> manager) {
        List<String> words = new ArrayList<>(manager);
        words.addAll(List.of(versions.metactl(), "agent", "run", "--socket", socket.toString()));
        return Command.of(words);
    }

    private static void awaitLine(Process agent, String start) throws IOException {
        BufferedReader said = agent.errorReader();
        for (String line = said.readLine(); ; line = said.readLine()) {
            assertThat(line).as("a line that begins with \"%s\"", start).isNotNull();
            if (line.startsWith(start)) {
                return;
            }
        }
    }

    private int calls() {
        String status = Command.of(versions.metactl(), "agent", "status", "--socket", socket.toString())
                .run()
                .text();
        return Integer.parseInt(status.replaceAll("(?s).*calls (\\d+), failed.*", "$1"));
    }
}
