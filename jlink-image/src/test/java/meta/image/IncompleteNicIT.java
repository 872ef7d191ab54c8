package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.Json;
import meta.image.cni.Verb;
import meta.image.topology.IpFamilies;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ADD finds the NIC and its addresses in an incomplete {@code prevResult}, or reports an error that names what is missing. */
@OnRealKernel
class IncompleteNicIT {
    private static final String LATER_NIC = """
            {"cniVersion": "1.0.0",
             "interfaces": [{"name": "net1", "sandbox": "/run/netns/pod"}],
             "ips": [{"address": "192.168.7.100/24", "interface": 0}]}
            """;

    private static Topology topology;
    private static Cluster cluster;
    private static Attachment eth0;

    @BeforeAll
    static void aPod(Topology net) {
        topology = net;
        cluster = Cluster.in(net);
        eth0 = cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).add(net.pod(), "eth0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADD", "CHECK"})
    void aLaterNicThatIsMissingIsNamed(String verb) {
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());

        assertThat(net1(Verb.valueOf(verb)).run().error(100).details())
                .isEqualTo("no device net1 in the pod; if this is intended, as for a VF bound to DPDK,"
                        + " set \"pass_without_device\": true");

        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
    }

    @Test
    void aNicWithoutADeviceIsSkippedIfTheConfigurationSaysSo() {
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());

        Json result =
                net1(Verb.ADD).configured("pass_without_device", "true").run().result();

        assertThat(result.get("ips").items()).hasSize(1);
        assertThat(result.get("interfaces").items()).hasSize(1);
        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        net1(Verb.CHECK).configured("pass_without_device", "true").run().isQuietSuccess();
        net1(Verb.DEL).configured("pass_without_device", "true").run().isQuietSuccess();
        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
    }

    @Test
    void theErrorForANicWithoutAnAddressAsksForTheIpamSection() {
        Attachment bare =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).attachment(topology.pod(), "eth0");
        bare.addMain();
        bare.pod().netns().ip("addr flush dev eth0");

        assertThat(bare.last(Verb.ADD)
                        .configured("prevResult", "{\"cniVersion\": \"1.0.0\"}")
                        .run()
                        .error(7)
                        .details())
                .isEqualTo("eth0 has no address: does the plugin before this one have an ipam section?");
        bare.del();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "7", "null"})
    void anAddressWhoseInterfaceIsNotListedBelongsToTheNic(String index) {
        Attachment nic =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).attachment(topology.pod(), "eth0");
        nic.addMain();
        String address = nic.addresses().getFirst();

        nic.last(Verb.ADD)
                .configured("prevResult", """
                        {"cniVersion": "1.0.0", "interfaces": [],
                         "ips": [{"address": "%s/16", "interface": %s}]}
                        """.formatted(address, index))
                .run()
                .result();

        assertThat(cluster.node().netns().ip("route show " + address)).contains("dev veth", "proto 109");
        nic.del();
    }

    @Test
    void anInterfaceOfTheNodeWithTheSameNameIsNotTheNic() {
        Attachment nic =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).attachment(topology.pod(), "eth0");
        nic.addMain();
        String address = nic.addresses().getFirst();

        nic.last(Verb.ADD)
                .configured("prevResult", """
                        {"cniVersion": "1.0.0",
                         "interfaces": [{"name": "eth0"}, {"name": "eth0", "sandbox": "/run/netns/pod"}],
                         "ips": [{"address": "172.18.77.77/16", "interface": 0},
                                 {"address": "%s/16", "interface": 1}]}
                        """.formatted(address))
                .run()
                .result();

        assertThat(cluster.node().netns().ip("route show " + address)).contains("dev veth", "proto 109");
        assertThat(cluster.node().netns().ip("route show 172.18.77.77")).isEmpty();
        nic.del();
    }

    private static CniCall net1(Verb verb) {
        return eth0.last(verb).with("CNI_IFNAME", "net1").configured("prevResult", LATER_NIC);
    }
}
