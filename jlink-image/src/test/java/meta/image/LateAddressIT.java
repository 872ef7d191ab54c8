package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Ping;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * CHECK does not report an address that the NIC gets after its ADD. A repeated ADD adds the objects for this address unless another host or
 * pod has it.
 */
@OnRealKernel
class LateAddressIT {
    /** The words of {@code ip} for an address with a lifetime, like an address from a router advertisement. */
    private static final String ADVERTISED = " dev eth0 valid_lft 86400 preferred_lft 14400 nodad";

    private Cluster cluster;
    private Attachment eth0;
    private Namespace pod;

    @BeforeEach
    void aPodWithIpv4(Topology net) {
        cluster = Cluster.in(net);
        eth0 = cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).add(net.pod(), "eth0");
        pod = eth0.pod().netns();
    }

    @Test
    void checkDoesNotDemandALateAddressAndARepeatedAddAdoptsIt() {
        pod.ip("addr add fd00:18::99/64" + ADVERTISED);
        eth0.check();

        eth0.addLast();

        assertThat(Ping.of(cluster.node().netns(), "fd00:18::99").answers()).isTrue();
        assertThat(Ping.of(pod, "fd00:18::2").from("fd00:18::99").answers()).isTrue();
        eth0.checkLast();
        pod.ip("addr add fd00:18::98/64" + ADVERTISED);
        eth0.checkLast();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());
        eth0.addLast();
        assertThat(before.sinceThen().onNode().lines()).anyMatch(line -> line.contains("fd00:18::98"));
        eth0.checkLast();
    }

    @Test
    void anAddressOfTheNodeOrOfAnotherHostIsNotGivenToThePod() {
        for (String address : new String[] {"192.0.2.53/32", "172.18.0.1/16", "192.168.7.2/24", "172.18.0.2/16"}) {
            pod.ip("addr add " + address + " dev eth0");
        }
        pod.ip("addr add 2001:db8:53::1/64" + ADVERTISED);
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());

        eth0.addLast();

        assertThat(before.sinceThen().onNode().lines()).isEmpty();
        eth0.checkLast();
    }

    @Test
    void anAddressOfAnotherPodIsNotGivenToThisOne(Topology net) {
        Attachment other =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).add(net.pod(), "eth0");
        pod.ip("addr add " + other.addresses().getFirst() + "/16 dev eth0");
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());

        eth0.addLast();

        assertThat(before.sinceThen().onNode().lines()).isEmpty();
        assertThat(Ping.of(cluster.node().netns(), other.addresses().getFirst()).answers())
                .isTrue();
        other.check();
        eth0.checkLast();
    }
}
