package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.cni.CniError;
import meta.image.cni.Verb;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CHECK reports exactly the changes that a user has made by hand, and another ADD reverts these changes. */
@OnRealKernel
class CheckIT {
    private static final int NOT_AS_PLANNED = 102;

    private static Cluster cluster;
    private static Attachment eth0;

    @BeforeAll
    static void aPodAsAddLeavesIt(Topology net) {
        cluster = Cluster.in(net);
        eth0 = cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).add(net.pod(), "eth0");
    }

    @AfterEach
    void anotherAddRevertsTheChange() {
        eth0.addLast();
        eth0.check();
    }

    @ParameterizedTest(name = "ip {0}")
    @CsvSource(delimiter = '|', textBlock = """
            link set veth0 mtu 1400                                                          | veth0           | mtu
            route del 10.96.0.0/12 dev veth0                                                 | 10.96.0.0/12    | veth0
            route del fd00:96::/108 dev veth0                                                | fd00:96::/108   | veth0
            route del 192.168.7.2 dev veth0                                                  | 192.168.7.2     | veth0
            route replace 10.244.0.0/16 via 192.168.7.2 dev veth0 src POD4 proto 109         | 10.244.0.0/16   | veth0
            neigh del 172.18.0.2 dev veth0                                                   | 172.18.0.2      | veth0
            neigh replace fd00:7::2 dev veth0 lladdr 0a:00:00:00:00:0f nud permanent         | fd00:7::2       | veth0
            """)
    void aChangeInThePodIsListed(String command, String object, String device) {
        in(eth0.pod().netns(), command);
        listsNothingBut(object, device);
    }

    @ParameterizedTest(name = "ip {0}")
    @CsvSource(delimiter = '|', textBlock = """
            route del POD4 dev HOST                                                          | POD4            | HOST
            route replace POD6 dev eth0 metric 1024                                          | POD6            | HOST
            neigh del POD6 dev HOST                                                          | POD6            | HOST
            neigh replace POD4 dev HOST lladdr 0a:00:00:00:00:0f nud permanent protocol 109  | POD4            | HOST
            neigh replace POD4 dev HOST nud stale                                            | POD4            | HOST
            """)
    void aChangeOnTheNodeIsListed(String command, String object, String device) {
        in(cluster.node().netns(), command);
        listsNothingBut(named(object), named(device));
    }

    @Test
    void anEndOfThePairThatIsDownIsListed() {
        in(eth0.pod().netns(), "link set veth0 down");
        assertThat(differences().text())
                .contains("veth0")
                .contains("10.96.0.0/12"); // with the link down, the kernel deleted its routes
    }

    @Test
    void aMissingPairIsListed() {
        in(eth0.pod().netns(), "link del veth0");
        assertThat(differences().text()).contains("veth0", HostEnd.of(eth0), "10.96.0.0/12", "172.18.0.2");
    }

    @ParameterizedTest
    @CsvSource({"veth0", "eth0", "all", "default"})
    void aChangedRpFilterOfThePodIsListed(String device) {
        eth0.pod().netns().set("net/ipv4/conf/" + device + "/rp_filter", 0);
        assertThat(differences().text()).contains("rp_filter", device).doesNotContain("10.96.0.0/12");
    }

    @Test
    void aChangedRpFilterOfTheNodeIsListed() {
        cluster.node().netns().set("net/ipv4/conf/all/rp_filter", 1); // CHECK accepts 0 and 2
        assertThat(differences().text()).contains("rp_filter").doesNotContain("10.96.0.0/12");
    }

    @Test
    void aHostEndThatAcceptsRouterAdvertisementsIsListed() {
        cluster.node().netns().set("net/ipv6/conf/" + HostEnd.of(eth0) + "/accept_ra", 1);
        assertThat(differences().text()).contains("accept_ra").doesNotContain("10.96.0.0/12");
    }

    @Test
    void everyOneOfSeveralChangesIsListed() {
        in(eth0.pod().netns(), "route del 10.96.0.0/12 dev veth0");
        in(cluster.node().netns(), "neigh del POD6 dev HOST");
        eth0.pod().netns().set("net/ipv4/conf/eth0/rp_filter", 0);
        assertThat(differences().text())
                .contains("10.96.0.0/12", eth0.addresses().getLast(), "rp_filter");
    }

    @Test
    void aRouteOfAnotherProgramIsNoDifference() {
        in(eth0.pod().netns(), "route add 203.0.113.0/24 via 172.18.0.1 dev eth0");
        eth0.check();
    }

    private static void listsNothingBut(String object, String device) {
        CniError error = differences();
        assertThat(error.details().strip().lines())
                .as("the differences in %s", error)
                .singleElement()
                .asString()
                .contains(object, device);
    }

    private static CniError differences() {
        return eth0.last(Verb.CHECK).run().error(NOT_AS_PLANNED);
    }

    private static void in(Namespace namespace, String command) {
        namespace.ip((command.contains(":") && command.startsWith("route") ? "-6 " : "") + named(command));
    }

    private static String named(String text) {
        return text.replace("HOST", HostEnd.of(eth0))
                .replace("POD4", eth0.addresses().getFirst())
                .replace("POD6", eth0.addresses().getLast());
    }
}
