package meta.launcher.pods;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.cni.JsonWriter;
import meta.core.record.AttachmentRecord;

/** Writes attachments as JSON. */
public final class AttachmentJson {
    private AttachmentJson() {}

    /** {@return a JSON array with an object for each attachment} */
    public static String of(List<ShownAttachment> attachments) {
        return JsonWriter.pretty(
                new JsonArray(attachments.stream().map(AttachmentJson::object).toList()));
    }

    private static JsonValue object(ShownAttachment shown) {
        AttachmentRecord record = shown.record();
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        members.put("namespace", text(shown.pod().namespace()));
        members.put("pod", text(shown.pod().name()));
        members.put("uid", text(record.args().podUid()));
        members.put("network", text(record.attachment().network()));
        members.put("type", text(record.type()));
        members.put("nic", text(record.attachment().ifname()));
        members.put("addresses", texts(shown.addresses()));
        members.put("nodeEnd", text(shown.nodeEnd()));
        members.put("time", text(record.time().toString()));
        members.put("state", text(shown.state().text()));
        members.put("differences", texts(shown.state().differences()));
        members.put("repairs", JsonNumber.of(record.history().repairs()));
        members.put("lastCause", text(record.history().cause()));
        members.put("knownFrom", text(shown.source()));
        members.put("container", text(shown.pod().containerId()));
        members.put("netns", text(shown.pod().netns()));
        members.put("version", text(record.version()));
        return new JsonObject(members);
    }

    private static JsonValue text(String text) {
        return new JsonString(text);
    }

    private static JsonValue texts(List<String> texts) {
        return new JsonArray(texts.stream().map(AttachmentJson::text).toList());
    }
}
