package meta.core.keep;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Progress;
import meta.core.record.AttachmentRecords;
import meta.core.record.PodNsidQuery;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.testbed.ScratchNamespaces;

/**
 * A pod that a veth pair connects with a node, and the records of its attachment {@code eth0}. IPv6 is off in both namespaces.
 *
 * @param node the name of the node's namespace for {@code ip netns}
 * @param name the name of the pod's namespace for {@code ip netns}; also the container id
 * @param hostEnd the name of the pair's device on the node; the device in the pod is {@code veth0}
 */
record KeptPod(ScratchNamespaces net, String node, String name, String hostEnd) {

    /** {@return a new pod without a record; the name of its device on the node is {@code veth} followed by the word} */
    static KeptPod in(ScratchNamespaces net, String node, String word) {
        String name = net.make(word);
        withoutIpv6(net, node);
        withoutIpv6(net, name);
        String hostEnd = "veth" + word;
        net.ipLine("-n " + node + " link add " + hostEnd + " type veth peer name veth0 netns " + name);
        net.ipLine("-n " + node + " link set " + hostEnd + " up");
        net.ipLine("-n " + name + " link set veth0 up");
        return new KeptPod(net, node, name, hostEnd);
    }

    /**
     * {@return a new pod, like {@link #in}, with a record of an ADD that has succeeded}
     *
     * @param records the folder in which the record is written
     * @param time the time of the ADD
     */
    static KeptPod recorded(ScratchNamespaces net, String node, String word, AttachmentRecords records, Instant time)
            throws IOException {
        KeptPod pod = in(net, node, word);
        records.write(pod.record(time));
        return pod;
    }

    /** Turns IPv6 off. Otherwise, the end of duplicate address detection would be an event at an unpredictable time. */
    private static void withoutIpv6(ScratchNamespaces net, String namespace) {
        for (String devices : List.of("all", "default")) {
            net.exec(namespace, "sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/" + devices + "/disable_ipv6");
        }
    }

    String key() {
        return record(Instant.EPOCH, "").key();
    }

    /** {@return the record of an ADD that has succeeded, with the identities of both namespaces and without an nsid} */
    AttachmentRecord record(Instant time) throws IOException {
        return record(time, node);
    }

    /**
     * {@return the record of an ADD that has succeeded, without an nsid}
     *
     * @param host the name of the node's namespace for {@code ip netns}; if empty, the record contains no identities of namespaces
     */
    AttachmentRecord record(Instant time, String host) {
        SequencedMap<String, String> environment = new LinkedHashMap<>();
        environment.put("CNI_CONTAINERID", name);
        environment.put("CNI_IFNAME", "eth0");
        environment.put("CNI_NETNS", net.path(name).toString());
        SequencedMap<String, JsonValue> configuration = new LinkedHashMap<>();
        configuration.put("name", new JsonString("lan"));
        configuration.put("type", new JsonString("veth"));
        return AttachmentRecord.of(
                "veth",
                environment,
                new JsonObject(configuration),
                host.isEmpty() ? "" : identity(name),
                host.isEmpty() ? "" : identity(host),
                time,
                "1",
                Progress.COMPLETE);
    }

    /** {@return the record of an ADD that has succeeded, with the nsid of the pod's namespace} */
    AttachmentRecord recordWithId(Instant time) throws IOException {
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(name));
                NetworkNamespace host = NetworkNamespace.open(net.path(node));
                NamespaceThread inside = host.enter()) {
            int id = inside.call(() -> {
                try (NetlinkSocket socket = NetlinkSocket.open()) {
                    return PodNsidQuery.of(pod.descriptor(), socket::send);
                }
            });
            return record(time).completed(List.of(), id);
        }
    }

    private String identity(String namespace) {
        try (NetworkNamespace open = NetworkNamespace.open(net.path(namespace))) {
            return open.identity();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
