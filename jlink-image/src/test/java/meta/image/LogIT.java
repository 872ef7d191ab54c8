package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Answer;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.Verb;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Test;

/** Tests the lines that calls write to the log file, and which files may be log files. */
@OnRealKernel
class LogIT {
    private static final String POD = " namespace=shop pod=web-0 ";
    private static final String ARGS =
            "IgnoreUnknown=1;K8S_POD_NAMESPACE=shop;K8S_POD_NAME=web-0;K8S_POD_UID=u-1;K8S_POD_INFRA_CONTAINER_ID=";

    @Test
    void atLevelInfoACallIsOneLine(Topology net) throws IOException {
        Attachment eth0 = Cluster.in(net)
                .network(MainPluginConfig.MACVLAN, IpFamilies.IPV4)
                .attachment(net.pod(), "eth0");
        eth0.addMain();
        Path log = net.folder().resolve("info.log");

        eth0.addLast();
        call(eth0, Verb.ADD, log, "INFO").run().result();
        call(eth0, Verb.CHECK, log, "INFO").run().isQuietSuccess();
        call(eth0, Verb.ADD, log, "info").configured("migrate_route", "7").run().error(7);
        call(eth0, Verb.DEL, log, "info").run().isQuietSuccess();
        call(eth0, Verb.DEL, log, "info").run().isQuietSuccess();

        String pod = eth0.addresses().getFirst().replace(".", "\\.");
        String via = pod + " via [0-9.]+, ";
        List<String> lines = events(log);
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0))
                .matches(line("INFO", "ADD", "ADD eth0 done in [0-9]+ ms: " + via + "nothing to change"));
        assertThat(lines.get(1))
                .matches(line("INFO", "CHECK", "CHECK eth0 done in [0-9]+ ms: " + via + "no difference"));
        assertThat(lines.get(2))
                .matches(line(
                        "ERROR",
                        "ADD",
                        "ADD eth0 failed in [0-9]+ ms with code 7: migrate_route: 7: expected -1, 0 or 1"));
        assertThat(lines.get(3))
                .matches(line("INFO", "DEL", "DEL eth0 done in [0-9]+ ms: " + pod + ", [0-9]+ changes?"));
        assertThat(lines.get(4))
                .matches(line("INFO", "DEL", "DEL eth0 done in [0-9]+ ms: " + pod + ", nothing to change"));
        eth0.del();
    }

    @Test
    void theLogOfAnAgentHasTheSameLines(Topology net) throws IOException {
        Attachment eth0 = Cluster.in(net)
                .network(MainPluginConfig.MACVLAN, IpFamilies.IPV4)
                .attachment(net.pod(), "eth0");
        eth0.addMain();
        Path log = net.folder().resolve("warm.log");
        try (Agent agent = Agent.start()) {
            for (Verb verb : List.of(Verb.ADD, Verb.DEL)) {
                call(eth0, verb, log, "info")
                        .with("META_PLUGINS_AGENT", agent.socket().toString())
                        .run();
            }
            assertThat(agent.calls()).isEqualTo(2);
            agent.terminate(); // before it ends, the agent writes the log of each call
            assertThat(agent.await()).isZero();
        }
        assertThat(events(log))
                .satisfiesExactly(
                        line -> assertThat(line).matches(line("INFO", "ADD", "ADD eth0 done in .* [0-9]+ changes")),
                        line -> assertThat(line).matches(line("INFO", "DEL", "DEL eth0 done in .* [0-9]+ changes?")));
        eth0.del();
    }

    @Test
    void everyLineHasTheTraceOfItsCall(Topology net) throws IOException {
        Attachment eth0 = Cluster.in(net)
                .network(MainPluginConfig.MACVLAN, IpFamilies.IPV4)
                .attachment(net.pod(), "eth0");
        eth0.addMain();
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        Path cold = net.folder().resolve("cold.log");
        Path warm = net.folder().resolve("warm.log");

        call(eth0, Verb.ADD, cold, "debug").with("TRACEPARENT", trace).run().result();
        try (Agent agent = Agent.start()) {
            call(eth0, Verb.DEL, warm, "debug")
                    .with("TRACEPARENT", trace)
                    .with("META_PLUGINS_AGENT", agent.socket().toString())
                    .run();
            assertThat(agent.calls()).isOne();
        }

        for (Path log : List.of(cold, warm)) {
            assertThat(events(log)).hasSizeGreaterThan(1).allMatch(line -> line.contains(" trace=" + trace + " "));
        }
        eth0.del();
    }

    @Test
    void atLevelDebugEachChangeIsLoggedOnceAsACommand(Topology net) throws IOException {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).attachment(net.pod(), "eth0");
        eth0.addMain();
        Path log = net.folder().resolve("debug.log");

        call(eth0, Verb.ADD, log, "debug").run().result();

        List<String> lines = events(log);
        assertThat(lines).hasSizeLessThan(13).allMatch(line -> line.contains(POD));
        assertThat(lines.getFirst()).matches(line("DEBUG", "ADD", ".*"));
        assertThat(lines.stream().filter(line -> line.contains(" container="))).hasSize(1);
        assertThat(lines.stream().filter(line -> line.contains(" INFO "))).hasSize(1);
        assertThat(String.join("\n", lines)).hasSizeLessThan(4300);

        call(eth0, Verb.DEL, log, "off").run().isQuietSuccess();
        for (String line : lines) {
            int command = line.indexOf(": ip ");
            if (command >= 0) {
                Command.of("sh", "-ec", line.substring(command + 2).replace(" && ", "\n"))
                        .in(cluster.node().netns())
                        .run()
                        .text();
            }
        }
        eth0.addLast();
        eth0.check();
        eth0.del();
    }

    /**
     * The plugin refuses files that are not its own logs. Without this check, the author of a network configuration could make root write
     * any file.
     */
    @Test
    void aFileOfAnotherProgramIsNotWrittenAndThePodIsConnectedAllTheSame(Topology net) throws IOException {
        Attachment eth0 = Cluster.in(net)
                .network(MainPluginConfig.MACVLAN, IpFamilies.IPV4)
                .attachment(net.pod(), "eth0");
        eth0.addMain();
        Path others = Files.writeString(net.folder().resolve("other.conf"), "line of another program\n");

        Answer added = call(eth0, Verb.ADD, others, "debug")
                .configured("\u001b[2J/tmp/evil.so\u202e", "true")
                .run();

        assertThat(added.output().stderr().lines())
                .singleElement()
                .asString()
                .startsWith("log file " + others + ": not written: ")
                .contains("is not a log file of meta-plugins");
        added.output().text();
        assertThat(others).hasContent("line of another program\n");
        Path log = net.folder().resolve("own.log");
        call(eth0, Verb.ADD, log, "debug")
                .configured("\u001b[2J/tmp/evil.so\u202e", "true")
                .run()
                .result();
        assertThat(Files.readString(log))
                .contains("/tmp/evil.so")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
        assertThat(call(eth0, Verb.ADD, Path.of("/etc/cron.d/meta-plugins-test"), "debug")
                        .run()
                        .output()
                        .stderr())
                .contains("logs are not written to system folders");
        assertThat(Path.of("/etc/cron.d/meta-plugins-test")).doesNotExist();
        call(eth0, Verb.DEL, log, "off").run().isQuietSuccess();
    }

    /** {@return the lines of the log, without the first line, which describes the format} */
    private static List<String> events(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        assertThat(lines.getFirst()).startsWith("# log of meta-plugins");
        return lines.subList(1, lines.size());
    }

    private static CniCall call(Attachment eth0, Verb verb, Path log, String level) {
        return eth0.last(verb)
                .with("CNI_ARGS", ARGS + eth0.pod().containerId())
                .configured("log_options", "{\"log_file\": \"" + log + "\", \"log_level\": \"" + level + "\"}");
    }

    private static String line(String level, String verb, String message) {
        return "[0-9T:.-]+Z " + level + " call=[0-9a-f]{8} plugin=veth verb=" + verb
                + " namespace=shop pod=web-0 uid=u-1 container=[^ ]+ ifname=eth0 netns=[^ ]+ " + message;
    }
}
