package meta.launcher.conflist;

import meta.core.cni.JsonReadResult;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonValue.JsonBoolean;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.cni.JsonWriter;

/**
 * A plugin in a configuration list that an agent with {@code --keep-conflists} adds again when another program has removed it.
 *
 * @param file the absolute path of the configuration list on the node
 * @param entry the plugin to add
 */
public record RestoredEntry(String file, ChainEntry entry) {

    /** {@return the name of the file with the record} */
    String recordName() {
        return file.substring(1).replace("%", "%25").replace("/", "%2F") + "." + entry.type() + ".json";
    }

    /** {@return the content of the file with the record} */
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
     * {@return the plugin that a record describes}
     *
     * @param text the content of the file with the record
     * @throws ConflistException if the content is not such a record
     */
    static RestoredEntry of(byte[] text) throws ConflistException {
        if (JsonReader.read(text) instanceof JsonReadResult.Valid(JsonObject json)
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
