package meta.launcher.conflist;

import meta.core.cni.JsonReader;
import meta.core.cni.JsonValue.JsonBoolean;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.cni.JsonWriter;
import meta.core.cni.ParsedJson;

/**
 * An entry that an agent with {@code --keep-conflists} restores when another program has removed it from its file.
 *
 * @param file the absolute path of the configuration list on the node
 * @param entry the plugin and its place
 */
public record RestoredEntry(String file, ChainEntry entry) {

    /** {@return the file name of the record, which is different for each file and type} */
    String recordName() {
        return file.substring(1).replace("%", "%25").replace("/", "%2F") + "." + entry.type() + ".json";
    }

    /** {@return the content of the record} */
    String text() {
        JsonObject json = JsonObject.EMPTY
                .with("file", new JsonString(file))
                .with("type", new JsonString(entry.type()))
                .with("after", new JsonString(entry.after()))
                .with("configured", new JsonBoolean(entry.configured()))
                .with("entry", entry.json());
        return JsonWriter.pretty(json) + "\n";
    }

    /**
     * {@return the entry of a record, as {@link #text} writes it}
     *
     * @throws ConflistException if the text is not a record
     */
    static RestoredEntry of(byte[] text) throws ConflistException {
        if (JsonReader.read(text) instanceof ParsedJson.Valid(JsonObject json)
                && json.text("file").startsWith("/")
                && !json.text("type").isEmpty()
                && json.get("entry") instanceof JsonObject entry
                && json.get("configured") instanceof JsonBoolean(boolean configured)) {
            return new RestoredEntry(
                    json.text("file"), new ChainEntry(json.text("type"), entry, configured, json.text("after")));
        }
        throw new ConflistException("not a record of `metactl conflist add --keep`");
    }
}
