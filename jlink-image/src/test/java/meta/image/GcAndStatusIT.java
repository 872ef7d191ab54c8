package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.CniRuntime;
import meta.image.cni.Verb;
import meta.image.state.Delta;
import meta.image.state.State;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Pod;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Test;

/**
 * GC removes the objects of an attachment that is not in the runtime's list, if the path of its namespace or its NIC no longer exists.
 * STATUS reports whether an ADD can succeed.
 */
@OnRealKernel
class GcAndStatusIT {
    @InjectTopology
    private static Topology topology;

    @InjectTopology
    private static Cluster cluster;

    @Test
    void gcDeletesOnlyTheLinksOfAttachmentsWhoseNamespaceHasNoPath() throws IOException {
        CniRuntime network = cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4);
        Attachment kept = network.add(topology.pod(), "eth0");
        Attachment ofAnotherRuntime = network.add(topology.pod(), "eth0");
        Attachment lost = network.add(topology.pod(), "eth0");
        Process keeper = deleteName(lost.pod());

        call(kept, Verb.GC)
                .configured("cni.dev/valid-attachments", valid(kept))
                .run()
                .isQuietSuccess();

        assertThat(cluster.node().netns().ip("-o link show"))
                .contains(HostEnd.of(kept), HostEnd.of(ofAnotherRuntime))
                .doesNotContain(HostEnd.of(lost));
        kept.checkLast();
        ofAnotherRuntime.checkLast();
        keeper.destroyForcibly();
        lost.del();
        ofAnotherRuntime.del();
        kept.del();
    }

    /**
     * Starts a process in the pod's namespace and deletes the name of the namespace. The namespace exists until the process ends, but its
     * path does not.
     *
     * @return the process
     */
    private static Process deleteName(Pod pod) throws IOException {
        Process inside = Command.of("sh", "-c", "echo inside; exec sleep 3600")
                .in(pod.netns())
                .start();
        assertThat(inside.inputReader().readLine()).isEqualTo("inside");
        pod.netns().remove();
        return inside;
    }

    @Test
    void gcDeletesTheRoutesAndNeighborsOfMissingNics() {
        Cluster another = Cluster.in(topology);
        CniRuntime network = another.network("lan", MainPluginConfig.MACVLAN, IpFamilies.DUAL, "router");
        CniRuntime overlay = another.overlay(MainPluginConfig.PTP, IpFamilies.DUAL);
        List<Attachment> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Pod pod = topology.pod();
            overlay.add(pod, "eth0");
            all.add(network.add(pod, "net1"));
        }
        Attachment lost = all.getFirst();
        lost.pod().netns().ip("link del net1"); // without a DEL

        call(all.getLast(), Verb.GC)
                .configured("cni.dev/valid-attachments", valid(all.get(1)))
                .run()
                .isQuietSuccess();

        Namespace node = another.node().netns();
        String left =
                node.ip("route show table 500") + node.ip("-6 route show table 500") + node.ip("neigh show proto 109");
        assertThat(left)
                .doesNotContain(lost.addresses().getFirst() + " ")
                .doesNotContain(lost.addresses().getLast() + " ");
        all.get(1).checkLast();
        all.get(2).checkLast();
    }

    @Test
    void gcDeletesNoLinksOfOtherNetworks() throws IOException {
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).add(topology.pod(), "eth0");
        Process keeper = deleteName(eth0.pod());

        call(eth0, Verb.GC)
                .configured("name", "\"another\"")
                .configured("cni.dev/valid-attachments", "[]")
                .run()
                .isQuietSuccess();

        assertThat(cluster.node().netns().ip("-o link show")).contains(HostEnd.of(eth0));
        keeper.destroyForcibly();
        eth0.del();
    }

    @Test
    void gcReadsNullAsAnEmptyListOfAttachments() throws IOException {
        CniRuntime network = cluster.network("emptied", MainPluginConfig.MACVLAN, IpFamilies.IPV4, "veth");
        Attachment lost = network.add(topology.pod(), "eth0");
        Process keeper = deleteName(lost.pod());

        call(lost, Verb.GC)
                .configured("cni.dev/valid-attachments", "null")
                .run()
                .isQuietSuccess();

        assertThat(cluster.node().netns().ip("-o link show")).doesNotContain(HostEnd.of(lost));
        keeper.destroyForcibly();
        lost.del();
    }

    @Test
    void gcDeletesNothingThatOnlyResemblesOurObjects() {
        Namespace node = cluster.node().netns();
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).attachment(topology.pod(), "eth0");
        Namespace other = topology.pod().netns();
        node.ip("link add spare0 type veth peer name in0 netns " + other.name());
        node.ip("link set spare0 up");
        Command.of("ip", "-n", node.name(), "link", "set", "spare0", "alias", "meta-plugins network=podnet, rack 7")
                .run()
                .text();
        node.ip("route add 203.0.113.7 dev spare0 proto 109");
        cluster.node().device("bridge0");
        node.ip("route add 203.0.113.8 dev bridge0 table 500 proto 109");
        node.ip("neigh add 203.0.113.8 dev bridge0 lladdr 0a:00:00:00:00:0f nud permanent protocol 109");
        State before = State.of(node);

        call(eth0, Verb.GC).configured("cni.dev/valid-attachments", "[]").run().isQuietSuccess();

        assertThat(Delta.between(before, State.of(node))).isEqualTo(Delta.NONE);
        node.ip("link del spare0");
        node.ip("link del bridge0");
    }

    @Test
    void gcWithoutAListOfValidAttachmentsDeletesNothing() {
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).add(topology.pod(), "eth0");

        call(eth0, Verb.GC).run().isQuietSuccess(); // cnitool sends no list of attachments

        eth0.checkLast();
        eth0.del();
    }

    @Test
    void statusSucceedsIfAnAddWouldWork() {
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).attachment(topology.pod(), "eth0");
        call(eth0, Verb.STATUS).run().isQuietSuccess();
    }

    @Test
    void statusReportsWhatPreventsAnAdd() {
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).attachment(topology.pod(), "eth0");

        var answer = call(eth0, Verb.STATUS)
                .configured("service_hijack_subnet", "\"10.96.0.0/40\"")
                .run();

        assertThat(answer.error().code()).isEqualTo(50);
        assertThat(answer.error().text()).contains("service_hijack_subnet", "10.96.0.0/40", "0 to 32");
    }

    private static CniCall call(Attachment attachment, Verb verb) {
        return attachment
                .last(verb)
                .configured("cniVersion", "\"1.1.0\"")
                .unconfigured("prevResult")
                .without("CNI_CONTAINERID")
                .without("CNI_NETNS")
                .without("CNI_IFNAME");
    }

    private static String valid(Attachment attachment) {
        return "[{\"containerID\": \"" + attachment.pod().containerId() + "\", \"ifname\": \"" + attachment.ifname()
                + "\"}]";
    }
}
