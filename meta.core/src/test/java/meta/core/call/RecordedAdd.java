package meta.core.call;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import meta.core.cni.JsonReadResult;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Progress;

/** Creates the attachment record of a pod with the address 172.18.24.120/16 on {@code eth0}, whose ADD has succeeded. */
final class RecordedAdd {
    private static final String CONFIGURATION = """
            {"cniVersion": "1.0.0", "name": "lan", "type": "veth", "prevResult": {"cniVersion": "1.0.0",
             "interfaces": [{"name": "eth0", "sandbox": "POD"}],
             "ips": [{"address": "172.18.24.120/16", "interface": 0}]}}""";

    private RecordedAdd() {}

    /**
     * {@return the record; it gives 4-2 as the identity of the pod's namespace, and 4-1 as that of the node's}
     *
     * @param netns the path of the pod's namespace
     */
    static AttachmentRecord of(String netns) {
        SequencedMap<String, String> environment = new LinkedHashMap<>();
        environment.put("CNI_CONTAINERID", "0123456789abcdef");
        environment.put("CNI_IFNAME", "eth0");
        environment.put("CNI_NETNS", netns);
        byte[] document = CONFIGURATION.replace("POD", netns).getBytes(StandardCharsets.UTF_8);
        JsonObject configuration =
                JsonReader.read(document) instanceof JsonReadResult.Valid(JsonObject json) ? json : JsonObject.EMPTY;
        return AttachmentRecord.of(
                "veth", environment, configuration, "4-2", "4-1", Instant.EPOCH, "1", Progress.COMPLETE);
    }
}
