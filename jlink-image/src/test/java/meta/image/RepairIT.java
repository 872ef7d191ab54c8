package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.CniRuntime;
import meta.image.topology.Command;
import meta.image.topology.EchoRequests;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Output;
import meta.image.topology.Pod;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The command {@code metactl repair} repairs pods after events on the node or in the pod. No agent runs. */
@OnRealKernel
@TestInstance(Lifecycle.PER_CLASS)
@Tag("install") // takes too long for every build, which runs RepairPropertiesIT instead
class RepairIT {
    enum Connection {
        VETH,
        VETH_OF_SEVERAL_NICS,
        ROUTER
    }

    /**
     * Events that damage objects of a pod, as commands of {@code ip}. The last word of a name is the namespace in which the commands run.
     * {@code {end}} stands for the host end of a pod, {@code {nic}} for the NIC, and {@code {ipv6}} for its IPv6 address.
     */
    enum Incident {
        ADDRESSES_REMOVED_AND_ADDED_NODE(
                "addr del 172.18.0.2/16 dev eth0",
                "addr del fd00:18::2/64 dev eth0",
                "addr add 172.18.0.2/16 dev eth0",
                "addr add fd00:18::2/64 dev eth0 nodad",
                "route replace default via 172.18.0.1",
                "route replace default via fd00:18::1"),
        SECOND_ADDRESS_NODE("addr add 172.18.5.5/16 dev eth0", "addr add fd00:18::55/64 dev eth0 nodad"),
        SECOND_ADDRESS_REMOVED_NODE("addr del 172.18.5.5/16 dev eth0", "addr del fd00:18::55/64 dev eth0"),
        NIC_DOWN_AND_UP_NODE(
                "link set eth0 down",
                "link set eth0 up",
                "addr replace fd00:18::2/64 dev eth0 nodad",
                "route replace default via 172.18.0.1",
                "route replace default via fd00:18::1"),
        DEFAULT_BY_THE_OTHER_NIC_NODE("route replace default via 192.168.7.1", "route replace default via fd00:7::1"),
        DEFAULT_BACK_NODE("route replace default via 172.18.0.1", "route replace default via fd00:18::1"),
        HOST_END_DOWN_AND_UP_NODE("link set {end} down", "link set {end} up"),
        PAIR_DELETED_NODE("link del {end}"),
        RULES_LOST_NODE(
                "rule flush",
                "-6 rule flush",
                "rule add lookup main priority 32766",
                "-6 rule add lookup main priority 32766"),
        VETH_DOWN_AND_UP_POD("link set veth0 down", "link set veth0 up"),
        NIC_DOWN_AND_UP_POD("link set {nic} down", "link set {nic} up", "addr replace {ipv6}/64 dev {nic} nodad"),
        ROUTES_LOST_POD("route flush proto 109", "-6 route flush proto 109"),
        ROUTES_LOST_NODE("route flush table all proto 109", "-6 route flush table all proto 109"),
        NEIGHBORS_LOST_POD("neigh flush nud permanent", "-6 neigh flush nud permanent"),
        NEIGHBORS_LOST_NODE("neigh flush nud permanent", "-6 neigh flush nud permanent");

        private final String commands;

        Incident(String... commands) {
            this.commands = String.join("\n", commands);
        }

        boolean isInPod() {
            return name().endsWith("_POD");
        }
    }

    private Topology topology;
    private Cluster cluster;
    private final Map<Connection, List<Attachment>> nics = new EnumMap<>(Connection.class);

    @BeforeAll
    void pods(Topology net) {
        topology = net;
        cluster = Cluster.withTwoRouters(net);
        nics.put(Connection.VETH, List.of(lan("veth").add(net.pod(), "eth0")));
        Pod several = net.pod();
        nics.put(
                Connection.VETH_OF_SEVERAL_NICS,
                List.of(
                        lan("veth").add(several, "eth0"),
                        cluster.network("lan2", MainPluginConfig.SECOND_MACVLAN, IpFamilies.DUAL, "veth")
                                .add(several, "net1")));
        Pod routed = net.pod();
        cluster.overlay(MainPluginConfig.PTP, IpFamilies.DUAL).add(routed, "eth0");
        nics.put(Connection.ROUTER, List.of(lan("router").add(routed, "net1")));
    }

    private CniRuntime lan(String type) {
        return cluster.network("lan", MainPluginConfig.MACVLAN, IpFamilies.DUAL, type);
    }

    @ParameterizedTest
    @EnumSource
    void allFlowsWorkAgain(Incident incident) {
        if (incident.isInPod()) {
            nics.values().forEach(of -> happens(incident, of.getLast()));
        } else {
            onNode(incident).forEach(cluster.node().netns()::ip);
        }

        repaired();
        work();
    }

    private List<String> onNode(Incident incident) {
        List<String> ends = new ArrayList<>();
        for (Connection withPair : List.of(Connection.VETH, Connection.VETH_OF_SEVERAL_NICS)) {
            ends.add(HostEnd.of(nics.get(withPair).getFirst()));
        }
        return incident.commands
                .lines()
                .flatMap(command -> command.contains("{end}")
                        ? ends.stream().map(end -> command.replace("{end}", end))
                        : Stream.of(command))
                .toList();
    }

    private static void happens(Incident incident, Attachment nic) {
        Namespace pod = nic.pod().netns();
        for (String command : incident.commands.lines().toList()) {
            if (!command.contains("veth0") || pod.ip("link show").contains("veth0")) {
                pod.ip(command.replace("{nic}", nic.ifname())
                        .replace("{ipv6}", nic.addresses().getLast()));
            }
        }
    }

    /** Repairs the pods. A subclass whose agent makes repairs waits for the repair instead. */
    void repaired() {
        Output output = Command.of(Image.bin("metactl").toString(), "repair", "--all")
                .in(cluster.node().netns())
                .run();
        assertThat(output.succeeded()).as(output.toString()).isTrue();
    }

    Cluster cluster() {
        return cluster;
    }

    Stream<Attachment> attachments() {
        return nics.values().stream().flatMap(List::stream);
    }

    private void work() {
        attachments().forEach(nic -> {
            nic.checkLast();
            Namespace pod = nic.pod().netns();
            Namespace node = cluster.node().netns();
            Namespace router = cluster.router().netns();
            reaches(node, pod, nic.addresses());
            reaches(router, pod, nic.addresses());
            reaches(pod, node, List.of("10.96.0.1", "fd00:96::1", "172.18.0.2", "fd00:18::2"));
            reaches(pod, router, List.of("172.18.0.1", "fd00:18::1"));
        });
    }

    private static void reaches(Namespace from, Namespace to, List<String> addresses) {
        assertThat(new EchoRequests(from, to, addresses).unanswered())
                .as("from %s to %s", from, to)
                .isEmpty();
    }

    /**
     * Services are reachable even before the repair, because the routes and neighbours of the pod still contain the former address of the
     * node, which leads to the same device.
     */
    @Test
    void afterARepairPodsUseTheNewAddressOfTheNode() {
        replaceNodesAddresses("172.18.0.2", "172.18.0.9", "fd00:18::2", "fd00:18::9");
        attachments().forEach(nic -> reaches(nic.pod().netns(), cluster.node().netns(), List.of("10.96.0.1")));
        repaired();
        attachments()
                .forEach(nic -> reaches(
                        nic.pod().netns(), cluster.node().netns(), List.of("172.18.0.9", "fd00:18::9", "10.96.0.1")));

        replaceNodesAddresses("172.18.0.9", "172.18.0.2", "fd00:18::9", "fd00:18::2");
        repaired();
        work();
    }

    private void replaceNodesAddresses(String ipv4, String newIpv4, String ipv6, String newIpv6) {
        Namespace node = cluster.node().netns();
        node.ip("addr del " + ipv4 + "/16 dev eth0");
        node.ip("addr del " + ipv6 + "/64 dev eth0");
        node.ip("addr add " + newIpv4 + "/16 dev eth0");
        node.ip("addr add " + newIpv6 + "/64 dev eth0 nodad");
        node.ip("route replace default via 172.18.0.1");
        node.ip("route replace default via fd00:18::1");
    }

    @Test
    void aRepairRestoresTheRulesOfAPod() {
        for (Pod pod : pods()) {
            for (String family : List.of("", "-6 ")) {
                pod.netns().ip(family + "rule flush");
                pod.netns().ip(family + "rule add lookup main priority 32766");
            }
        }

        repaired();
        work();
    }

    private List<Pod> pods() {
        return attachments().map(Attachment::pod).distinct().toList();
    }

    @Test
    void aRepairSetsReversePathFiltersToLooseAgain() {
        List<Namespace> all = new ArrayList<>(List.of(cluster.node().netns()));
        pods().forEach(pod -> all.add(pod.netns()));
        for (Namespace each : all) {
            Command.of("sh", "-c", "for f in /proc/sys/net/ipv4/conf/*/rp_filter; do echo 1 >$f; done")
                    .in(each)
                    .run()
                    .text();
        }

        repaired();
        work();
    }

    @Test
    void aRepairRestoresEachLostObject() {
        List<PodAndNodeState> connected =
                pods().stream().map(pod -> PodAndNodeState.of(cluster, pod)).toList();
        List<List<String>> inPods =
                pods().stream().map(pod -> deletions(pod.netns())).toList();
        List<String> onNode = deletions(cluster.node().netns());
        int most = inPods.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < Math.max(most, onNode.size()); i++) {
            for (int pod = 0; pod < inPods.size(); pod++) {
                deleteAt(i, inPods.get(pod), pods().get(pod).netns());
            }
            deleteAt(i, onNode, cluster.node().netns());
            repaired();
            for (PodAndNodeState moment : connected) {
                assertThat(moment.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
            }
        }
        work();
    }

    private static void deleteAt(int place, List<String> deletions, Namespace namespace) {
        if (place < deletions.size()) {
            namespace.ip(deletions.get(place));
        }
    }

    private static List<String> deletions(Namespace namespace) {
        List<String> deletions = new ArrayList<>();
        for (String family : List.of("-4 ", "-6 ")) {
            for (String route : namespace.ipLines(family + "route show table all proto 109")) {
                deletions.add(family + "route del " + route);
            }
            for (String rule : namespace.ipLines(family + "rule show")) {
                if (rule.contains("proto 109") || rule.contains("lookup 500")) {
                    int colon = rule.indexOf(':');
                    String selector = rule.substring(colon + 1).strip();
                    deletions.add(family + "rule del priority " + rule.substring(0, colon) + " " + selector);
                }
            }
        }
        for (String neighbor : namespace.ipLines("neigh show proto 109")) {
            deletions.add("neigh del " + neighbor.replace(" PERMANENT", ""));
        }
        return deletions;
    }

    @Test
    void theLogSaysWhatWasRepaired() throws IOException {
        String address = nics.get(Connection.VETH).getFirst().addresses().getFirst();
        cluster.node().netns().ip("route del " + address);

        repaired();

        Path log = topology.folder().resolve("veth.log");
        assertThat(Files.readString(log)).contains("verb=REPAIR").containsPattern("REPAIR eth0 done in .*1 change");
    }
}
