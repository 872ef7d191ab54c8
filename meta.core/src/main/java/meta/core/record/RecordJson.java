package meta.core.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonBoolean;
import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.reconcile.observe.HostObjectId;
import meta.core.record.AttachmentRecord.Progress;
import meta.core.record.AttachmentRecord.RepairHistory;

/** Converts an attachment record to a JSON object and back. The object does not contain the host objects of third-party steps. */
final class RecordJson {
    private static final long FORMAT = 1;

    private RecordJson() {}

    static JsonObject of(AttachmentRecord record) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        members.put("format", JsonNumber.of(FORMAT));
        members.put("type", new JsonString(record.type()));
        members.put("progress", new JsonString(record.progress().name()));
        members.put("time", JsonNumber.of(record.time().toEpochMilli()));
        members.put("version", new JsonString(record.version()));
        members.put("pod", new JsonString(record.pod()));
        members.put("podId", JsonNumber.of(record.podId()));
        members.put("host", new JsonString(record.host()));
        members.put("environment", texts(record.environment()));
        members.put("made", texts(record.made()));
        members.put("effects", OwnedEffectJson.of(record.effects()));
        members.put("repairs", JsonNumber.of(record.history().repairs()));
        members.put("leftAlone", new JsonBoolean(record.history().leftAlone()));
        members.put("cause", new JsonString(record.history().cause()));
        members.put("configuration", record.configuration());
        return new JsonObject(members);
    }

    private static JsonObject texts(Map<String, String> texts) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        texts.forEach((name, value) -> members.put(name, new JsonString(value)));
        return new JsonObject(members);
    }

    private static JsonArray texts(List<String> texts) {
        List<JsonValue> elements = new ArrayList<>();
        texts.forEach(text -> elements.add(new JsonString(text)));
        return new JsonArray(elements);
    }

    /**
     * {@return the record in a JSON object}
     *
     * @param owned the identities of the host objects of third-party steps
     * @throws UnreadableRecordException if the format, the configuration, the time or the progress is missing or invalid; all other members
     *     have defaults
     */
    static AttachmentRecord read(JsonObject json, List<HostObjectId> owned) throws UnreadableRecordException {
        if (!json.get("format").equals(JsonNumber.of(FORMAT))) {
            throw new UnreadableRecordException("format " + json.get("format") + ", expected " + FORMAT);
        }
        if (!(json.get("configuration") instanceof JsonObject configuration)) {
            throw new UnreadableRecordException("the configuration is missing");
        }
        RepairHistory history = new RepairHistory(
                number(json, "repairs", 0), json.get("leftAlone").equals(new JsonBoolean(true)), json.text("cause"));
        return new AttachmentRecord(
                json.text("type"),
                environment(json),
                configuration,
                json.text("pod"),
                number(json, "podId", PodNsidQuery.NONE),
                json.text("host"),
                time(json.get("time")),
                json.text("version"),
                progress(json.text("progress")),
                json.texts("made"),
                owned,
                OwnedEffectJson.read(json.elements("effects")),
                history);
    }

    private static SequencedMap<String, String> environment(JsonObject json) {
        SequencedMap<String, String> environment = new LinkedHashMap<>();
        if (json.get("environment") instanceof JsonObject given) {
            given.members().keySet().forEach(name -> environment.put(name, given.text(name)));
        }
        return environment;
    }

    private static int number(JsonObject json, String name, int least) {
        return json.get(name) instanceof JsonNumber number
                ? Math.clamp(number.whole().orElse(least), least, Integer.MAX_VALUE)
                : least;
    }

    private static Progress progress(String text) throws UnreadableRecordException {
        for (Progress progress : Progress.values()) {
            if (progress.name().equals(text)) {
                return progress;
            }
        }
        throw new UnreadableRecordException("unknown progress \"" + text + '"');
    }

    /**
     * {@return the time in a member} The member contains milliseconds, because converting an {@link Instant} from or to text is slow at
     * first.
     */
    private static Instant time(JsonValue millis) throws UnreadableRecordException {
        if (millis instanceof JsonNumber number && number.whole().isPresent()) {
            return Instant.ofEpochMilli(number.whole().getAsLong());
        }
        throw new UnreadableRecordException("time " + millis + ", expected milliseconds");
    }
}
