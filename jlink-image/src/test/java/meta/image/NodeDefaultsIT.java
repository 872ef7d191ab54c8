package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.Verb;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Test;

/** Calls, repairs and {@code metactl plan} use the default options that are in a file on the node. */
@OnRealKernel
class NodeDefaultsIT {
    private static final String SUBNETS =
            "{\"options\": {\"veth\": {\"overlay_hijack_subnet\": [], \"service_hijack_subnet\": \"%s\"}}}";

    private record Scene(Cluster cluster, Attachment eth0, Path file) {
        static Scene of(Topology net) {
            Cluster cluster = Cluster.in(net);
            Attachment eth0 =
                    cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).attachment(net.pod(), "eth0");
            eth0.addMain();
            return new Scene(cluster, eth0, net.folder().resolve("defaults.json"));
        }

        void write(String text) throws IOException {
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }

        CniCall call(Verb verb) {
            return eth0.last(verb)
                    .with("META_PLUGINS_DEFAULTS", file.toString())
                    .unconfigured("overlay_hijack_subnet")
                    .unconfigured("service_hijack_subnet");
        }

        void add() {
            eth0.remember(call(Verb.ADD).run().result());
        }

        String routes() {
            return eth0.pod().netns().ip("route show dev veth0 proto 109");
        }
    }

    @Test
    void defaultsAreUsedFromTheNextCallOn(Topology net) throws IOException {
        Scene scene = Scene.of(net);
        assertThat(scene.call(Verb.ADD).run().error(7).details())
                .contains("service_hijack_subnet: missing; expected CIDR or list of CIDRs");

        scene.write(SUBNETS.formatted("10.96.0.0/12"));
        scene.add();
        assertThat(scene.routes()).contains("10.96.0.0/12 via");
        scene.call(Verb.CHECK).run().isQuietSuccess();

        scene.write(SUBNETS.formatted("10.112.0.0/12"));
        assertThat(scene.call(Verb.CHECK).run().error(102).details()).contains("10.112.0.0/12");
        scene.add();
        assertThat(scene.routes()).contains("10.112.0.0/12 via").doesNotContain("10.96.0.0/12");

        scene.call(Verb.ADD)
                .configured("service_hijack_subnet", "\"10.96.0.0/12\"")
                .run()
                .result();
        assertThat(scene.routes()).contains("10.96.0.0/12 via").doesNotContain("10.112.0.0/12");
        scene.eth0.del();
    }

    @Test
    void aRepairAppliesChangedDefaultsToAConnectedPod(Topology net) throws IOException {
        Scene scene = Scene.of(net);
        scene.write(SUBNETS.formatted("10.96.0.0/12"));
        scene.add();

        scene.write(SUBNETS.formatted("10.112.0.0/12"));
        assertThat(Command.of(Image.bin("metactl").toString(), "repair", "--all")
                        .in(scene.cluster.node().netns())
                        .run()
                        .text())
                .endsWith(" 1 repaired\n");

        assertThat(scene.routes()).contains("10.112.0.0/12 via").doesNotContain("10.96.0.0/12");
        scene.call(Verb.CHECK).run().isQuietSuccess();
        scene.eth0.del();
    }

    @Test
    void theAgentSeesAChangeAtTheNextCall(Topology net) throws IOException {
        Scene scene = Scene.of(net);
        try (Agent agent = Agent.start()) {
            for (String subnet : List.of("10.96.0.0/12", "10.112.0.0/12")) {
                scene.write(SUBNETS.formatted(subnet));
                scene.call(Verb.ADD)
                        .with("META_PLUGINS_AGENT", agent.socket().toString())
                        .run()
                        .result();
                assertThat(scene.routes()).contains(subnet + " via");
            }
            assertThat(agent.calls()).isEqualTo(2);
        }
        scene.eth0.del();
    }

    @Test
    void anInvalidOptionIsNamedWithItsFileAndDoesNotKeepADelFromCleaningUp(Topology net) throws IOException {
        Scene scene = Scene.of(net);
        scene.write(SUBNETS.formatted("10.96.0.0/12"));
        scene.add();

        scene.write(SUBNETS.formatted("10.96.0.0/64"));
        for (Verb verb : List.of(Verb.ADD, Verb.CHECK)) {
            assertThat(scene.call(verb).run().error(7).details())
                    .isEqualTo(scene.file + ": options.veth.service_hijack_subnet: \"10.96.0.0/64\": an IPv4 prefix"
                            + " length is 0 to 32");
        }
        Files.setPosixFilePermissions(scene.file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(scene.call(Verb.CHECK).run().error(7).details())
                .contains(scene.file + ": a regular file of at most 64 KiB that only root can write is expected");

        scene.write(SUBNETS.formatted("10.96.0.0/64"));
        scene.call(Verb.DEL).run().isQuietSuccess();
        assertThat(scene.eth0.pod().netns().ip("link show")).doesNotContain("veth0");
        scene.eth0.del();
    }

    @Test
    void aPlanUsesTheDefaults(Topology net) throws IOException {
        Scene scene = Scene.of(net);
        scene.write(SUBNETS.formatted("10.96.0.0/12"));
        Path own = Files.writeString(
                net.folder().resolve("own.json"), scene.call(Verb.ADD).stdin());

        String plan = Command.of(
                        Image.bin("metactl").toString(),
                        "plan",
                        "veth",
                        "--netns",
                        scene.eth0.pod().netns().name(),
                        "-f",
                        own.toString())
                .with(Map.of("META_PLUGINS_DEFAULTS", scene.file.toString()))
                .in(scene.call(Verb.ADD).from())
                .run()
                .text();

        assertThat(plan).contains("ip route add 10.96.0.0/12 via ");
        scene.eth0.del();
    }
}
