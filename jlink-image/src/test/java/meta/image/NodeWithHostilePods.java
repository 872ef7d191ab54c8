package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.CniRuntime;
import meta.image.cni.Verb;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Ping;
import meta.image.topology.Pod;

/**
 * A node for tests with hostile pods. Creates pods with NICs of {@code veth} or {@code router}, some of them with the addresses of other
 * pods or of the node.
 */
final class NodeWithHostilePods {
    private static final long TIMEOUT_NANOS = 10_000_000_000L;

    private final Cluster cluster;
    private final Namespace node;
    private final List<String> devicesWithoutPods;
    private final List<Pod> pods = new ArrayList<>();

    private NodeWithHostilePods(Cluster cluster) {
        this.cluster = cluster;
        this.node = cluster.node().netns();
        this.devicesWithoutPods = devices();
    }

    /** @param cluster a cluster that has no pods */
    static NodeWithHostilePods of(Cluster cluster) {
        return new NodeWithHostilePods(cluster);
    }

    Namespace netns() {
        return node;
    }

    /** {@return a NIC of a new pod, after ADD} If the type is {@code router}, the NIC is the second one of the pod. */
    Attachment connected(String type) {
        Attachment nic = attachment(type);
        nic.add();
        return nic;
    }

    /** {@return a NIC of a new pod, before ADD of any plugin} If the type is {@code router}, the NIC is the second one of the pod. */
    Attachment attachment(String type) {
        Pod pod = pod();
        if (type.equals("router")) {
            overlay(pod);
        }
        return network(type).attachment(pod, type.equals("router") ? "net1" : "eth0");
    }

    /** {@return a new pod without NICs} */
    Pod pod() {
        Pod pod = cluster.topology().pod();
        pods.add(pod);
        return pod;
    }

    /** Gives the pod an overlay NIC named {@code eth0}. */
    void overlay(Pod pod) {
        cluster.overlay(MainPluginConfig.PTP, IpFamilies.DUAL).add(pod, "eth0");
    }

    /** {@return a macvlan network whose last plugin is of this type} */
    CniRuntime network(String type) {
        return cluster.network("lan-" + type, MainPluginConfig.MACVLAN, IpFamilies.DUAL, type);
    }

    /**
     * Creates the NIC, replaces its assigned addresses by these, and calls ADD of the plugin under test with these addresses in {@code
     * prevResult}.
     *
     * @param owner the NIC, for which no plugin has been called yet
     * @param addresses an IPv4 and an IPv6 address
     * @return {@code owner}
     */
    Attachment withAddresses(Attachment owner, List<String> addresses) {
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

    /** {@return a call for a NIC that {@link #withAddresses} has created} */
    CniCall last(Attachment owner, Verb verb, List<String> addresses) {
        String previous = owner.mainResult()
                .toString()
                .replace(owner.addresses().getFirst() + "/", addresses.getFirst() + "/")
                .replace(owner.addresses().getLast() + "/", addresses.getLast() + "/");
        return owner.last(verb).configured("prevResult", previous);
    }

    /** Asserts that this address answers a ping from the node. */
    void isAnsweredBy(String address) {
        assertThat(Ping.of(node, address).answers()).as(address).isTrue();
    }

    /** {@return the names of the node's devices whose peers are veth devices in the pod} */
    List<String> hostEnds(Pod pod) {
        return pod.netns()
                .ip("-o link show type veth")
                .lines()
                .filter(line -> line.contains("@if"))
                .map(line -> line.replaceAll(".*@if([0-9]+):.*", "$1"))
                .flatMap(index -> node.ip("-o link show").lines().filter(line -> line.startsWith(index + ": ")))
                .map(line -> line.replaceAll("^[0-9]+: ([^@]+)@.*", "$1"))
                .toList();
    }

    /** Deletes a pod's namespace without a DEL, and waits until the kernel has removed the pod's veth pairs. */
    void delete(Pod pod) {
        List<String> ends = pod.netns().exists() ? hostEnds(pod) : List.of();
        pod.netns().remove();
        long deadline = System.nanoTime() + TIMEOUT_NANOS;
        while (devices().stream().anyMatch(ends::contains) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(devices().stream().filter(ends::contains)).isEmpty();
    }

    /** Deletes the namespaces of all pods, and asserts that the node has the same devices as before the first pod. */
    void deleteAllPods() {
        pods.forEach(this::delete);
        pods.clear();
        assertThat(devices()).isEqualTo(devicesWithoutPods);
    }

    private List<String> devices() {
        return node.ip("-br link show")
                .lines()
                .map(line -> line.replaceAll("[@ ].*", ""))
                .toList();
    }
}
