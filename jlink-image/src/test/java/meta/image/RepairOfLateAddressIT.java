package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Ping;
import meta.image.topology.RouterAdvertisement;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** If a NIC gets an address from a router advertisement after its ADD, a repair adds the objects for this address. */
@OnRealKernel
@Tag("install") // with the other tests of repairs
@Timeout(600) // ends a test that waits for a repair in vain
class RepairOfLateAddressIT {
    private Cluster cluster;
    private Attachment eth0;
    private Namespace pod;
    private Namespace node;

    @BeforeEach
    void aPodWithIpv4(Topology net) {
        cluster = Cluster.in(net);
        eth0 = cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).add(net.pod(), "eth0");
        pod = eth0.pod().netns();
        node = cluster.node().netns();
    }

    @Test
    void aRepairByCommandAdoptsTheAddress() {
        String address = advertised();

        Command.of(Image.bin("metactl").toString(), "repair", "--all")
                .in(node)
                .run()
                .text();

        isReached(address);
    }

    @Test
    void aRepairByTheAgentAdoptsTheAddress() {
        try (Agent _ = Agent.on(node)) {
            String address = advertised();
            while (!node.ip("-6 route show " + address).contains("proto 109")) {
                Thread.onSpinWait();
            }
            isReached(address);
        }
    }

    private void isReached(String address) {
        assertThat(node.ip("-6 route show " + address)).contains("proto 109");
        assertThat(Ping.of(node, address).answers()).isTrue();
        assertThat(Ping.of(pod, "fd00:18::2").from(address).answers()).isTrue();
        assertThat(Ping.of(pod, "fd00:96::1").answers()).isTrue();
        eth0.checkLast();
    }

    /** {@return the address that the pod has formed from a router advertisement} */
    private String advertised() {
        RouterAdvertisement.from(cluster.router().netns(), "eth0", "fd00:18::");
        String shown = "";
        while (!shown.contains("fd00:18:")) {
            shown = pod.ip("-6 -br addr show dev eth0 scope global -tentative");
        }
        return shown.strip().replaceAll(".* ", "").replaceAll("/.*", "");
    }
}
