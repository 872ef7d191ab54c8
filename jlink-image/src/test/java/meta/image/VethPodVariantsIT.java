package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Answer;
import meta.image.cni.Attachment;
import meta.image.cni.CniRuntime;
import meta.image.cni.Json;
import meta.image.cni.Verb;
import meta.image.state.State;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Ping;
import meta.image.topology.Pod;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Calls of {@code veth} work for pods with different IPv6 settings, MTUs and NIC names. Also tests the MAC addresses of the veth pair, the
 * option {@code skip_call}, and a log file that cannot be written.
 */
@OnRealKernel
class VethPodVariantsIT {
    @InjectTopology
    private static Topology topology;

    @InjectTopology
    private static Cluster cluster;

    private static CniRuntime network;

    @BeforeAll
    static void aNetwork() {
        network = cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL);
    }

    @Test
    void aPodWhoseIpv6IsOffByDefaultGetsIpv6OnItsVeth() {
        Pod pod = topology.pod();
        pod.netns().set("net/ipv6/conf/default/disable_ipv6", 1);
        Attachment eth0 = network.add(pod, "eth0");
        assertThat(pod.netns().sysctl("net/ipv6/conf/veth0/disable_ipv6")).isEqualTo("0");
        new Reachability(cluster, eth0, IpFamilies.DUAL).isComplete();
        eth0.checkLast();
    }

    @Test
    void aPodWhoseIpv6WasSwitchedOffGetsItsAddressesBack() {
        Attachment eth0 = network.attachment(topology.pod(), "eth0");
        eth0.addMain();
        Namespace pod = eth0.pod().netns();
        pod.set("net/ipv6/conf/all/disable_ipv6", 1);
        assertThat(pod.ip("-6 addr show")).as("the kernel drops the addresses").isEmpty();

        eth0.addLast();

        assertThat(State.of(pod).objects("addr"))
                .anyMatch(line -> line.startsWith("addr " + eth0.addresses().getLast() + "/64 dev eth0"));
        for (String node : IpFamilies.DUAL.of("172.18.0.2", "fd00:18::2")) {
            assertThat(Ping.of(pod, node).answers()).isTrue();
        }
        eth0.checkLast();
    }

    @Test
    void aPodOfAnIpv4NetworkKeepsIpv6SwitchedOff() {
        Pod pod = topology.pod();
        pod.netns().set("net/ipv6/conf/all/disable_ipv6", 1);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).add(pod, "eth0");
        assertThat(pod.netns().sysctl("net/ipv6/conf/all/disable_ipv6")).isEqualTo("1");
        assertThat(pod.netns().sysctl("net/ipv6/conf/veth0/disable_ipv6")).isEqualTo("1");
        new Reachability(cluster, eth0, IpFamilies.IPV4).isComplete();
        eth0.checkLast();
    }

    @Test
    void aPodWithDuplicateAddressDetectionReachesItsNodeAtOnce() {
        Pod pod = topology.pod();
        pod.netns().set("net/ipv6/conf/default/accept_dad", 1);
        Attachment eth0 = network.add(pod, "eth0");
        new Reachability(cluster, eth0, IpFamilies.DUAL).isComplete();
        eth0.checkLast();
    }

    @Test
    void theVethPairHasMacAddressesThatUdevDoesNotChange() {
        Attachment eth0 = network.add(topology.pod(), "eth0");
        String host = HostEnd.of(eth0);
        // NET_ADDR_SET (include/uapi/linux/netdevice.h): user space has set the address, so systemd's MACAddressPolicy
        // does not apply
        assertThat(cluster.node()
                        .netns()
                        .exec("cat /sys/class/net/" + host + "/addr_assign_type")
                        .strip())
                .isEqualTo("3");
        assertThat(eth0.pod()
                        .netns()
                        .exec("cat /sys/class/net/veth0/addr_assign_type")
                        .strip())
                .isEqualTo("3");
        for (Json link : eth0.result().get("interfaces").items()) {
            if (link.get("name").text().startsWith("veth")) {
                int first = Integer.parseInt(link.get("mac").text().substring(0, 2), 16);
                assertThat(first & 3).as("local and unicast").isEqualTo(2);
            }
        }
    }

    @Test
    void twoPodsHaveDifferentMacAddresses() {
        String first =
                network.add(topology.pod(), "eth0").result().get("interfaces").toString();
        for (Json link :
                network.add(topology.pod(), "eth0").result().get("interfaces").items()) {
            assertThat(first).doesNotContain(link.get("mac").text());
        }
    }

    @Test
    void theVethPairGetsTheMtuOfTheNic() {
        Attachment eth0 = network.attachment(topology.pod(), "eth0");
        eth0.addMain();
        eth0.pod().netns().ip("link set eth0 mtu 1400");
        eth0.addLast();
        assertThat(links(eth0.pod().netns())).anyMatch(line -> line.startsWith("link veth0 veth mtu 1400 up"));
        assertThat(links(cluster.node().netns()))
                .anyMatch(line -> line.startsWith("link " + HostEnd.of(eth0) + " veth mtu 1400 up"));
        eth0.checkLast();
    }

    @Test
    void theVethPairGetsTheConfiguredMtu() {
        Attachment eth0 = network.attachment(topology.pod(), "eth0");
        eth0.addMain();
        eth0.last(Verb.ADD).configured("veth_mtu", "1300").run().result();
        assertThat(links(eth0.pod().netns())).anyMatch(line -> line.startsWith("link veth0 veth mtu 1300 up"));
        eth0.last(Verb.CHECK)
                .configured("veth_mtu", "1300")
                .configured("prevResult", eth0.mainResult().toString())
                .run()
                .isQuietSuccess();
    }

    @Test
    void theNicOfAPodMayHaveAnyName() {
        Attachment nic = network.add(topology.pod(), "ext-0");
        new Reachability(cluster, nic, IpFamilies.DUAL).isComplete();
        nic.check();
        nic.del();
    }

    @Test
    void withSkipCallThePodIsNotChanged() {
        Attachment eth0 = network.attachment(topology.pod(), "eth0");
        eth0.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());
        Json result = eth0.last(Verb.ADD)
                .configured("skip_call", "true")
                .unconfigured("service_hijack_subnet")
                .run()
                .result();
        assertThat(result).isEqualTo(eth0.mainResult());
        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
    }

    @Test
    void aLogThatCannotBeWrittenDoesNotFailTheAdd() throws IOException {
        Path file = Files.createFile(topology.folder().resolve("no-folder"));
        Attachment eth0 = network.attachment(topology.pod(), "eth0");
        eth0.addMain();

        Answer answer = eth0.last(Verb.ADD)
                .configured("log_options", "{\"log_file\": \"" + file + "/veth.log\"}")
                .run();

        assertThat(answer.result().get("interfaces").items()).hasSize(3);
        assertThat(answer.output().stderr().lines()).singleElement().asString().contains(file + "/veth.log");
        assertThat(Ping.of(eth0.pod().netns(), "172.18.0.2").answers()).isTrue();
    }

    private static List<String> links(Namespace namespace) {
        return State.of(namespace).objects("link");
    }
}
