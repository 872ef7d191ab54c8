package meta.launcher.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.netlink.unix.IoErrorText;

/** Reads settings of container runtimes in TOML, as JSON objects. */
final class TomlSettings {
    private static final int MAX_BYTES = 4 << 20;

    private TomlSettings() {}

    /**
     * {@return the content of a file on the node; an empty object if the file is not found}
     *
     * @throws SettingsException if the file is not a regular file, is larger than 4 MiB, cannot be read, or is rejected by {@link
     *     TomlReader}
     */
    static JsonObject read(NodeRoot root, String path) throws SettingsException {
        try {
            Path place = root.locate(path);
            if (!Files.exists(place)) {
                return JsonObject.EMPTY;
            }
            if (!Files.isRegularFile(place) || Files.size(place) > MAX_BYTES) {
                throw new SettingsException(path + ": not a regular file, or larger than " + MAX_BYTES + " bytes");
            }
            return TomlReader.read(Files.readString(place, StandardCharsets.UTF_8));
        } catch (TomlException e) {
            throw new SettingsException(path + ": " + e.getMessage());
        } catch (IOException | InvalidPathException e) {
            throw new SettingsException(path + ": cannot be read: " + new IoErrorText(e).line());
        }
    }

    /**
     * {@return the paths on the node of the regular files in a folder, sorted by name; empty if the folder does not exist}
     *
     * @throws SettingsException if listing the folder fails
     */
    static List<String> filesIn(NodeRoot root, String folder) throws SettingsException {
        return new GlobPattern(folder + "/*").files(root);
    }

    /** {@return the nested table at this path of names; an empty object if there is none} */
    static JsonObject table(JsonObject from, String... names) {
        JsonObject table = from;
        for (String name : names) {
            table = table.get(name) instanceof JsonObject below ? below : JsonObject.EMPTY;
        }
        return table;
    }

    /** {@return the number with this name; empty if it is missing, or is not a TOML integer that fits into an int} */
    static OptionalInt number(JsonObject table, String name) {
        return table.get(name) instanceof JsonNumber number
                        && number.whole().isPresent()
                        && number.whole().getAsLong() == (int) number.whole().getAsLong()
                ? OptionalInt.of((int) number.whole().getAsLong())
                : OptionalInt.empty();
    }

    /** {@return the text with this name; {@code otherwise} if it is missing, is empty, or is not a text} */
    static String text(JsonObject table, String name, String otherwise) {
        String text = table.text(name);
        return text.isEmpty() ? otherwise : text;
    }

    /** {@return the members of both tables} The second table has priority. If a member is a table in both, these tables are merged, too. */
    static JsonObject merged(JsonObject first, JsonObject second) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>(first.members());
        second.members()
                .forEach((name, value) -> members.merge(
                        name,
                        value,
                        (mine, other) ->
                                mine instanceof JsonObject a && other instanceof JsonObject b ? merged(a, b) : other));
        return new JsonObject(members);
    }
}
