package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.CniError;
import meta.image.cni.Conflist;
import meta.image.cni.Json;
import meta.image.cni.Verb;
import meta.image.state.State;
import meta.image.topology.Capture;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Ping;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the option {@code mac_prefix}. With this option, ADD gives the NIC a MAC address that is made of the prefix and an IP address of the NIC. */
@OnRealKernel
class MacRewriteIT {
    private static final String PREFIX = "\"0a:1b\"";

    @InjectTopology
    private static Topology topology;

    @InjectTopology
    private static Cluster cluster;

    @Test
    void theChangeIsAnnouncedAndTheRoutesStay() {
        Attachment eth0 = attachment(IpFamilies.DUAL);
        eth0.addMain();
        Namespace pod = eth0.pod().netns();
        Namespace router = cluster.router().netns();
        for (String address : eth0.addresses()) {
            assertThat(Ping.of(router, address).answers()).isTrue(); // now the router knows the old MAC address
        }
        List<String> before = routes(pod);
        String mac = wanted(eth0.addresses().getFirst());

        try (Capture lan = Capture.on(router, "eth0", "arp or icmp6")) {
            eth0.addLast();

            lan.await(
                    mac,
                    "who-has " + eth0.addresses().getFirst() + " tell "
                            + eth0.addresses().getFirst());
            lan.await(
                    mac,
                    "> ff02::1: ICMP6, neighbor advertisement, tgt is "
                            + eth0.addresses().getLast());
        }
        assertThat(mac(pod)).isEqualTo(mac);
        assertThat(routes(pod)).isEqualTo(before);
        for (String address : eth0.addresses()) {
            assertThat(router.ip("neigh show " + address)).contains(mac);
            assertThat(Ping.of(router, address).answers()).isTrue();
        }
        new Reachability(cluster, eth0, IpFamilies.DUAL).isComplete();
        eth0.check(); // the main plugin's CHECK compares the MAC address of the NIC with the result
        eth0.addLast();
        eth0.check();
        eth0.del();
    }

    static Stream<MainPluginConfig> mainPlugins() {
        return MainPluginConfig.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("mainPlugins")
    void theMacAddressIsChangedForEveryKindOfNic(MainPluginConfig main) {
        Conflist list = cluster.conflist(main, IpFamilies.DUAL).lastWith("mac_prefix", PREFIX);
        Attachment eth0 = cluster.network(list).add(topology.pod(), "eth0");
        assertThat(mac(eth0.pod().netns())).isEqualTo(wanted(eth0.addresses().getFirst()));
        eth0.checkLast();
        new Reachability(cluster, eth0, IpFamilies.DUAL).isComplete();
        eth0.del();
    }

    @Test
    void withoutIpv4TheMacAddressIsDerivedFromTheIpv6Address() {
        Attachment eth0 = attachment(IpFamilies.IPV6);
        eth0.add();
        assertThat(eth0.addresses().getFirst()).startsWith("fd00:18::24:");
        String end = eth0.addresses().getFirst().substring("fd00:18::24:".length());
        assertThat(mac(eth0.pod().netns())).isEqualTo("0a:1b:00:24:00:%02x".formatted(Integer.parseInt(end, 16)));
        eth0.check();
        eth0.del();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.3.0", "0.3.1", "0.4.0", "1.0.0", "1.1.0"})
    void theResultHasTheNewMacAddressIfItListsTheNic(String version) {
        Conflist list = cluster.conflist(MainPluginConfig.MACVLAN, IpFamilies.DUAL)
                .at(version)
                .lastWith("mac_prefix", PREFIX);
        Attachment eth0 = cluster.network(list).add(topology.pod(), "eth0");
        Json nic = eth0.result().get("interfaces").items().getFirst();
        assertThat(nic.get("name").text()).isEqualTo("eth0");
        assertThat(nic.get("mac").text()).isEqualTo(wanted(eth0.addresses().getFirst()));
        assertThat(eth0.result().get("interfaces").items()).hasSize(3);
        eth0.del();
    }

    @Test
    void checkListsAChangedMacAddress() {
        Attachment eth0 = attachment(IpFamilies.DUAL);
        eth0.add();
        eth0.pod().netns().ip("link set eth0 address 0a:00:00:00:00:77");
        CniError error = eth0.last(Verb.CHECK).run().error(102);
        assertThat(error.details())
                .isEqualTo(
                        "macRewrite: is different: ip -n " + eth0.pod().netns().name() + " link set eth0 address "
                                + wanted(eth0.addresses().getFirst()));
        eth0.addLast();
        eth0.check();
        eth0.del();
    }

    @Test
    void withOnlyOpMacOnlyTheMacAddressChangesAndNoSubnetIsNeeded() {
        Attachment eth0 = attachment(IpFamilies.DUAL);
        eth0.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());

        Json result = onlyMac(eth0.last(Verb.ADD))
                .configured("ip_conflict", "{\"enabled\": true, \"interval\": \"50ms\"}")
                .run()
                .result();

        assertThat(result.get("interfaces").items()).hasSize(1);
        assertThat(result.get("interfaces").items().getFirst().get("mac").text())
                .isEqualTo(wanted(eth0.addresses().getFirst()));
        assertThat(before.sinceThen().onNode().lines()).isEmpty();
        assertThat(before.sinceThen().inPod().lines())
                .isNotEmpty()
                .allMatch(line -> line.contains("link eth0 ") && line.contains("lladdr"));
        onlyMac(eth0.last(Verb.CHECK))
                .configured("prevResult", result.toString())
                .run()
                .isQuietSuccess();
        onlyMac(eth0.last(Verb.DEL)).run().isQuietSuccess();
    }

    @Test
    void delCleansUpEvenWithOnlyOpMac() {
        Attachment eth0 = attachment(IpFamilies.DUAL);
        eth0.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());
        eth0.addLast();
        onlyMac(eth0.last(Verb.DEL)).run().isQuietSuccess();
        assertThat(before.sinceThen().onNode().lines()).noneMatch(line -> line.startsWith("+"));
    }

    @Test
    void onlyOpMacNeedsAPrefixUnderTheCorrectKeyOrUnderTheMisspelledKeyOfTheGoPlugins() {
        Attachment eth0 = attachment(IpFamilies.IPV4);
        eth0.addMain();
        CniError error =
                onlyMac(eth0.last(Verb.ADD)).unconfigured("mac_prefix").run().error(7);
        assertThat(error.details()).contains("only_op_mac: true: requires \"mac_prefix\"");
        onlyMac(eth0.last(Verb.ADD))
                .unconfigured("mac_prefix")
                .configured("mac_preifx", "\"0a-1b\"")
                .run()
                .result();
        assertThat(mac(eth0.pod().netns())).isEqualTo(wanted(eth0.addresses().getFirst()));
    }

    @Test
    void thePlanListsProbesFirstAndAnnouncementsLast() {
        Attachment eth0 = attachment(IpFamilies.DUAL);
        eth0.addMain();
        CniCall add = eth0.last(Verb.ADD).configured("ip_conflict", "{\"enabled\": true, \"retries\": 2}");

        String plan = Command.of(
                        Image.bin("metactl").toString(),
                        "plan",
                        "veth",
                        "--netns",
                        eth0.pod().netns().path().toString())
                .in(cluster.node().netns())
                .reading(add.stdin())
                .run()
                .text();

        String ipv4 = eth0.addresses().getFirst();
        String ipv6 = eth0.addresses().getLast();
        assertThat(plan.lines())
                .startsWith(
                        "# first: pod  arping -D -c 2 -I eth0 " + ipv4,
                        "# first: pod  ndisc6 -r 2 -w 1000 " + ipv6 + " eth0",
                        "pod  ip link set eth0 address " + wanted(ipv4))
                .endsWith(
                        "# afterwards: pod  arping -U -c 1 -I eth0 " + ipv4,
                        "# afterwards: pod  ndsend " + ipv6 + " eth0");
    }

    @Test
    void aCallWithoutProbesAndAnnouncementsInitializesNoClassForThem() throws IOException {
        Conflist list = cluster.conflist(MainPluginConfig.MACVLAN, IpFamilies.DUAL);
        Attachment eth0 = cluster.network(list).attachment(topology.pod(), "eth0");
        eth0.addMain();
        assertThat(initializedBy(eth0.last(Verb.ADD).configured("announce", "false")))
                .noneMatch(MacRewriteIT::isForPackets);
        assertThat(initializedBy(eth0.last(Verb.ADD))).anyMatch(MacRewriteIT::isForPackets);
    }

    private static boolean isForPackets(String initialized) {
        return initialized.contains("'meta/core/reconcile/packet/") || initialized.contains("'meta/netlink/packet/");
    }

    /**
     * {@return a line for each class that a call initializes} Loaded classes prove nothing, because the JVM loads even unused classes from
     * the AOT cache.
     */
    private static List<String> initializedBy(CniCall call) throws IOException {
        Path log = topology.folder().resolve("classes");
        Path image = Image.home();
        Command.of(
                        "env",
                        "LC_ALL=C.UTF-8",
                        image + "/bin/java",
                        "@" + image + "/lib/meta/jvm.options",
                        "-XX:AOTCache=" + image + "/lib/meta/calls.aot",
                        "-Xlog:class+init=info:file=" + log,
                        "-Djffi.boot.library.path=" + image + "/lib",
                        "-m",
                        "meta.launcher/meta.launcher.Main",
                        "veth")
                .in(call.from())
                .with(call.environment())
                .reading(call.stdin())
                .run()
                .text();
        return Files.readAllLines(log);
    }

    private static CniCall onlyMac(CniCall call) {
        return call.configured("only_op_mac", "true")
                .unconfigured("overlay_hijack_subnet")
                .unconfigured("service_hijack_subnet");
    }

    private static Attachment attachment(IpFamilies stack) {
        Conflist list = cluster.conflist(MainPluginConfig.MACVLAN, stack).lastWith("mac_prefix", PREFIX);
        return cluster.network(list).attachment(topology.pod(), "eth0");
    }

    /** {@return the routes of the NIC in all tables, except link-local routes} */
    private static List<String> routes(Namespace pod) {
        return State.of(pod).objects("route").stream()
                .filter(line -> line.contains(" dev eth0 ") && !line.contains("fe80:"))
                .toList();
    }

    private static String mac(Namespace pod) {
        return pod.exec("cat /sys/class/net/eth0/address").strip();
    }

    private static String wanted(String ipv4) {
        StringBuilder mac = new StringBuilder("0a:1b");
        for (String part : List.of(ipv4.split("\\.", -1))) {
            mac.append(":%02x".formatted(Integer.parseInt(part)));
        }
        return mac.toString();
    }
}
