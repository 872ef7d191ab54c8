package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Answer;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.CniError;
import meta.image.cni.Conflist;
import meta.image.cni.Verb;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** With address conflict detection, ADD fails and changes nothing if another host or pod has an address of the NIC. */
@OnRealKernel
class ConflictIT {
    private static final int ADDRESS_CONFLICT = 101;
    private static final String LONG = "{\"enabled\": true, \"interval\": \"1m\"}";
    private static final String SHORT = "{\"enabled\": true, \"interval\": \"200ms\"}";

    @InjectTopology
    private Topology topology;

    @InjectTopology
    private Cluster cluster;

    @ParameterizedTest
    @EnumSource(names = {"IPV4", "IPV6"})
    void theOwnerOfTheAddressIsNamedAtOnceAndNothingIsChanged(IpFamilies stack) {
        Attachment eth0 = attachment(MainPluginConfig.MACVLAN, stack);
        eth0.addMain();
        String address = eth0.addresses().getFirst();
        routerGets(address);
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());

        Answer answer = eth0.last(Verb.ADD).configured("ip_conflict", LONG).run();

        assertThat(answer.error(ADDRESS_CONFLICT)).isEqualTo(conflict(address, routersMac()));
        assertThat(answer.output().took()).isLessThan(Duration.ofMinutes(1));
        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"IPV4", "IPV6"})
    void anAnswerToTheThirdProbeIsAConflict(IpFamilies stack) {
        Attachment eth0 = attachment(MainPluginConfig.MACVLAN, stack);
        eth0.addMain();
        String address = eth0.addresses().getFirst();
        routerGets(address);
        Namespace router = cluster.router().netns();
        String family = stack.of("arp", "ip6").getFirst();
        String question = stack.of("arp operation request arp daddr ip " + address, "icmpv6 type nd-neighbor-solicit")
                .getFirst();
        router.exec("nft add table " + family + " lossy");
        router.exec("nft add chain " + family + " lossy in { type filter hook input priority 0; }");
        router.exec("nft add rule " + family + " lossy in " + question + " numgen inc mod 3 lt 2 drop");

        Answer answer = eth0.last(Verb.ADD)
                .configured("ip_conflict", "{\"enabled\": true, \"interval\": \"500ms\"}")
                .run();

        assertThat(answer.error(ADDRESS_CONFLICT)).isEqualTo(conflict(address, routersMac()));
        assertThat(answer.output().took()).isGreaterThan(Duration.ofSeconds(1));
    }

    static Stream<MainPluginConfig> mainPlugins() {
        return MainPluginConfig.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("mainPlugins")
    void anAddForFreeAddressesSucceedsAndSucceedsAgain(MainPluginConfig main) {
        Conflist list = cluster.conflist(main, IpFamilies.DUAL).lastWith("ip_conflict", SHORT);
        Attachment eth0 = cluster.network(list).attachment(topology.pod(), "eth0");
        eth0.addMain();

        Answer answer = eth0.last(Verb.ADD).run();

        assertThat(answer.result().get("interfaces").items()).hasSizeGreaterThan(2);
        assertThat(answer.output().took()).isGreaterThan(Duration.ofMillis(600));
        eth0.addLast();
        eth0.addLast();
        eth0.checkLast();
    }

    @Test
    void aBridgeThatReturnsThePodsOwnFramesIsNoConflict() {
        MainPluginConfig bridge = MainPluginConfig.BRIDGE;
        MainPluginConfig hairpin = new MainPluginConfig(
                bridge.type(),
                bridge.config() + ", \"hairpinMode\": true",
                bridge.ipv4(),
                bridge.ipv6(),
                bridge.routed());
        Conflist list = cluster.conflist(hairpin, IpFamilies.DUAL).lastWith("ip_conflict", SHORT);
        Attachment eth0 = cluster.network(list).attachment(topology.pod(), "eth0");
        eth0.pod().netns().set("net/ipv6/conf/default/accept_dad", 1);
        eth0.add();
        assertThat(eth0.pod().netns().ip("addr show dev eth0"))
                .contains(eth0.addresses())
                .doesNotContain("dadfailed");
    }

    @ParameterizedTest
    @EnumSource(names = {"IPV4", "IPV6"})
    void twoSimultaneousAddsWithOneAddressBothFail(IpFamilies stack) {
        Attachment one = attachment(MainPluginConfig.MACVLAN, stack);
        Attachment other = withLeasesOfItsOwn(stack, "eth0");
        one.addMain();
        other.addMain();
        assertThat(one.addresses()).isEqualTo(other.addresses());
        CniCall first = one.last(Verb.ADD).configured("ip_conflict", SHORT);
        CniCall second = other.last(Verb.ADD).configured("ip_conflict", SHORT);

        CompletableFuture<Answer> meanwhile = CompletableFuture.supplyAsync(first::run);
        CniError ofTheSecond = second.run().error(ADDRESS_CONFLICT);
        CniError ofTheFirst = meanwhile.join().error(ADDRESS_CONFLICT);

        String address = one.addresses().getFirst();
        assertThat(ofTheFirst.msg()).isEqualTo("address " + address + " is in use");
        assertThat(ofTheFirst.details()).startsWith(mac(other));
        assertThat(ofTheSecond.details()).startsWith(mac(one));
    }

    @ParameterizedTest
    @EnumSource(names = {"IPV4", "IPV6"})
    void anAddressThatTheNodeRoutesToAnotherPodIsAConflictAsLongAsThePodExists(IpFamilies stack) {
        Attachment first = cluster.network(MainPluginConfig.MACVLAN, stack).add(topology.pod(), "eth0");
        Attachment second = withLeasesOfItsOwn(stack, "eth1"); // on another LAN, on which no host can answer
        second.addMain();
        String address = second.addresses().getFirst();
        CniCall add = second.last(Verb.ADD).configured("ip_conflict", SHORT);

        CniError error = add.run().error(ADDRESS_CONFLICT);

        assertThat(error.msg()).isEqualTo("address " + address + " is in use");
        assertThat(error.details())
                .isEqualTo("the pod behind " + HostEnd.of(first) + " (meta-plugins network=podnet container="
                        + first.pod().containerId() + " ifname=eth0) has this address");
        first.del();
        assertThat(add.run().result().get("interfaces").items()).hasSize(3);
    }

    @Test
    void theNodesAddressAndTheGatewayAreConflictsWithoutAProbe() {
        Attachment eth0 = attachment(MainPluginConfig.MACVLAN, IpFamilies.IPV4);
        eth0.addMain();

        assertThat(withAddress(eth0, "192.168.7.2/24").run().error(ADDRESS_CONFLICT))
                .isEqualTo(conflict("192.168.7.2", "the node itself, on eth1,"));
        assertThat(withAddress(eth0, "172.18.0.1/16").run().error(ADDRESS_CONFLICT))
                .isEqualTo(conflict("172.18.0.1", "the gateway of eth0"));
    }

    private static CniCall withAddress(Attachment eth0, String address) {
        return eth0.last(Verb.ADD).configured("ip_conflict", LONG).configured("prevResult", """
                {"cniVersion": "1.0.0", "ips": [{"address": "%s"}]}
                """.formatted(address));
    }

    @Test
    void anAnswerOfAnotherNicOfThePodIsNoConflict() {
        Attachment eth0 = attachment(MainPluginConfig.MACVLAN, IpFamilies.DUAL);
        eth0.add();
        Conflist list =
                cluster.conflist(MainPluginConfig.MACVLAN, IpFamilies.DUAL).lastWith("ip_conflict", SHORT);
        Attachment net1 = cluster.network(list).attachment(eth0.pod(), "net1");
        net1.add();
        net1.checkLast();
        eth0.checkLast();
    }

    @Test
    void checkAndDelSendNoProbe() {
        Conflist list =
                cluster.conflist(MainPluginConfig.MACVLAN, IpFamilies.DUAL).lastWith("ip_conflict", SHORT);
        Attachment eth0 = cluster.network(list).add(topology.pod(), "eth0");
        eth0.addresses().forEach(this::routerGets);
        eth0.checkLast();
        eth0.delLast();
    }

    @Test
    void aNicThatIsDownCannotProbe() {
        Attachment eth0 = attachment(MainPluginConfig.MACVLAN, IpFamilies.IPV4);
        eth0.addMain();
        eth0.pod().netns().ip("link set eth0 down");
        CniError error =
                eth0.last(Verb.ADD).configured("ip_conflict", SHORT).run().error(100);
        assertThat(error.details())
                .isEqualTo("detectConflict: ip netns exec " + eth0.pod().netns().name() + " arping -D -c 3 -I eth0 "
                        + eth0.addresses().getFirst() + ": eth0 is down; nothing was changed");
    }

    private Attachment attachment(MainPluginConfig main, IpFamilies stack) {
        return cluster.network(main, stack).attachment(topology.pod(), "eth0");
    }

    /**
     * {@return a NIC in a new network with its own leases, which assigns the same addresses as other such networks}
     *
     * @param master the device of the node on which the macvlan NIC is created
     */
    private Attachment withLeasesOfItsOwn(IpFamilies stack, String master) {
        MainPluginConfig plugin = MainPluginConfig.MACVLAN;
        MainPluginConfig by = new MainPluginConfig(
                plugin.type(), plugin.config().replace("eth0", master), plugin.ipv4(), plugin.ipv6(), plugin.routed());
        Path leases = topology.folder().resolve("leases-of-" + master);
        Conflist list = cluster.conflist(by, stack, leases);
        return cluster.network(list).attachment(topology.pod(), "eth0");
    }

    private void routerGets(String address) {
        String length = address.contains(":") ? "/64 dev eth0 nodad" : "/16 dev eth0";
        cluster.router().netns().ip("addr add " + address + length);
    }

    private String routersMac() {
        return mac(cluster.router().netns());
    }

    private static String mac(Attachment attachment) {
        return mac(attachment.pod().netns());
    }

    private static String mac(Namespace host) {
        return host.exec("cat /sys/class/net/eth0/address").strip();
    }

    private static CniError conflict(String address, String owner) {
        return new CniError(
                "1.0.0", ADDRESS_CONFLICT, "address " + address + " is in use", owner + " has this address");
    }
}
