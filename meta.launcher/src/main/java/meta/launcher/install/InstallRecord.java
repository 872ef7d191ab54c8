package meta.launcher.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import meta.core.cni.JsonReadResult;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.cni.JsonWriter;
import meta.netlink.unix.IoErrorText;

/**
 * The record of an installation, which is the file {@code PREFIX/installed.json}. It lists each plugin file and unit before that file is
 * created, so that an uninstall also finds the files of a killed installation.
 *
 * @param by the name of the program that installed, such as {@code deb}
 * @param when the time of an installation or rollback, in ISO 8601; empty before the first complete one; only for display
 * @param version the folder name of the version of the last complete installation or rollback; empty if there was none
 * @param before the folder name of the previous version; empty if there is none
 * @param folders the CNI plugin folders, as paths on the node
 * @param madeFolders the CNI plugin folders, and folders above them, that did not exist before an installation, as paths on the node; each
 *     comes before its parent
 * @param files the SHA-256 digest of each plugin file in hexadecimal, by the path of the file on the node
 * @param units the files of the systemd units, as paths on the node
 * @param settings the values that sysctls of the node had before the first installation, by path below /proc/sys
 */
public record InstallRecord(
        String by,
        String when,
        String version,
        String before,
        List<String> folders,
        List<String> madeFolders,
        Map<String, String> files,
        List<String> units,
        Map<String, String> settings) {
    /** The record of a node without an installation. */
    static final InstallRecord NONE =
            new InstallRecord("", "", "", "", List.of(), List.of(), Map.of(), List.of(), Map.of());

    public InstallRecord {
        folders = List.copyOf(folders);
        madeFolders = List.copyOf(madeFolders);
        files = Map.copyOf(files);
        units = List.copyOf(units);
        settings = Map.copyOf(settings);
    }

    /**
     * {@return the record in a file; empty if the file does not exist or is not a JSON object} A missing or invalid member becomes empty,
     * and invalid elements are left out.
     *
     * @throws InstallException if the file exists and cannot be read
     */
    static Optional<InstallRecord> read(Path file) throws InstallException {
        try {
            return JsonReader.read(Files.readAllBytes(file)) instanceof JsonReadResult.Valid(JsonObject object)
                    ? Optional.of(of(object))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new InstallException(new IoErrorText(e).at(file));
        }
    }

    private static InstallRecord of(JsonObject object) {
        return new InstallRecord(
                object.text("by"),
                object.text("when"),
                object.text("version"),
                object.text("before"),
                object.texts("cniFolders"),
                object.texts("madeFolders"),
                map(object, "files"),
                object.texts("units"),
                map(object, "settings"));
    }

    private static Map<String, String> map(JsonObject object, String name) {
        SequencedMap<String, String> map = new LinkedHashMap<>();
        if (object.get(name) instanceof JsonObject(var members)) {
            members.forEach((key, value) -> {
                if (value instanceof JsonString(String text)) {
                    map.put(key, text);
                }
            });
        }
        return map;
    }

    /** {@return the content of the record file} */
    String json() {
        return JsonWriter.pretty(object()) + "\n";
    }

    /** {@return the record as the JSON object of its file} */
    JsonObject object() {
        return JsonObject.EMPTY
                .with("by", new JsonString(by))
                .with("when", new JsonString(when))
                .with("version", new JsonString(version))
                .with("before", new JsonString(before))
                .with("cniFolders", array(folders))
                .with("madeFolders", array(madeFolders))
                .with("files", object(files))
                .with("units", array(units))
                .with("settings", object(settings));
    }

    static JsonArray array(List<String> texts) {
        return new JsonArray(texts.stream().<JsonValue>map(JsonString::new).toList());
    }

    private static JsonObject object(Map<String, String> values) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        values.keySet().stream()
                .sorted()
                .forEach(key -> members.put(key, new JsonString(values.getOrDefault(key, ""))));
        return new JsonObject(members);
    }

    /** {@return the operation that writes this record to its file} */
    FileOperation write(Layout layout) {
        String bytes = new String(json().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return new FileOperation.WriteFile(layout.record(), bytes, false);
    }

    /** {@return whether the records differ in any component except {@code when}} */
    boolean differsFrom(InstallRecord other) {
        return !withTime("").equals(other.withTime(""));
    }

    InstallRecord withTime(String time) {
        return new InstallRecord(by, time, version, before, folders, madeFolders, files, units, settings);
    }
}
