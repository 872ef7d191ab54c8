package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Ping;
import meta.image.topology.RouterAdvertisement;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Test;

/**
 * Calls for pods with an IPv6 address from a router advertisement, a tentative IPv6 address, or one whose duplicate address detection has
 * failed.
 */
@OnRealKernel
class AdvertisedAddressIT {

    @Test
    void checkIgnoresAnAddressThatIsAdvertisedAfterTheAddAndTheNextAddAdoptsIt(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).add(net.pod(), "eth0");
        Namespace pod = eth0.pod().netns();
        Namespace node = cluster.node().netns();

        RouterAdvertisement.from(cluster.router().netns(), "eth0", "fd00:18::");
        String advertised = advertised(pod);
        eth0.check();
        eth0.addLast();

        assertThat(Ping.of(node, advertised).answers()).isTrue();
        assertThat(Ping.of(pod, "fd00:18::2").from(advertised).answers()).isTrue();
        assertThat(Ping.of(pod, "fd00:96::1").answers()).isTrue();
        assertThat(node.ip("-6 route show " + advertised)).contains("proto 109");
        eth0.checkLast();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());
        eth0.addLast();
        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        RouterAdvertisement.from(
                cluster.router().netns(), "eth0", "fd00:18::"); // a router repeats it every few minutes
        eth0.checkLast();
    }

    /** {@return the address that the pod has formed from the router advertisement} */
    private static String advertised(Namespace pod) {
        String shown = "";
        while (!shown.contains("fd00:18:")) {
            shown = pod.ip("-6 -br addr show dev eth0 scope global -tentative");
        }
        return shown.strip().replaceAll(".* ", "").replaceAll("/.*", "");
    }

    @Test
    void aRouteThatWasCreatedWhileItsSourceWasTentativeGetsTheSourceAtTheNextAdd(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV6).attachment(net.pod(), "eth0");
        eth0.addMain();
        Namespace pod = eth0.pod().netns();
        String address = eth0.addresses().getFirst();
        pod.set("net/ipv6/conf/eth0/dad_transmits", 1000); // duplicate address detection takes longer than the test
        pod.set("net/ipv6/conf/eth0/accept_dad", 1);
        pod.ip("addr del " + address + "/64 dev eth0");
        pod.ip("addr add " + address + "/64 dev eth0");
        pod.ip("-6 route replace default via fd00:18::1 dev eth0");

        eth0.addLast();

        assertThat(pod.ip("-6 route show fd00:96::/108")).contains("dev veth0").doesNotContain("src");
        eth0.checkLast();
        pod.ip("addr del " + address + "/64 dev eth0");
        pod.ip("addr add " + address + "/64 dev eth0 nodad");
        pod.ip("-6 route replace default via fd00:18::1 dev eth0");
        eth0.checkLast();
        eth0.addLast();
        assertThat(pod.ip("-6 route show fd00:96::/108")).contains("dev veth0", "src " + address);
        assertThat(Ping.of(pod, "fd00:96::1").answers()).isTrue();
        eth0.checkLast();
        PodAndNodeState before = PodAndNodeState.of(cluster, eth0.pod());
        eth0.addLast();
        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
    }

    @Test
    void ifDuplicateAddressDetectionFailsTheAddFailsAndTheNodeReachesTheOtherHost(Topology net) {
        Cluster cluster = Cluster.in(net);
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV6).add(net.pod(), "eth0");
        Namespace pod = eth0.pod().netns();
        Namespace node = cluster.node().netns();
        String address = eth0.addresses().getFirst();
        pod.set("net/ipv6/conf/eth0/accept_dad", 1);
        pod.ip("addr del " + address + "/64 dev eth0");
        cluster.router().netns().ip("addr add " + address + "/64 dev eth0 nodad");
        pod.ip("addr add " + address + "/64 dev eth0");
        while (!pod.ip("addr show dev eth0 dadfailed").contains(address)) {
            Thread.onSpinWait();
        }
        assertThat(node.ip("-6 route show proto 109")).contains(address);

        assertThat(eth0.last(Verb.ADD).run().error(7).text()).contains(address, "dadfailed");

        assertThat(node.ip("-6 route show proto 109")).isEmpty();
        assertThat(node.ip("-6 neigh show proto 109")).isEmpty();
        assertThat(Ping.of(node, address).answers()).isTrue();
        eth0.delLast();
    }
}
