package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPlugin;
import meta.image.cluster.Moment;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.CniRuntime;
import meta.image.cni.Verb;
import meta.image.state.Delta;
import meta.image.state.State;
import meta.image.topology.Command;
import meta.image.topology.Namespace;
import meta.image.topology.Ping;
import meta.image.topology.Pod;
import meta.image.topology.Stack;
import meta.image.topology.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a pod does in its own namespace, and whatever address a call is about, node and other pods keep what they have. */
@OnRealKernel
class HostilePodIT {
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    /** The node's, the API server's on the pod's LAN, Services', somebody's far away, and with subnets that hold everything. */
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

    private static Topology topology;
    private static Cluster cluster;
    private static Namespace node;
    private static List<String> devicesWithoutPods;

    private final List<Pod> pods = new ArrayList<>();

    @BeforeAll
    static void aClusterWithAnApiServer(Topology net) {
        topology = net;
        cluster = Cluster.in(net);
        node = cluster.node().netns();
        net.host("api").nic("eth0", cluster.lan(), "172.18.0.50/16", "fd00:18::50/64");
        devicesWithoutPods = devices();
    }

    /** As the kubelet does it all the time; the kernel forgets a silent neighbour after a minute. */
    private static void talkToTheApiServer() {
        List.of("172.18.0.50", "fd00:18::50").forEach(HostilePodIT::answersTheNode);
    }

    @AfterEach
    void noPodIsLeft() {
        pods.forEach(HostilePodIT::isGone);
        assertThat(devices()).isEqualTo(devicesWithoutPods);
    }

    /** The kernel takes the devices of a namespace away a moment later. */
    private static void isGone(Pod pod) {
        List<String> ends = pod.netns().exists() ? hostEnds(pod) : List.of();
        pod.netns().remove();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (devices().stream().anyMatch(ends::contains) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(devices().stream().filter(ends::contains)).isEmpty();
    }

    /** {@return the node's ends of the pod's devices} */
    private static List<String> hostEnds(Pod pod) {
        return pod.netns()
                .ip("-o link show type veth")
                .lines()
                .filter(line -> line.contains("@if"))
                .map(line -> line.replaceAll(".*@if([0-9]+):.*", "$1"))
                .flatMap(index -> node.ip("-o link show").lines().filter(line -> line.startsWith(index + ": ")))
                .map(line -> line.replaceAll("^[0-9]+: ([^@]+)@.*", "$1"))
                .toList();
    }

    private static List<String> devices() {
        return node.ip("-br link show")
                .lines()
                .map(line -> line.replaceAll("[@ ].*", ""))
                .toList();
    }

    /** A pod sees its NIC come, and is faster than the plugin that is chained to the main one. */
    @ParameterizedTest
    @ValueSource(strings = {"veth", "router"})
    void aPodThatAddsAddressesOfOthersToItsNewNicGetsNoneOfThem(String type) {
        Attachment victim = connected(type);
        Pod hostile = pod();
        if (type.equals("veth")) {
            network(type).add(hostile, "eth0");
        } else {
            overlay(hostile);
        }
        Attachment net1 = network(type).attachment(hostile, "net1");
        net1.addMain();
        Namespace inside = hostile.netns();
        inside.ip("addr add " + victim.addresses().getFirst() + "/16 dev net1");
        inside.ip("addr add " + victim.addresses().getLast() + "/64 nodad dev net1");
        for (String stolen : STOLEN) {
            inside.ip("addr add " + stolen + (stolen.contains(":") ? " nodad" : "") + " dev net1");
        }
        // the node is on the latter's subnet, by another link
        for (String forged : List.of("2001:db8:77::7/64", "fd00:7::77/64")) {
            inside.ip("addr add " + forged + " nodad dev net1 valid_lft 86400 preferred_lft 14400");
        }
        Moment before = Moment.of(cluster, victim.pod());

        talkToTheApiServer();
        net1.addLast();

        isOnlyAbout(net1.addresses(), before);
        net1.checkLast();
        inside.ip("addr add 172.18.0.1/16 dev net1"); // the LAN router's
        inside.ip("addr add fd00:18::1/64 nodad dev net1");
        // the node's: earlier, no route of the pod could go through it
        inside.ip("addr add fd00:18::2/64 nodad dev net1");
        talkToTheApiServer();
        net1.addLast();
        isOnlyAbout(net1.addresses(), before);
        victim.checkLast();
        victim.addresses().forEach(HostilePodIT::answersTheNode);
        net1.delLast();
        assertThat(before.sinceThen()).isEqualTo(Moment.Change.NONE);
    }

    private static void isOnlyAbout(List<String> addresses, Moment before) {
        Moment.Change change = before.sinceThen();
        assertThat(change.inPod()).isEqualTo(Delta.NONE);
        assertThat(change.onNode().lines())
                .isNotEmpty()
                .allMatch(line -> addresses.stream().anyMatch(address -> line.contains(" " + address + " ")));
    }

    /** As where an author of a network attachment gives the address out again. */
    @ParameterizedTest
    @CsvSource({"veth, veth", "veth, router", "router, veth", "router, router"})
    void anAddressThatALivePodHasIsNotGivenToAnother(String type, String victims) {
        Attachment victim = connected(victims);
        Attachment other = attachment(type);
        other.addMain();
        for (String address : victim.addresses()) {
            CniCall add = other.last(Verb.ADD)
                    .configured("prevResult", """
                    {"cniVersion": "1.0.0", "ips": [{"address": "%s"}]}
                    """.formatted(address + (address.contains(":") ? "/64" : "/16")));
            Moment before = Moment.of(cluster, victim.pod());
            Moment ofOther = Moment.of(cluster, other.pod());

            assertThat(add.run().error(101).details())
                    .startsWith("the pod behind veth")
                    .contains(victims.equals("veth") ? victim.pod().containerId() : "veth");

            assertThat(before.sinceThen()).isEqualTo(Moment.Change.NONE);
            assertThat(ofOther.sinceThen()).isEqualTo(Moment.Change.NONE);
            answersTheNode(address);
        }
        victim.checkLast();
        isGone(victim.pod());
        other.addLast();
        other.checkLast();
        other.delLast();
    }

    @ParameterizedTest
    @ValueSource(strings = {"veth", "router"})
    void anAddressThatAPodHasTakenByItselfIsStillFreeForWhomItIsAssignedTo(String type) {
        Attachment hostile = connected(type);
        List<String> taken = List.of("172.18.99.1", "fd00:18::99:1");
        hostile.pod().netns().ip("addr add 172.18.99.1/16 dev " + hostile.ifname());
        hostile.pod().netns().ip("addr add fd00:18::99:1/64 nodad dev " + hostile.ifname());
        hostile.addLast();
        taken.forEach(HostilePodIT::answersTheNode);

        Attachment owner = withAddresses(attachment(type), taken);

        String[] ends = hostEnds(owner.pod()).toArray(String[]::new);
        for (String address : taken) {
            assertThat(node.ip("route get " + address)).containsAnyOf(ends);
            answersTheNode(address);
        }
        last(owner, Verb.CHECK, taken).run().isQuietSuccess();
        hostile.addLast();
        last(owner, Verb.CHECK, taken).run().isQuietSuccess();
        hostile.checkLast();
        hostile.delLast();
        last(owner, Verb.CHECK, taken).run().isQuietSuccess();
        last(owner, Verb.DEL, taken).run().isQuietSuccess();
    }

    @ParameterizedTest
    @ValueSource(strings = {"veth", "router"})
    void aRepeatedDelLeavesWhoHasGotTheAddressesSince(String type) {
        Attachment former = connected(type);
        former.delLast();
        former.pod().netns().ip("link del " + former.ifname());
        Attachment owner = withAddresses(attachment(type), former.addresses());
        Moment before = Moment.of(cluster, owner.pod());

        former.delLast();
        former.last(Verb.DEL).unconfigured("prevResult").run().isQuietSuccess();
        former.last(Verb.DEL).without("CNI_NETNS").run().isQuietSuccess();
        assertThat(before.sinceThen()).isEqualTo(Moment.Change.NONE);
        isGone(former.pod());
        Moment alone = Moment.of(cluster, owner.pod());
        former.delLast();

        assertThat(alone.sinceThen()).isEqualTo(Moment.Change.NONE);
        former.addresses().forEach(HostilePodIT::answersTheNode);
        last(owner, Verb.CHECK, former.addresses()).run().isQuietSuccess();
        last(owner, Verb.DEL, former.addresses()).run().isQuietSuccess();
    }

    @ParameterizedTest
    @CsvSource({"veth, true", "veth, false", "router, true", "router, false"})
    void aPodThatTakesAnAddressBeforeItsDelTakesNothingAlong(String type, boolean withPreviousResult) {
        Attachment victim = connected(type);
        Attachment hostile = attachment(type);
        hostile.addMain();
        Moment before = Moment.of(cluster, victim.pod());
        hostile.addLast();
        for (String address : victim.addresses()) {
            boolean ipv6 = address.contains(":");
            hostile.pod().netns().ip("addr add " + address + (ipv6 ? "/64 nodad" : "/16") + " dev " + hostile.ifname());
        }

        Moment taken = Moment.of(cluster, victim.pod());
        gc(hostile, victim).run().isQuietSuccess();
        assertThat(taken.sinceThen()).isEqualTo(Moment.Change.NONE);

        CniCall del = hostile.last(Verb.DEL);
        (withPreviousResult ? del : del.unconfigured("prevResult")).run().isQuietSuccess();

        assertThat(before.sinceThen()).isEqualTo(Moment.Change.NONE);
        victim.addresses().forEach(HostilePodIT::answersTheNode);
        victim.checkLast();
        victim.delLast();
    }

    private static CniCall gc(Attachment... valid) {
        String listed = Stream.of(valid)
                .map(nic -> "{\"containerID\": \"%s\", \"ifname\": \"%s\"}"
                        .formatted(nic.pod().containerId(), nic.ifname()))
                .collect(Collectors.joining(", ", "[", "]"));
        return valid[0].last(Verb.GC)
                .configured("cniVersion", "\"1.1.0\"")
                .configured("cni.dev/valid-attachments", listed)
                .unconfigured("prevResult")
                .without("CNI_CONTAINERID")
                .without("CNI_NETNS")
                .without("CNI_IFNAME");
    }

    /** The alias of veth0, and the MTU and names of NICs, are the pod's to write. */
    @Test
    void whatAPodWritesOnItsDevicesKeepsNoDelFromItsWork() {
        Attachment bystander = connected("veth");
        String tooLong = "net1=$(printf '\\344\\270\\255%.0s' $(seq 70))"; // letters of three bytes
        for (String alias : List.of(tooLong, "net1=lan2", "net1=lan2 *=lan3 net1= =lan")) {
            Attachment hostile = attachment("veth");
            hostile.addMain();
            State before = State.of(node);
            hostile.addLast();
            Namespace inside = hostile.pod().netns();
            inside.ip("link add net1 mtu 70 type veth peer name *");
            Command.of("sh", "-c", "ip link set veth0 alias \"meta-plugins also " + alias + "\"")
                    .in(inside)
                    .run()
                    .text();

            hostile.delLast();

            bystander.checkLast();
            isGone(hostile.pod());
            hostile.delLast();
            assertThat(Delta.between(before, State.of(node))).as(alias).isEqualTo(Delta.NONE);
        }
    }

    private Attachment connected(String type) {
        Attachment nic = attachment(type);
        nic.add();
        return nic;
    }

    private Attachment attachment(String type) {
        Pod pod = pod();
        if (type.equals("router")) {
            overlay(pod);
        }
        return network(type).attachment(pod, type.equals("router") ? "net1" : "eth0");
    }

    private Pod pod() {
        Pod pod = topology.pod();
        pods.add(pod);
        return pod;
    }

    private static void overlay(Pod pod) {
        cluster.overlay(MainPlugin.PTP, Stack.DUAL).add(pod, "eth0");
    }

    private static CniRuntime network(String type) {
        return cluster.network("lan-" + type, MainPlugin.MACVLAN, Stack.DUAL, type);
    }

    /** {@return the NIC once it has been made with these addresses in place of those that its ipam has given it} */
    private static Attachment withAddresses(Attachment owner, List<String> addresses) {
        owner.addMain();
        Namespace pod = owner.pod().netns();
        String nic = " dev " + owner.ifname();
        pod.ip("addr del " + owner.addresses().getFirst() + "/16" + nic);
        pod.ip("addr add " + addresses.getFirst() + "/16" + nic);
        pod.ip("addr add " + addresses.getLast() + "/64 nodad" + nic);
        pod.ip("addr del " + owner.addresses().getLast() + "/64" + nic);
        pod.ip("route add default via 172.18.0.1" + nic + " metric 5");
        last(owner, Verb.ADD, addresses).run().result();
        return owner;
    }

    private static CniCall last(Attachment owner, Verb verb, List<String> addresses) {
        String previous = owner.mainResult()
                .toString()
                .replace(owner.addresses().getFirst() + "/", addresses.getFirst() + "/")
                .replace(owner.addresses().getLast() + "/", addresses.getLast() + "/");
        return owner.last(verb).configured("prevResult", previous);
    }

    private static void answersTheNode(String address) {
        assertThat(Ping.of(node, address).answers()).as(address).isTrue();
    }
}
