package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.steps.StepJar;
import meta.image.topology.IpFamilies;
import meta.image.topology.Pod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls with a third-party step that plans links, further addresses of the pod, or objects on the node for addresses that the IPAM plugin
 * has not assigned to the pod.
 */
@OnRealKernel
class ThirdPartyNodeObjectsIT {
    private static final int NOT_AS_PLANNED = 102;

    private static final String VIRTUAL_ADDRESS = """
            IpAddress vip = IpAddress.parse("203.0.113.9");
            String end = context.snapshot().pod().link("veth0").orElseThrow().peer();
            return Plan.ensure(Route.to(vip.asPrefix(), Netns.HOST, end))
                    .then(Plan.ensure(Route.to(vip.asPrefix(), Netns.HOST, "lo").withTable(RouteTable.of(777))))
                    .then(Plan.ensure(Neighbor.permanent(Netns.HOST, end, vip, MacAddress.parse("0a:00:00:00:00:77"))))
                    .then(Plan.ensure(Rule.from(vip.asPrefix(), Netns.HOST, RouteTable.of(777), 700)))
                    .then(Plan.ensure(Rule.from(Prefix.parse("2001:db8::9/128"), Netns.HOST, RouteTable.of(777), 700)));
            """;

    private static final String LINKS = """
            String mark = context.attachment().mark();
            return Plan.ensure(Link.of(Netns.HOST, "acme7", "bridge").withAlias(mark))
                    .then(Plan.ensure(Link.of(Netns.HOST, "acme8", "ifb").withAlias(mark).withMaster("acme7")))
                    .then(Plan.ensure(Link.of(Netns.HOST, "acme9", LinkData.macvlan("acme7", MacvlanMode.BRIDGE)).withAlias(mark)))
                    .then(Plan.ensure(Link.of(Netns.POD, "acme10", "bridge")));
            """;

    /** The body of {@code plan} for a step that adds an address to the NIC and reports this address in the result. */
    private static final String OWN_ADDRESS = """
            String first = context.addressing().pod().stream().filter(IpAddress::isIpv4).findFirst().orElseThrow().toString();
            IpAddress vip = IpAddress.parse(first.substring(0, first.lastIndexOf('.')) + ".251");
            Address own = Address.of(Netns.POD, nic, vip, context.addressing().assigned().getFirst().prefixLength());
            return Plan.ensure(own).then(Plan.report(link, own, IpAddress.parse("0.0.0.0")));
            """;

    /**
     * The body of {@code plan} for a step that adds virtual addresses to {@code eth0}. The IPv6 address is deprecated, so that the kernel
     * does not select it as a source address.
     */
    private static final String VIRTUAL_ADDRESSES_OF_ETH0 = """
            return nic.equals("eth0")
                    ? Plan.ensure(Address.of(Netns.POD, nic, IpAddress.parse("172.18.99.1"), 32))
                            .then(Plan.ensure(Address.of(Netns.POD, nic, IpAddress.parse("fd00:18::99:1"), 128, RouteScope.UNIVERSE,
                                    AddressFlags.PERMANENT.with(AddressFlags.NODAD).with(AddressFlags.DEPRECATED))))
                    : Plan.NOTHING;
            """;

    @TempDir
    Path folder;

    @InjectTopology
    private Cluster cluster;

    @Test
    void plannedObjectsAreCheckedAndAreRemovedEvenWithoutTheJar() throws IOException {
        Path jar = StepJar.withStep(VIRTUAL_ADDRESS).at(folder.resolve("acme.jar"));
        Attachment eth0 = attachment();
        eth0.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());

        eth0.addLast();
        assertThat(node("route show table 777")).startsWith("203.0.113.9 dev lo");
        eth0.check();
        PodAndNodeState connected = PodAndNodeState.of(cluster, eth0.pod());
        eth0.addLast();
        assertThat(connected.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        assertThat(new DryRun(cluster, eth0, folder).text()).contains("all is as it should be");

        Files.delete(jar);
        eth0.delLast();
        assertThat(before.sinceThen().onNode().lines()).isEmpty();
    }

    @Test
    void checkReportsEachLostObjectAndTheNextAddRestoresIt() {
        StepJar.withStep(VIRTUAL_ADDRESS).at(folder.resolve("acme.jar"));
        Attachment eth0 = attachment();
        eth0.add();
        String end = cluster.node().netns().ip("route show 203.0.113.9").split(" ", -1)[2];

        for (String lost : List.of(
                "route del 203.0.113.9",
                "route del 203.0.113.9 table 777",
                "neighbor del 203.0.113.9 dev " + end,
                "rule del from 203.0.113.9 lookup 777",
                "-6 rule del from 2001:db8::9 lookup 777")) {
            node(lost);
            assertThat(eth0.last(Verb.CHECK).run().error(NOT_AS_PLANNED).details())
                    .as(lost)
                    .contains("acmeStep: is missing")
                    .hasLineCount(1);
            eth0.addLast();
            eth0.check();
        }
        eth0.del();
    }

    @Test
    void objectsThatAreNoLongerPlannedAreRemovedByTheNextAdd() {
        StepJar.withStep(VIRTUAL_ADDRESS).at(folder.resolve("acme.jar"));
        Attachment eth0 = attachment();
        eth0.add();
        assertThat(node("rule show")).contains("from 203.0.113.9");

        StepJar.withStep("return Plan.NOTHING;").at(folder.resolve("acme.jar"));
        assertThat(eth0.last(Verb.CHECK).run().error(NOT_AS_PLANNED).details())
                .contains("obsolete: should not exist", "203.0.113.9 lookup 777");
        eth0.addLast();
        assertThat(node("rule show")).doesNotContain("203.0.113.9");
        assertThat(node("route show table all")).doesNotContain("203.0.113.9");
        eth0.check();
        eth0.del();
    }

    @Test
    void anObjectOfTwoPodsStaysUntilBothAreDeleted() {
        StepJar.withStep("return Plan.ensure(Rule.from(Prefix.parse(\"203.0.113.9/32\"), Netns.HOST,"
                        + " RouteTable.of(777), 700));")
                .at(folder.resolve("acme.jar"));
        Attachment one = attachment();
        Attachment other = attachment();
        one.add();
        other.add();

        one.del();
        assertThat(node("rule show")).contains("from 203.0.113.9 lookup 777");
        other.check();
        other.del();
        assertThat(node("rule show")).doesNotContain("203.0.113.9");
    }

    @Test
    void linksAreCheckedRestoredAndRemoved() {
        StepJar.withStep(LINKS).at(folder.resolve("acme.jar"));
        Attachment eth0 = attachment();
        eth0.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());

        eth0.addLast();
        assertThat(node("link show acme8")).contains("master acme7");
        assertThat(node("-d link show acme9")).contains("acme9@acme7", "macvlan mode bridge");
        eth0.check();
        PodAndNodeState connected = PodAndNodeState.of(cluster, eth0.pod());
        eth0.addLast();
        assertThat(connected.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);

        node("link set acme8 nomaster");
        node("link del acme9");
        assertThat(eth0.last(Verb.CHECK).run().error(NOT_AS_PLANNED).details())
                .contains("ip link set acme8 master acme7", "acme9")
                .hasLineCount(2);
        eth0.addLast();
        eth0.check();

        eth0.delLast();
        assertThat(before.sinceThen().onNode().lines()).isEmpty();
    }

    @Test
    void anAddressOfTheStepIsInTheResultOfARepeatedAddToo() {
        StepJar.withStep(OWN_ADDRESS).at(folder.resolve("acme.jar"));
        Attachment eth0 = attachment();
        eth0.addMain();
        String result = eth0.addLast().toString();
        assertThat(result).contains(".251/");

        eth0.check();
        PodAndNodeState connected = PodAndNodeState.of(cluster, eth0.pod());
        assertThat(eth0.addLast()).hasToString(result);
        assertThat(connected.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        eth0.check();
        eth0.delLast();
    }

    /**
     * When a call for one NIC reads the state of the pod, it also reads the virtual addresses on the other NIC. The call must not change
     * them.
     */
    @Test
    void aVirtualAddressOnOneNicIsNotChangedByCallsForTheOther() {
        StepJar.withStep("acmeStep", "after(\"veth\", \"migrateRoute\")", VIRTUAL_ADDRESSES_OF_ETH0)
                .at(folder.resolve("acme.jar"));
        Pod pod = cluster.topology().pod();
        Attachment eth0 = nic("lan", MainPluginConfig.MACVLAN, pod, "eth0");
        Attachment net1 = nic("lan2", MainPluginConfig.SECOND_MACVLAN, pod, "net1");
        eth0.add();
        net1.add();

        for (Attachment nic : List.of(eth0, net1, eth0)) {
            eth0.checkLast();
            net1.checkLast();
            nic.addLast();
        }
        assertThat(pod.netns().ip("rule")).doesNotContain("172.18.99.1");
        assertThat(pod.netns().ip("-6 rule")).doesNotContain("fd00:18::99:1");
        assertThat(pod.netns().ip("-6 route show table all proto 109")).doesNotContain("src fd00:18::99:1");
        assertThat(pod.netns().ip("-6 addr show dev eth0")).containsPattern("fd00:18::99:1/128 .*deprecated");
        net1.del();
        eth0.del();
    }

    private Attachment nic(String network, MainPluginConfig main, Pod pod, String ifname) {
        return cluster.network(network, main, IpFamilies.DUAL, "veth")
                .with("META_PLUGINS_STEPS", folder.toString())
                .attachment(pod, ifname);
    }

    @Test
    void anExistingObjectWhoseRemovalIsPlannedIsRemoved() {
        StepJar.withStep("return Plan.remove(Route.to(Prefix.parse(\"203.0.113.9/32\"), Netns.HOST, \"lo\"));")
                .at(folder.resolve("acme.jar"));
        Attachment eth0 = attachment();
        eth0.addMain();
        node("route add 203.0.113.9 dev lo scope link proto 109");

        eth0.addLast();
        assertThat(node("route show 203.0.113.9")).isEmpty();
        eth0.del();
    }

    private String node(String command) {
        return cluster.node().netns().ip(command);
    }

    private Attachment attachment() {
        return new StepFolder(cluster, folder).attachment("{}");
    }
}
