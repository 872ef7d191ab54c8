package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.CniRuntime;
import meta.image.cni.Conflist;
import meta.image.cni.PluginPath;
import meta.image.cni.Verb;
import meta.image.steps.Author;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Ping;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls with the example steps of this project. Maven builds the jars, and the test puts them into a step folder. */
@OnRealKernel
class ExamplesIT {
    private static final Path EXAMPLES = Author.repository().resolve("examples");

    private static final String STEPS = """
            {"setTxQueueLength": {"enabled": true, "txqueuelen": 5000},
             "addStaticRoutes": {"routes": ["203.0.113.0/24 via 172.18.0.1", "2001:db8::/32 via fd00:18::1"]}}
            """;

    @TempDir
    static Path folder;

    @BeforeAll
    static void theJarsInAStepFolder() throws IOException {
        Author author = Author.atHome();
        for (String name : new String[] {
            "step-txqueuelen", "step-static-routes", "step-vip", "type-sbr", "step-gateway-check", "step-webhook"
        }) {
            Path jar = author.build(EXAMPLES.resolve(name));
            Files.copy(jar, folder.resolve(jar.getFileName()));
        }
    }

    @Test
    void theStepsArePartOfAddCheckDelAndTheDryRun(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 = attachment(cluster, IpFamilies.DUAL, STEPS);
        eth0.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());

        String plan = new DryRun(cluster, eth0, folder).text();
        assertThat(plan)
                .contains("pod  ip link set eth0 txqueuelen 5000\n")
                .contains("pod  ip route add 203.0.113.0/24 via 172.18.0.1 dev eth0")
                .contains("pod  ip route add 2001:db8::/32 via fd00:18::1 dev eth0");
        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);

        eth0.addLast();
        String ipv4 = eth0.addresses().getFirst();
        assertThat(eth0.pod().netns().ip("link show eth0")).contains("qlen 5000");
        assertThat(eth0.pod().netns().ip("route show 203.0.113.0/24").strip())
                .isEqualTo("203.0.113.0/24 via 172.18.0.1 dev eth0 proto 109 src " + ipv4);
        assertThat(eth0.pod().netns().ip("-6 route show 2001:db8::/32")).contains("via fd00:18::1 dev eth0 proto 109");
        eth0.check();

        eth0.pod().netns().ip("route del 203.0.113.0/24");
        assertThat(eth0.last(Verb.CHECK).run().error(102).details()).startsWith("addStaticRoutes: is missing");
        eth0.addLast();
        eth0.check();
        eth0.del();
        assertThat(eth0.pod().netns().ip("route show")).isBlank();
    }

    @Test
    void aVirtualAddressIsReachedFromTheNodeUntilItsNetworkIsDeleted(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 = attachment(
                cluster, IpFamilies.DUAL, "{\"addVirtualAddress\": {\"enabled\": true, \"address\": \"203.0.113.9\"}}");
        eth0.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());
        eth0.addLast();

        assertThat(Ping.of(cluster.node().netns(), "203.0.113.9").answers()).isTrue();
        eth0.check();
        PodAndNodeState connected = PodAndNodeState.of(cluster, eth0.pod());
        eth0.addLast();
        assertThat(connected.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);

        eth0.delLast();
        assertThat(before.sinceThen().onNode().lines()).isEmpty();
        assertThat(eth0.pod().netns().ip("address show lo")).doesNotContain("203.0.113.9");
        assertThat(eth0.pod().netns().ip("rule show")).doesNotContain("203.0.113.9");
    }

    @Test
    void theDryRunShowsTheQuestionToTheGatewayAndTheRequestToTheWebServer(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 = attachment(cluster, IpFamilies.IPV4, """
                {"checkGateway": {"enabled": true, "times": 2}, "reportPod": {"enabled": true, "url": "http://192.0.2.1/pods"}}
                """);
        eth0.addMain();

        assertThat(new DryRun(cluster, eth0, folder).text())
                .contains("arping -f -c 2 -I eth0 172.18.0.1")
                .contains("PUT http://192.0.2.1/pods/");
    }

    @Test
    void anAddSucceedsIfTheGatewayAnswers(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 = attachment(cluster, IpFamilies.DUAL, "{\"checkGateway\": {\"enabled\": true}}");

        eth0.add();
        eth0.check();
        eth0.del();
    }

    /**
     * {@return a NIC of a new pod, before ADD of any plugin}
     *
     * @param steps the value of the key {@code steps} in the network configuration, as JSON text
     */
    private Attachment attachment(Cluster cluster, IpFamilies stack, String steps) {
        Conflist list = cluster.conflist(MainPluginConfig.MACVLAN, stack).lastWith("steps", steps);
        return cluster.network(list)
                .with("META_PLUGINS_STEPS", folder.toString())
                .attachment(cluster.topology().pod(), "eth0");
    }

    @Test
    void theExampleTypeRoutesBySourceAddress(Topology net) throws IOException {
        Cluster cluster = Cluster.in(net);
        Path bin = Files.createDirectory(net.folder().resolve("bin"));
        Files.createSymbolicLink(bin.resolve("example-sbr"), Image.bin("veth"));
        Conflist list = Conflist.parse(
                """
                {"cniVersion": "1.0.0", "name": "podnet", "plugins": [
                  %s,
                  {"type": "example-sbr", "log_options": {"log_file": "%s/sbr.log"}, "steps": {"routeBySource": {"table": 1234}}}
                ]}
                """.formatted(MainPluginConfig.MACVLAN.json(IpFamilies.DUAL, net.folder()), net.folder()));
        Attachment eth0 = new CniRuntime(cluster.node(), list, PluginPath.of(bin))
                .with("META_PLUGINS_STEPS", folder.toString())
                .attachment(net.pod(), "eth0");

        eth0.add();
        String ipv4 = eth0.addresses().getFirst();
        assertThat(eth0.pod().netns().ip("route show table 1234"))
                .contains("default via")
                .contains("src " + ipv4);
        assertThat(eth0.pod().netns().ip("rule show")).contains("from " + ipv4 + " lookup 1234");
        assertThat(eth0.pod().netns().ip("-6 rule show")).contains("lookup 1234");
        eth0.check();

        eth0.delLast();
        assertThat(eth0.pod().netns().ip("rule show")).doesNotContain("lookup 1234");
        assertThat(eth0.pod().netns().ip("-6 rule show")).doesNotContain("lookup 1234");
        eth0.del();
    }

    @Test
    void theStepsAreListedWithTheirOptions() {
        String steps = Command.of(Image.bin("metactl").toString(), "steps")
                .with(Map.of("META_PLUGINS_STEPS", folder.toString()))
                .run()
                .text();

        assertThat(steps)
                .contains("setTxQueueLength (off unless enabled)\n")
                .contains("    from " + folder + "/step-txqueuelen-1.0.jar\n    version 1.0, api 1.0\n")
                .contains("steps.setTxQueueLength.txqueuelen: integer from 0 to 1000000 (required)")
                .contains("steps.addStaticRoutes.routes: route such as")
                .contains("steps.addVirtualAddress.address: IPv4 address (required)")
                .contains("example-sbr: Sends packets from the addresses of a NIC through that NIC.")
                .doesNotContain("cannot be used");
    }

    @Test
    void theOptionsOfTheStepsAreListedAsTextAndAsJson() {
        Command options = Command.of(Image.bin("metactl").toString(), "options", "veth")
                .with(Map.of("META_PLUGINS_STEPS", folder.toString()));
        assertThat(options.run().text())
                .contains("    steps.setTxQueueLength.txqueuelen: integer from 0 to 1000000 (required)\n");

        String json = Command.of(Image.bin("metactl").toString(), "options", "veth", "-o", "json")
                .with(Map.of("META_PLUGINS_STEPS", folder.toString()))
                .run()
                .text();
        assertThat(json)
                .startsWith("{")
                .contains("\"steps.setTxQueueLength.txqueuelen\"")
                .contains("\"unusable\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "step-txqueuelen",
                "step-static-routes",
                "step-vip",
                "type-sbr",
                "step-gateway-check",
                "step-webhook"
            })
    void anExampleIsShort(String name) throws IOException {
        long lines = 0;
        try (Stream<Path> files = Files.walk(EXAMPLES.resolve(name).resolve("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                lines += Files.readAllLines(file).size();
            }
        }
        assertThat(lines).isLessThan(120);
    }
}
