package meta.launcher.conflist;

import java.util.Arrays;
import java.util.List;
import meta.core.cni.JsonReadResult;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;

/**
 * A plugin that the list of plugins in a network configuration should contain.
 *
 * @param type the plugin type
 * @param json the object to write into the list; must contain {@code type}
 * @param configured whether {@code json} replaces a plugin of this type that is already in the list
 * @param after the type of a plugin that must come before this one; may be empty. A new plugin is added directly after the last plugin of
 *     that type; if it is empty, at the end of the list
 */
public record ChainEntry(String type, JsonObject json, boolean configured, String after) {
    private static final List<String> OF_THE_LIST = List.of("name", "cniVersion", "prevResult");

    /** {@return an entry without options} */
    public static ChainEntry of(String type, String after) {
        return new ChainEntry(type, typed(type, JsonObject.EMPTY), false, after);
    }

    /**
     * {@return an entry with the options of a document}
     *
     * @param options a JSON object, which may contain {@code type}
     * @throws ConflistException if the document is not a JSON object, is for another type, or has {@code name}, {@code cniVersion} or
     *     {@code prevResult}
     */
    public static ChainEntry of(String type, String after, byte[] options) throws ConflistException {
        return switch (JsonReader.read(options)) {
            case JsonReadResult.Valid(JsonObject json) ->
                new ChainEntry(type, typed(type, checked(type, json)), true, after);
            case JsonReadResult.Valid(JsonValue other) ->
                throw new ConflistException("an object is expected, not " + other.kind());
            case JsonReadResult.Malformed malformed -> throw new ConflistException(malformed.toString());
        };
    }

    private static JsonObject checked(String type, JsonObject options) throws ConflistException {
        if (options.has("type") && !options.text("type").equals(type)) {
            throw new ConflistException(
                    "type: " + options.get("type") + ": \"" + type + "\" is expected, as in --type");
        }
        for (String key : OF_THE_LIST) {
            if (options.has(key)) {
                throw new ConflistException(key + ": is a key of the configuration list, not an option of the plugin");
            }
        }
        return options;
    }

    private static JsonObject typed(String type, JsonObject options) {
        return JsonObject.EMPTY.with("type", new JsonString(type)).withAll(options);
    }

    /**
     * {@return the list with this plugin; the same object if nothing has to change}
     *
     * @throws ConflistException if the list is empty or contains several plugins of this type, if a given {@link #after} is not the type of
     *     an earlier plugin, or if the resulting document is too large or too deeply nested
     */
    ConflistText in(ConflistText chain) throws ConflistException {
        List<Integer> present = chain.indexesOf(type);
        return switch (present.size()) {
            case 0 -> inserted(chain);
            case 1 -> updated(chain, present.getFirst());
            default ->
                throw new ConflistException("plugins: type \"" + type + "\" occurs " + present.size() + " times");
        };
    }

    private ConflistText inserted(ConflistText chain) throws ConflistException {
        List<String> types = chain.types();
        if (types.isEmpty()) {
            throw new ConflistException(
                    "plugins: []: a plugin that creates the NIC is expected before \"" + type + "\"");
        }
        int place = after.isEmpty() ? types.size() - 1 : types.lastIndexOf(after);
        if (place < 0) {
            throw new ConflistException(
                    "plugins: no plugin has the type \"" + after + "\" (--after); the types are " + quoted(types));
        }
        ConflistText outcome = chain.insertedAfter(place, json);
        if (!Arrays.equals(outcome.without(place + 1).bytes(), chain.bytes())) {
            throw new IllegalStateException("removal would not restore the file");
        }
        return outcome;
    }

    private ConflistText updated(ConflistText chain, int place) throws ConflistException {
        if (!after.isEmpty() && chain.types().subList(0, place).stream().noneMatch(after::equals)) {
            throw new ConflistException("plugins[" + place + "]: \"" + type + "\" is not after \"" + after
                    + "\"; remove it first, or leave out --after");
        }
        boolean same = !configured
                || (JsonReader.read(chain.plugin(place)) instanceof JsonReadResult.Valid(JsonObject known)
                        && known.equals(json));
        return same ? chain : chain.replaced(place, json);
    }

    private static String quoted(List<String> types) {
        return "\"" + String.join("\", \"", types) + "\"";
    }
}
