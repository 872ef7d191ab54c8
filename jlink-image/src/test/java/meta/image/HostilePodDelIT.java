package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import meta.image.cluster.Cluster;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.Verb;
import meta.image.state.Delta;
import meta.image.state.State;
import meta.image.topology.Command;
import meta.image.topology.Namespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DEL and GC for a hostile pod remove no objects of another pod. */
@OnRealKernel
class HostilePodDelIT {
    @InjectTopology
    private static Cluster cluster;

    private static NodeWithHostilePods node;

    @BeforeAll
    static void aNode() {
        node = NodeWithHostilePods.of(cluster);
    }

    @AfterEach
    void noPodIsLeft() {
        node.deleteAllPods();
    }

    @ParameterizedTest
    @ValueSource(strings = {"veth", "router"})
    void aRepeatedDelDoesNotAffectTheNewOwnerOfTheAddresses(String type) {
        Attachment former = node.connected(type);
        former.delLast();
        former.pod().netns().ip("link del " + former.ifname());
        Attachment owner = node.withAddresses(node.attachment(type), former.addresses());
        PodAndNodeState before = PodAndNodeState.of(cluster, owner.pod());

        former.delLast();
        former.last(Verb.DEL).unconfigured("prevResult").run().isQuietSuccess();
        former.last(Verb.DEL).without("CNI_NETNS").run().isQuietSuccess();
        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        node.delete(former.pod());
        PodAndNodeState alone = PodAndNodeState.of(cluster, owner.pod());
        former.delLast();

        assertThat(alone.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        former.addresses().forEach(node::isAnsweredBy);
        node.last(owner, Verb.CHECK, former.addresses()).run().isQuietSuccess();
        node.last(owner, Verb.DEL, former.addresses()).run().isQuietSuccess();
    }

    @ParameterizedTest
    @CsvSource({"veth, true", "veth, false", "router, true", "router, false"})
    void delOfAPodWithAnAddressOfAnotherDeletesNothingOfTheOther(String type, boolean withPreviousResult) {
        Attachment victim = node.connected(type);
        Attachment hostile = node.attachment(type);
        hostile.addMain();
        PodAndNodeState before = PodAndNodeState.of(cluster, victim.pod());
        hostile.addLast();
        for (String address : victim.addresses()) {
            boolean ipv6 = address.contains(":");
            hostile.pod().netns().ip("addr add " + address + (ipv6 ? "/64 nodad" : "/16") + " dev " + hostile.ifname());
        }

        PodAndNodeState taken = PodAndNodeState.of(cluster, victim.pod());
        gc(hostile, victim).run().isQuietSuccess();
        assertThat(taken.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);

        CniCall del = hostile.last(Verb.DEL);
        (withPreviousResult ? del : del.unconfigured("prevResult")).run().isQuietSuccess();

        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
        victim.addresses().forEach(node::isAnsweredBy);
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

    /** A pod can change the alias (ifalias) of veth0, and the MTU and the names of its NICs. DEL removes the right objects nevertheless. */
    @Test
    void delIgnoresWhatAPodWritesOnItsDevices() {
        Attachment bystander = node.connected("veth");
        String tooLong = "net1=$(printf '\\344\\270\\255%.0s' $(seq 70))"; // each letter has three bytes in UTF-8
        for (String alias : List.of(tooLong, "net1=lan2", "net1=lan2 *=lan3 net1= =lan")) {
            Attachment hostile = node.attachment("veth");
            hostile.addMain();
            State before = State.of(node.netns());
            hostile.addLast();
            Namespace inside = hostile.pod().netns();
            inside.ip("link add net1 mtu 70 type veth peer name *");
            Command.of("sh", "-c", "ip link set veth0 alias \"meta-plugins also " + alias + "\"")
                    .in(inside)
                    .run()
                    .text();

            hostile.delLast();

            bystander.checkLast();
            node.delete(hostile.pod());
            hostile.delLast();
            assertThat(Delta.between(before, State.of(node.netns()))).as(alias).isEqualTo(Delta.NONE);
        }
    }
}
