package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Output;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Test;

/** {@code metactl plan} with a configuration from a file, without the values that only a container runtime knows. */
@OnRealKernel
class PlanCommandIT {
    private static final String NOTHING = "# all is as it should be\n";

    @Test
    void thePlanOfAPodOfVethIsEmptyOrRepairsTheDamage(Topology net) throws IOException {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).add(net.pod(), "eth0");
        Path own = Files.writeString(
                net.folder().resolve("own.json"), eth0.last(Verb.ADD).stdin());
        Path list = list(net, "veth");
        String netns = eth0.pod().netns().path().toString();

        for (Path file : List.of(own, list)) {
            Output healthy = plan(cluster, "--netns", netns, "-f", file.toString(), "--exit-code");
            assertThat(healthy.text()).as(file.toString()).isEqualTo(NOTHING);
        }
        String name = eth0.pod().netns().name();
        assertThat(plan(cluster, "veth", "--netns", name, "-f", list.toString()).text())
                .isEqualTo(NOTHING);

        eth0.pod().netns().ip("route del 10.96.0.0/12 dev veth0");
        Output damaged = plan(cluster, "--netns", netns, "-f", own.toString(), "--exit-code");
        assertThat(damaged.status()).isEqualTo(2);
        assertThat(damaged.stdout()).startsWith("pod  ip route add 10.96.0.0/12 via ");
        assertThat(damaged.stdout().lines().filter(line -> !line.startsWith("# afterwards: ")))
                .hasSize(1);
        assertThat(damaged.stderr()).isEmpty();

        String pasted =
                plan(cluster, "--netns", netns, "-f", own.toString(), "--shell").text();
        assertThat(pasted).startsWith("ip -n " + name + " route add 10.96.0.0/12 via ");
        Command.of("sh", "-c", pasted).in(cluster.node().netns()).run().text();
        eth0.check();
        eth0.del();
    }

    @Test
    void theShellCommandsUseNsenterForANamespaceWithoutAName(Topology net) throws IOException {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).attachment(net.pod(), "eth0");
        eth0.addMain();
        Path netns = Files.createFile(net.folder().resolve("netns"));
        Command.of("mount", "--bind", eth0.pod().netns().path().toString(), netns.toString())
                .run()
                .text();
        try {
            Path file = Files.writeString(
                    net.folder().resolve("own.json"), eth0.last(Verb.ADD).stdin());
            List<String> lines = new ArrayList<>(plan(
                            cluster,
                            "--netns",
                            netns.toString(),
                            "-f",
                            file.toString(),
                            "--shell",
                            "--container-id",
                            eth0.pod().containerId())
                    .text()
                    .lines()
                    .toList());
            assertThat(lines).anyMatch(line -> line.startsWith("nsenter --net=" + netns + " ip route add "));

            Command.of("sh", "-ec", String.join("\n", lines))
                    .in(cluster.node().netns())
                    .run()
                    .text();

            assertThat(plan(cluster, "--netns", netns.toString(), "-f", file.toString())
                            .text())
                    .endsWith(NOTHING)
                    .matches("(# .*\n)+");
            eth0.addLast();
            eth0.check();
        } finally {
            Command.of("umount", netns.toString()).run().text();
        }
        eth0.del();
    }

    @Test
    void thePlanOfAHealthyPodOfRouterIsEmptyIfTheNicIsNamed(Topology net) throws IOException {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 = cluster.overlay(MainPluginConfig.PTP, IpFamilies.DUAL).add(net.pod(), "eth0");
        Attachment net1 = cluster.network("lan", MainPluginConfig.MACVLAN, IpFamilies.DUAL, "router")
                .add(eth0.pod(), "net1");
        Path list = list(net, "router");
        String netns = net1.pod().netns().path().toString();

        Output which = plan(cluster, "--netns", netns, "-f", list.toString());
        Output healthy = plan(cluster, "--netns", netns, "-f", list.toString(), "--ifname", "net1", "--exit-code");

        assertThat(which.status()).isEqualTo(2);
        assertThat(which.stderr()).startsWith("metactl plan: --ifname: missing; the pod has eth0, net1: say which\n");
        assertThat(healthy.text()).isEqualTo(NOTHING);
        net1.check();
        net1.del();
        eth0.del();
    }

    @Test
    void theErrorExplainsThatAFileIsNoNamespace(Topology net) throws IOException {
        Path file = Files.createFile(net.folder().resolve("file"));

        Output answer = plan(
                Cluster.in(net),
                "--netns",
                file.toString(),
                "-f",
                list(net, "veth").toString());

        assertThat(answer.status()).isOne();
        assertThat(answer.stdout()).isEmpty();
        assertThat(answer.stderr()).contains("--netns: \"" + file + "\": ", "is not a network namespace");
    }

    /** {@return a file with the network configuration list of the cluster, without a {@code prevResult}} */
    private static Path list(Topology net, String type) throws IOException {
        String subnets = type.equals("veth")
                ? "[\"10.244.0.0/16\", \"fd00:244::/64\"]"
                : "[\"10.22.0.0/15\", \"fd00:22::/64\", \"fd00:23::/64\"]";
        String name = type.equals("veth") ? "podnet" : "lan";
        return Files.writeString(net.folder().resolve(type + ".conflist"), """
                {"cniVersion": "1.0.0", "name": "%s", "plugins": [{"type": "macvlan"},
                  {"type": "%s", "overlay_hijack_subnet": %s, "service_hijack_subnet": ["10.96.0.0/12", "fd00:96::/108"]}]}
                """.formatted(name, type, subnets));
    }

    private static Output plan(Cluster cluster, String... words) {
        List<String> all = new ArrayList<>(List.of(Image.bin("metactl").toString(), "plan"));
        all.addAll(List.of(words));
        return Command.of(all).in(cluster.node().netns()).run();
    }
}
