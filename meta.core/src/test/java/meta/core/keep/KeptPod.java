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
import meta.core.record.AttachmentRecord.Kept;
import meta.core.record.AttachmentRecord.Progress;
import meta.core.record.AttachmentRecords;
import meta.core.record.PodNamespaceId;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.testbed.ScratchNamespaces;

/** A pod at the other end of a veth pair of a node, and the record of its attachment. */
record KeptPod(ScratchNamespaces net, String node, String name, String hostEnd) {

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

    /** {@return a pod of a node whose attachment is recorded} */
    static KeptPod recorded(ScratchNamespaces net, String node, String word, AttachmentRecords records, Instant time)
            throws IOException {
        KeptPod pod = in(net, node, word);
        records.write(pod.record(time));
        return pod;
    }

    /** The end of duplicate address detection would be an event at an unknown time. */
    private static void withoutIpv6(ScratchNamespaces net, String namespace) {
        for (String devices : List.of("all", "default")) {
            net.exec(namespace, "sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/" + devices + "/disable_ipv6");
        }
    }

    String key() {
        return record(Instant.EPOCH, "").key();
    }

    AttachmentRecord record(Instant time) throws IOException {
        return record(time, node);
    }

    /** {@return the record of an ADD on a host} */
    AttachmentRecord record(Instant time, String host) {
        SequencedMap<String, String> environment = new LinkedHashMap<>();
        environment.put("CNI_CONTAINERID", name);
        environment.put("CNI_IFNAME", "eth0");
        environment.put("CNI_NETNS", net.path(name).toString());
        SequencedMap<String, JsonValue> configuration = new LinkedHashMap<>();
        configuration.put("name", new JsonString("lan"));
        configuration.put("type", new JsonString("veth"));
        return new AttachmentRecord(
                "veth",
                environment,
                new JsonObject(configuration),
                host.isEmpty() ? "" : identity(name),
                PodNamespaceId.NONE,
                host.isEmpty() ? "" : identity(host),
                time,
                "1",
                Progress.COMPLETE,
                List.of(),
                List.of(),
                List.of(),
                Kept.UNTOUCHED);
    }

    /** {@return the record of an ADD that has recorded the id of the pod's namespace} */
    AttachmentRecord recordWithId(Instant time) throws IOException {
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(name));
                NetworkNamespace host = NetworkNamespace.open(net.path(node));
                NamespaceThread inside = host.enter()) {
            int id = inside.call(() -> {
                try (NetlinkSocket socket = NetlinkSocket.open()) {
                    return PodNamespaceId.of(pod.descriptor(), socket::send);
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
