package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Answer;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Pod;
import meta.image.topology.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a pod with an overlay NIC and two LAN NICs, CHECK reports the changes that a user has made by hand, and another ADD reverts these changes. */
@OnRealKernel
class RouterCheckIT {
    private static final int NOT_AS_PLANNED = 102;

    private static Cluster cluster;
    private static Pod pod;
    private static Attachment net1;
    private static Attachment net2;

    @BeforeAll
    static void aPodWithThreeNics(Topology net) {
        cluster = Cluster.withTwoRouters(net);
        pod = net.pod();
        cluster.overlay(MainPluginConfig.PTP, IpFamilies.DUAL).add(pod, "eth0");
        net1 = cluster.network("lan", MainPluginConfig.MACVLAN, IpFamilies.DUAL, "router")
                .add(pod, "net1");
        net2 = cluster.network("lan2", MainPluginConfig.SECOND_MACVLAN, IpFamilies.DUAL, "router")
                .add(pod, "net2");
    }

    @AfterEach
    void anotherAddRevertsTheChange() {
        net1.addLast();
        net2.addLast();
        net1.check();
        net2.check();
    }

    @ParameterizedTest(name = "ip {0}")
    @CsvSource(delimiter = '|', textBlock = """
            rule del to 10.96.0.0/12 lookup 200 priority 1000          | 10.96.0.0/12
            rule del from NET1 lookup 199 priority 1100                | from NET1 lookup 199
            route del 10.96.0.0/12 dev eth0                            | 10.96.0.0/12 via 172.18.0.2 dev eth0
            -6 rule del to fd00:96::/108 lookup 200 priority 1000      | fd00:96::/108
            route del 172.18.0.2 dev eth0                              | 172.18.0.2 dev eth0
            route del 172.18.0.2 dev eth0 table 199                    | 172.18.0.2 dev eth0
            route del 172.18.0.0/16 dev net1 table 199                 | 172.18.0.0/16 dev net1
            -6 route del fd00:18::/64 dev net1 table 199               | fd00:18::/64 dev net1
            neigh del 172.18.0.2 dev eth0                              | neigh replace 172.18.0.2 dev eth0
            neigh del fd00:7::2 dev eth0                               | neigh replace fd00:7::2 dev eth0
            """)
    void aChangeInThePodIsListed(String command, String difference) {
        pod.netns().ip(named(command));

        assertThat(differences()).singleElement().asString().contains(named(difference));
    }

    private static Set<String> differences() {
        Set<String> listed = new TreeSet<>();
        for (Attachment nic : List.of(net1, net2)) {
            Answer answer = nic.last(Verb.CHECK).run();
            if (!answer.output().succeeded()) {
                answer.error(NOT_AS_PLANNED).details().strip().lines().forEach(listed::add);
            }
        }
        return listed;
    }

    @ParameterizedTest(name = "ip {0}")
    @CsvSource(delimiter = '|', textBlock = """
            rule del priority 1000                                     | rule add lookup 500
            -6 rule del priority 1000                                  | rule add lookup 500
            route del NET1 table 500                                   | route add NET1
            """)
    void aChangeOnTheNodeIsListed(String command, String difference) {
        Namespace node = cluster.node().netns();
        node.ip(named(command));

        assertThat(net1.last(Verb.CHECK).run().error(NOT_AS_PLANNED).text()).contains(named(difference));
    }

    @Test
    void whatAnotherPluginOfTheChainAddsIsNoDifference() {
        pod.netns().ip("route add 203.0.113.0/24 via 172.18.0.1 dev net1");
        pod.netns().ip("rule add from 203.0.113.7 lookup 77 priority 50");
        pod.netns().ip("route add default via 172.18.0.1 dev net1 table 77");

        net2.check();

        pod.netns().ip("rule del priority 50");
        pod.netns().ip("route flush table 77");
        pod.netns().ip("route del 203.0.113.0/24");
    }

    private static String named(String text) {
        return text.replace("NET1", net1.addresses().getFirst());
    }
}
