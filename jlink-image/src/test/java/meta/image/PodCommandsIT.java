package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Output;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the commands of {@code metactl} that list, compare, repair and remove pods on the node. */
@OnRealKernel
class PodCommandsIT {
    private static final String ARGS = "IgnoreUnknown=1;K8S_POD_NAMESPACE=shop;K8S_POD_NAME=";
    private static final String LOST_ROUTE = "route del 10.96.0.0/12 dev veth0";

    /**
     * Removes the records of earlier tests. The kernel can give the node's namespace the id of an earlier test's node; the commands would
     * then list the earlier records, too.
     */
    @BeforeEach
    void removeRecordsOfOtherTests() throws IOException {
        String folder = System.getenv("META_PLUGINS_ATTACHMENTS");
        if (folder != null && Files.exists(Path.of(folder))) {
            try (Stream<Path> records = Files.list(Path.of(folder))) {
                for (Path each : records.toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    @Test
    void aPodIsListedComparedAndRepaired(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment web = added(cluster, net, "web-0");
        Attachment db = added(cluster, net, "db-0");

        assertThat(metactl(cluster, "pods").text().lines())
                .hasSize(3)
                .anyMatch(line -> line.matches("shop/web-0 +podnet +veth +eth0 +" + String.join(",", web.addresses())
                        + " +veth[0-9a-f]+ +[0-9]+s +as made +record"));
        assertThat(metactl(cluster, "check", "--all").text()).isEqualTo("2 attachments, 0 with differences\n");

        web.pod().netns().ip(LOST_ROUTE);

        assertThat(metactl(cluster, "pods").text()).containsPattern("shop/web-0 .* drifted: 1 ");
        Output different = metactl(cluster, "check", "shop/web-0");
        assertThat(different.status()).isEqualTo(2);
        assertThat(different.stdout())
                .startsWith("shop/web-0 eth0 (veth, network podnet): differences: 1\n  setupRoutes: is missing: ")
                .contains("route add 10.96.0.0/12");
        assertThat(metactl(cluster, "check", "shop/db-0").text()).endsWith(": as made\n");
        assertThat(metactl(cluster, "repair", "--all", "--dry-run").text()).endsWith("2 attachments, 1 to repair\n");
        assertThat(metactl(cluster, "check", "--all").status()).isEqualTo(2);

        assertThat(metactl(cluster, "repair", "--all").text())
                .startsWith("shop/web-0 eth0 (veth, network podnet): repaired: 1\n")
                .endsWith("2 attachments, 1 repaired\n");

        assertThat(metactl(cluster, "check", "--all").status()).isZero();
        assertThat(metactl(cluster, "pods", "-o", "wide").text())
                .containsPattern("shop/web-0 .* repaired: 1 .* metactl repair");
        assertThat(metactl(cluster, "pods", "-o", "json").text())
                .contains("\"pod\": \"web-0\"", "\"state\": \"repaired: 1\"", "\"knownFrom\": \"record\"");
        web.checkLast();
        web.del();
        db.del();
    }

    @Test
    void aPodIsFoundByItsNameContainerIdOrNamespace(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment web = added(cluster, net, "web-0");
        Attachment db = added(cluster, net, "db-0");
        String netns = web.pod().netns().path().toString();

        for (String name : List.of(
                "shop/web-0", web.pod().containerId(), netns, web.pod().netns().name())) {
            assertThat(metactl(cluster, "check", name).text()).as(name).startsWith("shop/web-0 eth0 ");
        }
        Output unknown = metactl(cluster, "check", "shop/web-1");
        assertThat(unknown.status()).isOne();
        assertThat(unknown.stderr())
                .startsWith("metactl check: shop/web-1: no such pod; the attached pods are:\n")
                .contains("  shop/web-0  container " + web.pod().containerId() + "  " + netns + "\n")
                .contains("  shop/db-0  container ");
        web.del();
        db.del();
    }

    @Test
    void aPlanNeedsNoFileAndNoId(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment web = added(cluster, net, "web-0");
        String nic = "# eth0 (veth, network podnet)\n";

        assertThat(metactl(cluster, "plan", "shop/web-0").text()).isEqualTo(nic + "# all is as it should be\n");

        web.pod().netns().ip(LOST_ROUTE);

        Output damaged = metactl(cluster, "plan", "shop/web-0", "--exit-code");
        assertThat(damaged.status()).isEqualTo(2);
        assertThat(damaged.stdout()).startsWith(nic + "pod  ip route add 10.96.0.0/12 via ");
        web.del();
    }

    @Test
    void aPodWithoutNamespaceIsAnOrphan(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment web = added(cluster, net, "web-0");

        web.pod().netns().remove();

        assertThat(metactl(cluster, "pods").text()).containsPattern("shop/web-0 .* orphaned ");
        assertThat(metactl(cluster, "check", "--all").status()).isEqualTo(2);
        assertThat(metactl(cluster, "repair", "--all").status()).isZero();
        web.last(Verb.DEL).run().isQuietSuccess();
        assertThat(metactl(cluster, "pods").text().lines()).hasSize(1);
    }

    @Test
    void anOrphanIsRemovedByACommandThatFindsItAgainAfterAMinute(Topology net) throws IOException {
        Cluster cluster = Cluster.in(net);
        Attachment web = added(cluster, net, "web-0");
        Attachment db = added(cluster, net, "db-0");
        addedLongAgo(web);
        web.pod().netns().remove();
        Path notes = records().resolveSibling("orphans");

        Output dryRun = metactl(cluster, "repair", "--all", "--dry-run");
        while (!dryRun.text().contains("no longer exists")) {
            dryRun = metactl(cluster, "repair", "--all", "--dry-run"); // the kernel removes a namespace with a delay
        }
        assertThat(dryRun.text())
                .startsWith("shop/web-0 eth0 (veth, network podnet): orphaned: ")
                .endsWith("2 attachments, 0 to repair\n");
        assertThat(Files.exists(notes) && !files(notes).isEmpty()).isFalse();
        assertThat(metactl(cluster, "repair", "--all").text())
                .contains("removed by `metactl repair --all` after a minute\n")
                .endsWith("2 attachments, 0 repaired\n");
        assertThat(metactl(cluster, "repair", "--all").text()).endsWith("2 attachments, 0 repaired\n");

        for (Path note : files(notes)) {
            Files.setLastModifiedTime(note, FileTime.from(Instant.now().minusSeconds(61)));
        }

        assertThat(metactl(cluster, "repair", "--all", "--dry-run").text())
                .contains("shop/web-0 eth0 (veth, network podnet): to remove: ")
                .endsWith("2 attachments, 0 to repair, 1 to remove\n");
        assertThat(metactl(cluster, "repair", "--all").text())
                .contains("shop/web-0 eth0 (veth, network podnet): removed: ")
                .endsWith("2 attachments, 0 repaired, 1 removed\n");
        assertThat(metactl(cluster, "pods").text().lines()).hasSize(2);
        db.checkLast();
        web.last(Verb.DEL).run().isQuietSuccess();
        db.del();
    }

    private static Path records() {
        return Path.of(System.getenv().getOrDefault("META_PLUGINS_ATTACHMENTS", "/run/meta-plugins/attachments"));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void addedLongAgo(Attachment nic) throws IOException {
        for (Path record : files(records())) {
            if (record.toString().contains(nic.pod().containerId())) {
                String written = Files.readString(record);
                String older = written.replaceFirst("\"time\":[0-9]+", "\"time\":1767225600000");
                assertThat(older).isNotEqualTo(written);
                Files.writeString(record, older);
            }
        }
    }

    private static Attachment added(Cluster cluster, Topology net, String name) {
        Attachment nic =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).attachment(net.pod(), "eth0");
        nic.addMain();
        nic.remember(nic.last(Verb.ADD).with("CNI_ARGS", ARGS + name).run().result());
        return nic;
    }

    private static Output metactl(Cluster cluster, String... words) {
        List<String> all = new ArrayList<>(List.of(Image.bin("metactl").toString()));
        all.addAll(List.of(words));
        return Command.of(all).in(cluster.node().netns()).run();
    }
}
