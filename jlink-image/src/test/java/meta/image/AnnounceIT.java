package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.topology.Capture;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Ping;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * ADD announces the addresses of the NIC on the LAN by gratuitous ARP and unsolicited neighbour advertisements, so that other hosts learn
 * the MAC address.
 */
@OnRealKernel
class AnnounceIT {
    @InjectTopology
    private Topology topology;

    @InjectTopology
    private Cluster cluster;

    static Stream<MainPluginConfig> mainPlugins() {
        return Stream.of(MainPluginConfig.MACVLAN, MainPluginConfig.HOST_DEVICE);
    }

    @ParameterizedTest
    @MethodSource("mainPlugins")
    void aHostThatKnowsAFormerPodsMacAddressLearnsTheNewOneAtOnce(MainPluginConfig main) {
        Namespace router = cluster.router().netns();
        Attachment former = attachment(main, "former");
        former.add();
        for (String address : former.addresses()) {
            assertThat(Ping.of(router, address).answers()).isTrue();
            assertThat(router.ip("neigh show " + address)).contains(mac(former));
        }
        String old = mac(former);
        former.del();
        Attachment next = attachment(main, "next");
        next.addMain();
        next.pod().netns().ip("link set eth0 address 0a:00:00:00:00:77");

        next.addLast();

        assertThat(next.addresses()).isEqualTo(former.addresses());
        for (String address : next.addresses()) {
            assertThat(router.ip("neigh show " + address))
                    .contains("0a:00:00:00:00:77")
                    .doesNotContain(old);
            assertThat(Ping.of(router, address).answers()).isTrue();
        }
        next.checkLast();
    }

    @Test
    void aTentativeAddressIsAnnouncedAfterDuplicateAddressDetection() {
        Attachment eth0 = attachment(MainPluginConfig.MACVLAN, "one");
        eth0.addMain();
        Namespace pod = eth0.pod().netns();
        String address = eth0.addresses().getLast();
        pod.set("net/ipv6/conf/eth0/accept_dad", 1);
        pod.set("net/ipv6/conf/eth0/dad_transmits", 3);
        pod.ip("addr del " + address + "/64 dev eth0");
        pod.ip("addr add " + address + "/64 dev eth0");
        try (Capture lan = Capture.on(cluster.router().netns(), "eth0", "icmp6")) {
            eth0.addLast();

            lan.await(mac(eth0), "> ff02::1: ICMP6, neighbor advertisement, tgt is " + address);
        }
        assertThat(pod.ip("addr show dev eth0")).contains(address).doesNotContain("tentative");
        eth0.checkLast();
    }

    @Test
    void nothingIsAnnouncedIfTheConfigurationSaysSo() {
        Attachment eth0 = attachment(MainPluginConfig.MACVLAN, "one");
        eth0.addMain();
        String address = eth0.addresses().getFirst();
        String gratuitous = "who-has " + address + " tell " + address;
        try (Capture lan = Capture.on(cluster.router().netns(), "eth0", "arp")) {
            eth0.last(Verb.ADD).configured("announce", "false").run().result();
            eth0.addLast();

            lan.await(mac(eth0), gratuitous);
            assertThat(lan.lines())
                    .filteredOn(line -> line.contains(gratuitous))
                    .hasSize(1);
        }
        eth0.checkLast();
    }

    /**
     * @param leases the name of the folder in which {@code host-local} stores its leases; the first NIC with a new folder gets the first
     *     address of the range
     */
    private Attachment attachment(MainPluginConfig main, String leases) {
        if (main.equals(MainPluginConfig.HOST_DEVICE) && !leases.equals("next")) {
            cluster.node().nic("vf1", cluster.lan());
        }
        Path folder = topology.folder().resolve(leases);
        return cluster.network(cluster.conflist(main, IpFamilies.DUAL, folder)).attachment(topology.pod(), "eth0");
    }

    private static String mac(Attachment attachment) {
        return attachment.pod().netns().exec("cat /sys/class/net/eth0/address").strip();
    }
}
