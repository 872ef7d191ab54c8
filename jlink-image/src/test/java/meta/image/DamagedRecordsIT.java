package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.state.State;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Output;
import meta.image.topology.Pod;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls, repairs and the agent handle attachment records that are damaged or missing, or belong to a pod that no longer exists. */
@OnRealKernel
@Tag("install") // starts many agents
@Timeout(600) // ends a test that waits for a repair in vain
class DamagedRecordsIT {
    private static final String LOST_ROUTE = "route del 10.96.0.0/12 dev veth0";

    /** The kinds of damage to an attachment record, each with a text that the message about it contains. */
    enum Damage {
        EMPTY("it is not a JSON object"),
        TRUNCATED("it is not a JSON object"),
        GARBAGE("it is not a JSON object"),
        OF_ANOTHER_VERSION("format 2, expected 1"),
        OF_ANOTHER_ATTACHMENT("is not the record of the attachment that its name gives");

        private final String reason;

        Damage(String reason) {
            this.reason = reason;
        }

        byte[] of(byte[] record, byte[] another) {
            return switch (this) {
                case EMPTY -> new byte[0];
                case TRUNCATED -> Arrays.copyOf(record, record.length / 2);
                case GARBAGE -> new byte[] {0, (byte) 0xff, '{', '"', 0x1b};
                case OF_ANOTHER_VERSION ->
                    new String(record, StandardCharsets.UTF_8)
                            .replace("\"format\":1", "\"format\":2")
                            .getBytes(StandardCharsets.UTF_8);
                case OF_ANOTHER_ATTACHMENT -> another;
            };
        }
    }

    private Topology topology;
    private Cluster cluster;
    private Attachment web;
    private Attachment db;

    @BeforeEach
    void twoPods(Topology net) throws IOException {
        removeRecordsOfOtherTests();
        topology = net;
        cluster = Cluster.in(net);
        web = added(net.pod());
        db = added(net.pod());
    }

    private Attachment added(Pod pod) {
        return cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).add(pod, "eth0");
    }

    private static Path folder() {
        return Path.of(System.getenv().getOrDefault("META_PLUGINS_ATTACHMENTS", "/run/meta-plugins/attachments"));
    }

    /**
     * Removes the records of earlier tests. A record contains the id of the node's namespace, and the kernel can give the same id to the
     * namespace of this test's node.
     */
    private static void removeRecordsOfOtherTests() throws IOException {
        if (Files.exists(folder())) {
            try (Stream<Path> records = Files.list(folder())) {
                for (Path each : records.toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static Path record(Attachment of) throws IOException {
        try (Stream<Path> records = Files.list(folder())) {
            return records.filter(each -> each.toString().contains(of.pod().containerId()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void damage(Attachment nic, Damage damage, Attachment other) throws IOException {
        Path file = record(nic);
        byte[] damaged = damage.of(Files.readAllBytes(file), Files.readAllBytes(record(other)));
        Path written = Files.write(file.resolveSibling(file.getFileName() + ".tmp"), damaged);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Output repairAll() {
        return metactl("repair", "--all");
    }

    private Output metactl(String... words) {
        return Command.of(Stream.concat(Stream.of(Image.bin("metactl").toString()), Stream.of(words))
                        .toList())
                .in(cluster.node().netns())
                .run();
    }

    private void loseRoute(Attachment nic) {
        nic.pod().netns().ip(LOST_ROUTE);
    }

    private static void awaitRepair(Attachment nic) {
        while (!nic.last(Verb.CHECK).run().output().succeeded()) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRepairCommandFailsBecauseOfADamagedRecordAndRepairsTheOthers(Damage damage) throws IOException {
        Path file = record(web);
        damage(web, damage, db);
        loseRoute(web);
        loseRoute(db);
        PodAndNodeState ofWeb = PodAndNodeState.of(cluster, web.pod());

        Output output = repairAll();

        assertThat(output.status()).as(output.toString()).isOne();
        assertThat(output.stderr()).contains(file.toString(), damage.reason);
        db.checkLast();
        assertThat(ofWeb.sinceThen().inPod().lines()).isEmpty();
        web.addLast();
        loseRoute(web);
        assertThat(repairAll().stderr()).isEmpty();
        web.checkLast();
        web.del();
        db.del();
    }

    @ParameterizedTest
    @EnumSource
    void theAgentReportsAndIgnoresADamagedRecord(Damage damage) throws IOException {
        try (Agent agent = Agent.on(cluster.node().netns())) {
            loseRoute(web);
            awaitRepair(web);
            Path file = record(web);
            damage(web, damage, db);
            awaitLine(agent, file, damage);
            loseRoute(web);
            loseRoute(db);
            PodAndNodeState ofWeb = PodAndNodeState.of(cluster, web.pod());
            awaitRepair(db);

            agent.kill();
            agent.restart();
            awaitLine(agent, file, damage);
            loseRoute(db);
            awaitRepair(db);
            assertThat(ofWeb.sinceThen().inPod().lines()).isEmpty();

            web.addLast();
            loseRoute(web);
            awaitRepair(web);
        }
        web.del();
        db.del();
    }

    /**
     * Changes a route in a pod, because the agent reads the records again when the kernel reports a change. Then waits for the agent's
     * message about the damaged record.
     */
    private void awaitLine(Agent agent, Path file, Damage damage) {
        db.pod().netns().ip("route replace 192.0.2.0/24 dev veth0");
        String line = agent.said();
        while (!line.contains(file.toString())) {
            assertThat(line).as("a line of the agent").isNotEqualTo("null");
            line = agent.said();
        }
        assertThat(line).contains(damage.reason);
        db.pod().netns().ip("route del 192.0.2.0/24 dev veth0");
    }

    /** Deletes the namespace of the NIC's pod without a DEL, and waits until the kernel has removed the pod's veth pair. */
    private void end(Attachment nic) {
        nic.pod().netns().remove();
        while (cluster.node()
                .netns()
                .ip("link show type veth")
                .contains(nic.pod().containerId())) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aNewNamespaceAtThePathOfAnEndedPodIsNotChanged() {
        end(web);
        Command.of("ip", "netns", "add", web.pod().netns().name()).run().text();
        web.pod().netns().ip("link add eth0 type bridge");
        web.pod().netns().ip("link set eth0 addrgenmode none"); // the kernel assigns no further IPv6 address
        web.pod().netns().ip("link set eth0 up");
        web.pod().netns().ip("addr add " + web.addresses().getFirst() + "/16 dev eth0");
        State before = State.of(web.pod().netns());
        PodAndNodeState ofDb = PodAndNodeState.of(cluster, db.pod());

        Output output = repairAll();

        assertThat(output.text()).contains(": orphaned: ");
        assertThat(metactl("pods").text()).contains(" orphaned ", " as made ");
        try (Agent _ = Agent.on(cluster.node().netns())) {
            for (int i = 0; i < 2; i++) {
                loseRoute(db);
                awaitRepair(db);
            }
        }
        assertThat(State.of(web.pod().netns())).isEqualTo(before);
        assertThat(ofDb.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        web.last(Verb.DEL).run().isQuietSuccess();
        db.del();
    }

    @Test
    void aPodWithTheContainerIdOfAnEarlierOneIsRepaired() {
        end(web);
        Attachment next = cluster.network(cluster.conflist(
                        MainPluginConfig.MACVLAN,
                        IpFamilies.DUAL,
                        topology.folder().resolve("leases")))
                .add(topology.pod(web.pod().containerId()), "eth0"); // the default folder has a lease for the id
        PodAndNodeState ofNext = PodAndNodeState.of(cluster, next.pod());
        loseRoute(next);

        repairAll().text();
        assertThat(ofNext.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        try (Agent _ = Agent.on(cluster.node().netns())) {
            loseRoute(next);
            awaitRepair(next);
        }

        assertThat(ofNext.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        next.del();
        db.del();
    }

    @Test
    void aMissingFolderOfRecordsIsReportedAndCreatedAgain() throws IOException {
        try (Agent agent = Agent.on(cluster.node().netns())) {
            loseRoute(db);
            awaitRepair(db);
            removeRecordsOfOtherTests();
            Files.delete(folder());
            PodAndNodeState both = PodAndNodeState.of(cluster, web.pod());
            db.pod().netns().ip("route replace 192.0.2.0/24 dev veth0");
            String line = agent.said();
            while (!line.contains(folder() + ": no longer exists")) {
                assertThat(line).as("a line of the agent").isNotEqualTo("null");
                line = agent.said();
            }
            assertThat(repairAll().text()).endsWith(" 0 repaired\n");
            web.checkLast();
            assertThat(both.sinceThen().inPod().lines()).isEmpty();

            web.addLast();
            loseRoute(web);
            awaitRepair(web);
        }
        web.del();
        db.del();
    }

    @Test
    void aFolderThatCannotBeWrittenIsReported() throws IOException {
        Path log = topology.folder().resolve("veth.log");
        mount("--bind", folder().toString(), folder().toString());
        try {
            mount("-o", "remount,bind,ro", folder().toString());
            Attachment unrecorded = added(topology.pod());
            assertThat(Files.readString(log)).contains("the record of the attachment cannot be written");
            unrecorded.checkLast();
            loseRoute(web);
            assertThat(repairAll().text()).contains(": repaired: 1\n");
            web.checkLast();
            try (Agent _ = Agent.on(cluster.node().netns())) {
                loseRoute(web);
                awaitRepair(web);
            }
            unrecorded.del();
            db.del();
            end(db);
            assertThat(repairAll().text()).contains(": orphaned: "); // DEL could not remove the record
            assertThat(cluster.node().netns().ip("route show table all"))
                    .doesNotContain(db.addresses().getFirst());
        } finally {
            Command.of("umount", folder().toString()).run().text();
        }
        assertThat(Files.readString(log)).contains("the record of the attachment stays");
        web.del();
        assertThat(List.of(folder().toFile().list()))
                .noneMatch(name -> name.contains(web.pod().containerId()));
    }

    private static void mount(String... words) {
        Command.of(Stream.concat(Stream.of("mount"), Stream.of(words)).toList())
                .run()
                .text();
    }
}
