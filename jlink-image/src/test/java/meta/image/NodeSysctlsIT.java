package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Answer;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.Verb;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ADD sets only those sysctls of the node that pods need. With read-only sysctls, ADD succeeds if they already have the right values. */
@OnRealKernel
class NodeSysctlsIT {
    private static final String ALL = "net/ipv4/conf/all/rp_filter";
    private static final String DEFAULT = "net/ipv4/conf/default/rp_filter";

    private Topology topology;
    private Namespace node;
    private Attachment eth0;

    @BeforeEach
    void aPod(Topology net) {
        topology = net;
        Cluster cluster = Cluster.in(net);
        node = cluster.node().netns();
        eth0 = cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).attachment(net.pod(), "eth0");
        eth0.addMain();
    }

    /**
     * On a device without an IPv4 address, {@code rp_filter} 2 (loose) drops the same packets as 1 (strict). If {@code all} were 2, a
     * node with Cilium would not receive packets from its pods.
     */
    @ParameterizedTest(name = "all {0}, default {1}: all {2}, the host end {3}")
    @CsvSource({"0, 0, 0, 0", "0, 2, 0, 2", "0, 1, 0, 2", "1, 1, 2, 1", "2, 0, 2, 0"})
    void withoutRpFilterInTheConfigurationNoFilterBecomesStricter(int all, int initial, int allAfter, int hostEnd) {
        node.set(ALL, all);
        node.set(DEFAULT, initial);
        String others = node.sysctl("net/ipv4/conf/eth1/rp_filter");

        eth0.addLast();

        assertThat(node.sysctl(ALL)).isEqualTo("" + allAfter);
        assertThat(node.sysctl("net/ipv4/conf/" + HostEnd.of(eth0) + "/rp_filter"))
                .isEqualTo("" + hostEnd);
        assertThat(node.sysctl(DEFAULT)).isEqualTo("" + initial);
        assertThat(node.sysctl("net/ipv4/conf/eth1/rp_filter")).isEqualTo(others);
        eth0.check();
    }

    @Test
    void aConfiguredValueIsSetAndTheLogReportsAStricterOne() throws IOException {
        node.set(ALL, 0);

        eth0.last(Verb.ADD).configured("rp_filter", "2").run().result();

        assertThat(node.sysctl(ALL)).isEqualTo("2");
        assertThat(warnings()).hasSize(1);
        eth0.last(Verb.ADD).configured("rp_filter", "2").run().result();
        assertThat(warnings())
                .as("no warning, because the value is not stricter than before")
                .hasSize(1);
    }

    private List<String> warnings() throws IOException {
        return Files.readAllLines(topology.folder().resolve("veth.log")).stream()
                .filter(line -> line.contains("WARN") && line.contains("stricter than before"))
                .toList();
    }

    /** A node that forwards IPv6 ignores router advertisements, so that the host end needs no {@code accept_ra} of 0. */
    @Test
    void withReadOnlySysctlsAnAddSucceedsIfTheNodeForwardsIpv6() {
        Namespace pod = eth0.pod().netns();
        for (String place : new String[] {"all", "default", "eth0", "lo"}) {
            pod.set("net/ipv4/conf/" + place + "/rp_filter", 2);
        }
        node.set("net/ipv4/conf/all/rp_filter", 2);
        pod.set("net/ipv4/conf/default/rp_filter", 2);

        readOnly(eth0.last(Verb.ADD)).result();

        assertThat(node.sysctl("net/ipv6/conf/" + hostEnd() + "/accept_ra")).isEqualTo("1");
        readOnly(eth0.last(Verb.CHECK)
                        .configured("prevResult", eth0.mainResult().toString()))
                .isQuietSuccess();
        readOnly(eth0.last(Verb.DEL)).isQuietSuccess();
        node.set("net/ipv6/conf/all/forwarding", 0);
        assertThat(readOnly(eth0.last(Verb.ADD)).error(100).details())
                .contains("EROFS", "net.ipv6.conf.default.accept_ra");
        assertThat(node.ip("link show")).doesNotContain(hostEnd());
    }

    private String hostEnd() {
        return "veth" + eth0.pod().containerId().substring(0, 11);
    }

    /** In an unprivileged container, all sysctls are read-only. An ADD fails only if it must change one of them. */
    @Test
    void readOnlySysctlsThatAreCorrectDoNotMatter() {
        Namespace pod = eth0.pod().netns();
        node.set("net/ipv6/conf/default/accept_ra", 0); // the host end inherits it
        for (String place : new String[] {"all", "default", "eth0", "lo"}) {
            pod.set("net/ipv4/conf/" + place + "/rp_filter", 2);
        }
        eth0.addLast();
        eth0.delLast();

        readOnly(eth0.last(Verb.ADD)).result();
        readOnly(eth0.last(Verb.ADD)).result();
        readOnly(eth0.last(Verb.CHECK).configured("prevResult", eth0.result().toString()))
                .isQuietSuccess();
        eth0.checkLast();

        pod.set("net/ipv4/conf/eth0/rp_filter", 1);
        assertThat(readOnly(eth0.last(Verb.ADD)).error(100).details()).contains("EROFS", "rp_filter");
        readOnly(eth0.last(Verb.ADD).configured("rp_filter", "-1")).result();
        assertThat(pod.sysctl("net/ipv4/conf/eth0/rp_filter")).isEqualTo("1");
        readOnly(eth0.last(Verb.DEL)).isQuietSuccess();
    }

    /**
     * {@return the answer to the call, made with a read-only {@code /proc/sys}} The call is cold, because an agent does not use the
     * caller's mounts.
     */
    private static Answer readOnly(CniCall call) {
        Map<String, String> environment = new TreeMap<>(call.environment());
        environment.put("META_PLUGINS_AGENT", "");
        Command command = Command.of(
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        "mount --bind /proc/sys /proc/sys && mount -o remount,bind,ro /proc/sys && exec "
                                + call.plugin())
                .in(call.from())
                .with(environment)
                .reading(call.stdin());
        return new Answer(command.run());
    }
}
