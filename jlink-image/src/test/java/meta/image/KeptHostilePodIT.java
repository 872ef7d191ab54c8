package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.CniRuntime;
import meta.image.state.Delta;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Pod;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A hostile pod undoes the repairs of an agent again and again. The repairs change no objects of other pods and programs. Finally, the
 * agent stops repairing the pod.
 */
@OnRealKernel
@Tag("install") // takes too long for every build
class KeptHostilePodIT {
    /** The limit of rounds, which is larger than the number of undone repairs after which the agent stops repairing a pod. */
    private static final int MOST_ROUNDS = 200;

    /**
     * The changes that the pod makes in its namespace in each round, as commands of {@code ip}. A word in braces stands for a name or an
     * address. Each round also deletes our routes, so that the agent makes a repair.
     */
    enum Attack {
        CLAIMS_ADDRESSES_OF_THE_NODE(
                "addr replace 172.18.0.2/16 dev {nic}",
                "addr replace fd00:18::2/64 dev {nic} nodad",
                "addr replace 192.168.7.2/24 dev {nic}",
                "addr replace 10.96.0.1/32 dev {nic}",
                "addr replace 172.18.0.2/32 dev veth0"),
        CLAIMS_ADDRESSES_OF_THE_GATEWAY(
                "addr replace 172.18.0.1/16 dev {nic}",
                "addr replace fd00:18::1/64 dev {nic} nodad",
                "addr replace 172.18.0.1/32 dev veth0"),
        CLAIMS_ADDRESSES_OF_ANOTHER_POD(
                "addr replace {victim4}/16 dev {nic}",
                "addr replace {victim6}/64 dev {nic} nodad",
                "addr replace {victim4}/32 dev veth0",
                "neigh replace {victim4} dev veth0 lladdr 0a:00:00:00:00:66 nud permanent protocol 109"),
        ROUTES_EVERYTHING_THROUGH_OUR_VETH(
                "route replace default dev veth0",
                "route replace default dev veth0 proto 109 metric 1",
                "route replace 0.0.0.0/1 dev veth0 proto 109",
                "route replace 128.0.0.0/1 dev veth0 proto 109",
                "route replace ::/1 dev veth0 proto 109",
                "route replace {victim4} dev veth0 proto 109",
                "addr replace {victim4}/1 dev {nic}"),
        ADDS_TEN_THOUSAND_ADDRESSES("{addresses}"),
        FORGES_OUR_MARKS(
                "link set veth0 alias {mark}",
                "link set {nic} alias {mark}",
                "link add veth1 type veth peer name {end}",
                "link set {end} alias {mark}",
                "route replace {victim4} dev {nic} proto 109",
                "rule add from {victim4} lookup 100 priority 77 protocol 109"),
        SWAPS_ITS_LINKS(
                "link set veth0 down",
                "link set {nic} down",
                "link set veth0 name spare",
                "link set {nic} name veth0",
                "link set spare name {nic}",
                "link set veth0 up",
                "link set {nic} up",
                "link set veth0 down",
                "link set {nic} down",
                "link set {nic} name spare",
                "link set veth0 name {nic}",
                "link set spare name veth0",
                "link set veth0 up",
                "link set {nic} up",
                "addr replace {own6}/64 dev {nic} nodad"),
        MOVES_OUR_LINK_AWAY_AND_BACK("link set veth0 netns {elsewhere}"),
        MOVES_OUR_LINK_AWAY("link set veth0 netns {elsewhere} name moved{round}"),
        DELETES_OUR_LINK("link del veth0");

        private final String commands;

        Attack(String... commands) {
            this.commands = String.join("\n", commands);
        }
    }

    private static final String FLUSH = "\nroute flush proto 109\nlink set veth0 up\n";

    @InjectTopology
    private static Cluster cluster;

    private static NodeWithHostilePods node;
    private Namespace elsewhere;
    private static Agent agent;

    /** The lines of the agent that a test has read. A line about an attachment begins with its type, pod and NIC. */
    private static final List<String> SAID = new ArrayList<>();

    @BeforeAll
    static void anAgentOnTheNode() {
        node = NodeWithHostilePods.of(cluster);
        agent = Agent.on(cluster.node().netns());
    }

    @AfterAll
    static void closeTheAgent() {
        agent.close();
    }

    @BeforeEach
    void aNamespaceOutsideOfThePod() {
        elsewhere = cluster.topology().host("elsewhere").netns();
        SAID.clear();
    }

    @AfterEach
    void noPodIsLeft() {
        elsewhere.remove();
        node.deleteAllPods();
    }

    private static Attachment connected(String name) {
        CniRuntime network = cluster.network("lan", MainPluginConfig.MACVLAN, IpFamilies.DUAL, "veth")
                .with("CNI_ARGS", "IgnoreUnknown=1;K8S_POD_NAMESPACE=test;K8S_POD_NAME=" + name);
        return network.add(node.pod(), "eth0");
    }

    @ParameterizedTest
    @EnumSource
    void theRepairsChangeNoOtherObjectAndThePodIsLeftAloneInTheEnd(Attack attack) {
        String name = attack.name().toLowerCase(Locale.ROOT);
        Attachment victim = connected("victim-of-" + name);
        Attachment hostile = connected(name);
        SortedSet<String> hostileEnds = new TreeSet<>(node.hostEnds(hostile.pod()));
        PodAndNodeState before = PodAndNodeState.of(cluster, victim.pod());
        String commands = commands(attack, hostile, victim);

        for (int round = 0; !isLeftAlone(name); round++) {
            assertThat(round).as("rounds until the pod is left alone: %s", SAID).isLessThan(MOST_ROUNDS);
            attack(attack, hostile.pod(), commands.replace("{round}", Integer.toString(round)));
            awaitTheEndOfTheRound(name, SAID.size());
            hostileEnds.addAll(endsOf(hostile));
        }

        isUntouched(victim, before, hostileEnds);
        assertThat(said("victim-of-" + name)).isEmpty();
        assertThat(said(name).stream().filter(line -> line.contains("is left alone")))
                .hasSize(1);
    }

    private static void isUntouched(Attachment victim, PodAndNodeState before, SortedSet<String> hostileEnds) {
        PodAndNodeState.Change change = before.sinceThen();
        assertThat(change.inPod()).isEqualTo(Delta.NONE);
        assertThat(change.onNode().lines())
                .allMatch(line -> isAbout(line, hostileEnds), "is about an object of the hostile pod: " + hostileEnds);
        victim.checkLast();
        victim.addresses().forEach(node::isAnsweredBy);
    }

    /** The pod puts a pair of its own in the place of ours. The repairs fail then, and do not change this pair. */
    @Test
    void aPairThatThePodCreatesInPlaceOfOursIsNotChanged() {
        Attachment victim = connected("other");
        Attachment hostile = connected("maker");
        SortedSet<String> hostileEnds = new TreeSet<>(node.hostEnds(hostile.pod()));
        PodAndNodeState before = PodAndNodeState.of(cluster, victim.pod());

        String own = "link del veth0\nlink add veth0 type veth peer name " + HostEnd.of(victim);
        force(hostile.pod().netns(), own + FLUSH);
        for (int round = 0; said("maker").stream().noneMatch(line -> line.contains("not repaired")); round++) {
            assertThat(round).as("rounds until a repair fails: %s", SAID).isLessThan(20);
            awaitTheEndOfTheRound("maker", SAID.size());
        }

        assertThat(hostile.pod().netns().ip("-br link show")).contains(HostEnd.of(victim) + "@veth0");
        isUntouched(victim, before, hostileEnds);
    }

    private String commands(Attack attack, Attachment hostile, Attachment victim) {
        String ipv4 = victim.addresses().getFirst();
        String end = HostEnd.of(victim);
        String mark = node.netns().ip("-j link show dev " + end).replaceAll(".*\"ifalias\":\"([^\"]*)\".*", "$1");
        String addresses = IntStream.range(0, 10_000)
                .mapToObj(i -> "addr replace 172.18." + (100 + i / 250) + "." + (1 + i % 250) + "/16 dev {nic}")
                .collect(Collectors.joining("\n"));
        return (attack.commands + FLUSH)
                .replace("{addresses}", addresses)
                .replace("{victim4}", ipv4)
                .replace("{victim6}", victim.addresses().getLast())
                .replace("{own6}", hostile.addresses().getLast())
                .replace("{nic}", hostile.ifname())
                .replace("{end}", end)
                .replace("{mark}", '"' + mark.strip() + '"')
                .replace("{elsewhere}", elsewhere.name());
    }

    private void attack(Attack attack, Pod pod, String commands) {
        force(pod.netns(), commands);
        if (attack == Attack.MOVES_OUR_LINK_AWAY_AND_BACK) {
            force(elsewhere, "link set veth0 netns " + pod.netns().name());
            force(pod.netns(), FLUSH);
        }
    }

    /** Runs commands of {@code ip}, and ignores those that fail. */
    private static void force(Namespace namespace, String commands) {
        Command.of("ip", "-n", namespace.name(), "-force", "-batch", "-")
                .reading(commands)
                .run();
    }

    /**
     * Waits until the agent prints a line about the pod, or prints nothing for a minute. Adds the lines to {@link #SAID}.
     *
     * @param before the number of lines in {@link #SAID} before the wait; earlier lines do not count
     */
    private static void awaitTheEndOfTheRound(String name, int before) {
        do {
            SAID.add(agent.said());
        } while (SAID.subList(before, SAID.size()).stream()
                .noneMatch(line -> line.startsWith("veth test/" + name + " ") || line.equals("null")));
        SAID.addAll(agent.saidUntilNow());
    }

    private static List<String> said(String name) {
        return SAID.stream()
                .filter(line -> line.startsWith("veth test/" + name + " "))
                .toList();
    }

    private static boolean isLeftAlone(String name) {
        SAID.addAll(agent.saidUntilNow());
        return said(name).stream().anyMatch(line -> line.contains("is left alone"));
    }

    private static List<String> endsOf(Attachment hostile) {
        return node.netns()
                .ip("-o link show")
                .lines()
                .filter(line -> line.contains(hostile.pod().containerId().substring(0, 60)))
                .map(line -> line.replaceAll("^[0-9]+: ([^@:]+)[@:].*", "$1"))
                .toList();
    }

    private static boolean isAbout(String line, SortedSet<String> devices) {
        return devices.stream()
                .anyMatch(device -> line.contains(" dev " + device + " ")
                        || line.endsWith(" dev " + device)
                        || line.contains(" link " + device + " ")
                        || line.contains(" sysctl " + device + " "));
    }
}
