package meta.launcher.pods;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import meta.core.cni.JsonReadResult;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Progress;
import meta.core.record.AttachmentRecord.RepairHistory;
import meta.core.record.KnownAttachments.Known;
import meta.core.record.KnownAttachments.Source;
import meta.core.record.PodNsidQuery;

/** Makes attachment records for tests. */
public final class SampleRecords {
    static final Instant TIME = Instant.parse("2026-07-01T12:00:00Z");

    private SampleRecords() {}

    /**
     * {@return the record of a complete ADD of type veth for the NIC {@code eth0}}
     *
     * @param pod the Kubernetes namespace and the name of the pod, such as {@code shop/web-0}; a text without a slash gives a pod without a
     *     name
     * @param namespace the identity of the pod's network namespace, and also the name of its file in {@code /run/netns}
     */
    public static AttachmentRecord record(String pod, String containerId, String namespace) {
        return record(pod, containerId, "eth0", namespace, Progress.COMPLETE, RepairHistory.UNTOUCHED);
    }

    static AttachmentRecord record(
            String pod, String containerId, String nic, String namespace, Progress progress, RepairHistory history) {
        SequencedMap<String, String> environment = new LinkedHashMap<>();
        int slash = pod.indexOf('/');
        if (slash > 0) {
            environment.put(
                    "CNI_ARGS",
                    "K8S_POD_NAMESPACE=" + pod.substring(0, slash) + ";K8S_POD_NAME=" + pod.substring(slash + 1));
        }
        environment.put("CNI_CONTAINERID", containerId);
        environment.put("CNI_IFNAME", nic);
        environment.put("CNI_NETNS", "/run/netns/" + namespace);
        JsonObject configuration = json("""
                {"cniVersion": "1.0.0", "name": "lan", "type": "veth", "prevResult": {
                  "interfaces": [{"name": "eth0", "sandbox": "/run/netns/x"},
                                 {"name": "veth3f0c"}, {"name": "veth0", "sandbox": "/run/netns/x"}],
                  "ips": [{"address": "172.18.24.1/16", "interface": 0}, {"address": "fd00::1/64", "interface": 0}]}}
                """);
        List<String> made =
                List.of("ip link add vethab12 address 02:00:00:00:00:01 mtu 1500 type veth peer name veth0 netns pod");
        return new AttachmentRecord(
                "veth",
                environment,
                configuration,
                namespace,
                PodNsidQuery.NONE,
                "host",
                TIME,
                "1.0.0",
                progress,
                made,
                List.of(),
                List.of(),
                history);
    }

    static JsonObject json(String text) {
        return switch (JsonReader.read(text.getBytes(StandardCharsets.UTF_8))) {
            case JsonReadResult.Valid(JsonObject object) -> object;
            case JsonReadResult other -> throw new AssertionError(other);
        };
    }

    /** {@return an attachment that is known from this record} */
    public static Known known(AttachmentRecord record) {
        return new Known(record, Source.RECORD);
    }
}
