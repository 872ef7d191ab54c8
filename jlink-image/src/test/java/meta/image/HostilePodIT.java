package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.image.cluster.Cluster;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.Verb;
import meta.image.state.Delta;
import meta.image.topology.Namespace;
import meta.image.topology.Pod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No pod gets packets for addresses of another pod, of the node or of hosts that the node uses, even if the pod adds these addresses to its NIC. */
@OnRealKernel
class HostilePodIT {
    /**
     * Addresses that a pod must not get: those of the node, of the API server, of Services and of remote hosts, and addresses with prefix
     * lengths so short that the prefixes contain such addresses.
     */
    private static final List<String> STOLEN = List.of(
            "172.18.0.2/16",
            "192.168.7.2/24",
            "172.18.0.50/16",
            "fd00:18::50/64",
            "10.96.0.1/32",
            "10.96.0.99/32",
            "203.0.113.77/32",
            "203.0.113.78/1",
            "10.0.0.1/1");

    @InjectTopology
    private static Cluster cluster;

    private static NodeWithHostilePods node;

    @BeforeAll
    static void anApiServer() {
        cluster.topology().host("api").nic("eth0", cluster.lan(), "172.18.0.50/16", "fd00:18::50/64");
        node = NodeWithHostilePods.of(cluster);
    }

    @AfterEach
    void noPodIsLeft() {
        node.deleteAllPods();
    }

    /**
     * Sends a packet to the API server, as the kubelet does. Without packets, the kernel would remove the API server from the neighbours
     * after a minute.
     */
    private static void talkToTheApiServer() {
        List.of("172.18.0.50", "fd00:18::50").forEach(node::isAnsweredBy);
    }

    /** The pod changes the addresses of its NIC after the ADD of the main plugin and before the ADD of our plugin. */
    @ParameterizedTest
    @ValueSource(strings = {"veth", "router"})
    void aPodThatAddsAddressesOfOthersToItsNewNicGetsNoneOfThem(String type) {
        Attachment victim = node.connected(type);
        Pod hostile = node.pod();
        if (type.equals("veth")) {
            node.network(type).add(hostile, "eth0");
        } else {
            node.overlay(hostile);
        }
        Attachment net1 = node.network(type).attachment(hostile, "net1");
        net1.addMain();
        Namespace inside = hostile.netns();
        inside.ip("addr add " + victim.addresses().getFirst() + "/16 dev net1");
        inside.ip("addr add " + victim.addresses().getLast() + "/64 nodad dev net1");
        for (String stolen : STOLEN) {
            inside.ip("addr add " + stolen + (stolen.contains(":") ? " nodad" : "") + " dev net1");
        }
        // the node reaches the subnet of the last address through another device
        for (String forged : List.of("2001:db8:77::7/64", "fd00:7::77/64")) {
            inside.ip("addr add " + forged + " nodad dev net1 valid_lft 86400 preferred_lft 14400");
        }
        PodAndNodeState before = PodAndNodeState.of(cluster, victim.pod());

        talkToTheApiServer();
        net1.addLast();

        isOnlyAbout(net1.addresses(), before);
        net1.checkLast();
        inside.ip("addr add 172.18.0.1/16 dev net1"); // the address of the LAN's router
        inside.ip("addr add fd00:18::1/64 nodad dev net1");
        // the node's address
        inside.ip("addr add fd00:18::2/64 nodad dev net1");
        talkToTheApiServer();
        net1.addLast();
        isOnlyAbout(net1.addresses(), before);
        victim.checkLast();
        victim.addresses().forEach(node::isAnsweredBy);
        net1.delLast();
        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
    }

    private static void isOnlyAbout(List<String> addresses, PodAndNodeState before) {
        PodAndNodeState.Change change = before.sinceThen();
        assertThat(change.inPod()).isEqualTo(Delta.NONE);
        assertThat(change.onNode().lines())
                .isNotEmpty()
                .allMatch(line -> addresses.stream().anyMatch(address -> line.contains(" " + address + " ")));
    }

    /** Two pods get the same address, for example if two networks assign addresses of the same subnet. */
    @ParameterizedTest
    @CsvSource({"veth, veth", "veth, router", "router, veth", "router, router"})
    void anAddressThatALivePodHasIsNotGivenToAnother(String type, String victims) {
        Attachment victim = node.connected(victims);
        Attachment other = node.attachment(type);
        other.addMain();
        for (String address : victim.addresses()) {
            CniCall add = other.last(Verb.ADD)
                    .configured("prevResult", """
                    {"cniVersion": "1.0.0", "ips": [{"address": "%s"}]}
                    """.formatted(address + (address.contains(":") ? "/64" : "/16")));
            PodAndNodeState before = PodAndNodeState.of(cluster, victim.pod());
            PodAndNodeState ofOther = PodAndNodeState.of(cluster, other.pod());

            assertThat(add.run().error(101).details())
                    .startsWith("the pod behind veth")
                    .contains(victims.equals("veth") ? victim.pod().containerId() : "veth");

            assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
            assertThat(ofOther.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
            node.isAnsweredBy(address);
        }
        victim.checkLast();
        node.delete(victim.pod());
        other.addLast();
        other.checkLast();
        other.delLast();
    }

    @ParameterizedTest
    @ValueSource(strings = {"veth", "router"})
    void anAddressThatAPodHasTakenByItselfCanStillBeAssignedToAnother(String type) {
        Attachment hostile = node.connected(type);
        List<String> taken = List.of("172.18.99.1", "fd00:18::99:1");
        hostile.pod().netns().ip("addr add 172.18.99.1/16 dev " + hostile.ifname());
        hostile.pod().netns().ip("addr add fd00:18::99:1/64 nodad dev " + hostile.ifname());
        hostile.addLast();
        taken.forEach(node::isAnsweredBy);

        Attachment owner = node.withAddresses(node.attachment(type), taken);

        String[] ends = node.hostEnds(owner.pod()).toArray(String[]::new);
        for (String address : taken) {
            assertThat(node.netns().ip("route get " + address)).containsAnyOf(ends);
            node.isAnsweredBy(address);
        }
        node.last(owner, Verb.CHECK, taken).run().isQuietSuccess();
        hostile.addLast();
        node.last(owner, Verb.CHECK, taken).run().isQuietSuccess();
        hostile.checkLast();
        hostile.delLast();
        node.last(owner, Verb.CHECK, taken).run().isQuietSuccess();
        node.last(owner, Verb.DEL, taken).run().isQuietSuccess();
    }
}
