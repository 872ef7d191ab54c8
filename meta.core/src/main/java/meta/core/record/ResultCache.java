package meta.core.record;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import meta.core.cni.JsonReadResult;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonBoolean;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.record.AttachmentRecord.Progress;

/**
 * Reads the cache of libcni, the library with which container runtimes and Multus call plugins ({@code libcni/api.go}, kind
 * {@code cniCacheV1}). For an attachment, the cache contains the network configuration and the result of the whole chain.
 *
 * @param folder the folder with a file for each attachment
 */
public record ResultCache(Path folder) {
    /** The default folder of libcni. */
    public static final Path DEFAULT = Path.of("/var/lib/cni/results");

    private static final String KIND = "cniCacheV1";

    /**
     * {@return an attachment record for each plugin of these types in the chain of each cached attachment} Left out are attachments without
     * a result, whose network namespace cannot be opened, or whose file cannot be read. The records are {@code COMPLETE}, and have no
     * objects, effects, nsid and version.
     *
     * @param types the plugin types
     * @param host the {@link AttachmentRecord#host} of the records
     */
    public List<AttachmentRecord> list(Set<String> types, String host) {
        List<AttachmentRecord> records = new ArrayList<>();
        files().forEach(file -> records.addAll(records(file, types, host)));
        return records;
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(files::add);
        } catch (IOException | DirectoryIteratorException e) {
            return List.of(); // if no runtime of this node uses libcni, there is no such folder
        }
        files.sort(null);
        return files;
    }

    private static List<AttachmentRecord> records(Path file, Set<String> types, String host) {
        List<AttachmentRecord> records = new ArrayList<>();
        object(file).filter(json -> json.text("kind").equals(KIND)).ifPresent(cached -> {
            Instant time = modified(file);
            for (JsonObject plugin : plugins(cached)) {
                if (types.contains(plugin.text("type"))) {
                    record(cached, plugin, host, time).ifPresent(records::add);
                }
            }
        });
        return records;
    }

    /**
     * {@return whether {@link #list} would return an equal record now}
     *
     * @param record a record that {@link #list} has returned
     */
    public boolean has(AttachmentRecord record) {
        for (Path file : files()) {
            boolean isOfTime = modified(file).toEpochMilli() == record.time().toEpochMilli();
            if (isOfTime && records(file, Set.of(record.type()), record.host()).contains(record)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<JsonObject> object(Path file) {
        try {
            boolean readable =
                    Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= JsonReader.MAX_BYTES;
            return readable ? object(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // a DEL may have removed the file
        }
    }

    private static Optional<JsonObject> object(byte[] document) {
        return JsonReader.read(document) instanceof JsonReadResult.Valid(JsonObject json)
                ? Optional.of(json)
                : Optional.empty();
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    private static List<JsonObject> plugins(JsonObject cached) {
        JsonObject network = configuration(cached).orElse(JsonObject.EMPTY);
        if (!network.has("plugins")) {
            return List.of(network);
        }
        List<JsonObject> plugins = new ArrayList<>();
        for (JsonValue element : network.elements("plugins")) {
            if (element instanceof JsonObject plugin) {
                plugins.add(plugin.with("cniVersion", network.get("cniVersion")).with("name", network.get("name")));
            }
        }
        return plugins;
    }

    private static Optional<JsonObject> configuration(JsonObject cached) {
        try {
            return object(Base64.getDecoder().decode(cached.text("config")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<AttachmentRecord> record(JsonObject cached, JsonObject plugin, String host, Instant time) {
        if (!(cached.get("result") instanceof JsonObject result)) {
            return Optional.empty();
        }
        String netns = netns(cached, result);
        SequencedMap<String, String> environment = new LinkedHashMap<>();
        environment.put("CNI_ARGS", arguments(cached));
        environment.put("CNI_CONTAINERID", cached.text("containerId"));
        environment.put("CNI_IFNAME", cached.text("ifName"));
        environment.put("CNI_NETNS", netns);
        JsonObject configuration = withCapabilities(plugin, cached).with("prevResult", result);
        return PodNamespace.at(netns)
                .map(pod -> AttachmentRecord.of(
                        plugin.text("type"),
                        environment,
                        configuration,
                        pod.identity(),
                        host,
                        time,
                        "",
                        Progress.COMPLETE));
    }

    /**
     * {@return the path of the pod's network namespace; empty if it is not found} Older versions of libcni store it only in
     * the result.
     */
    private static String netns(JsonObject cached, JsonObject result) {
        if (!cached.text("netns").isEmpty()) {
            return cached.text("netns");
        }
        for (JsonValue element : result.elements("interfaces")) {
            if (element instanceof JsonObject nic && nic.text("name").equals(cached.text("ifName"))) {
                return nic.text("sandbox");
            }
        }
        return "";
    }

    private static String arguments(JsonObject cached) {
        List<String> pairs = new ArrayList<>();
        for (JsonValue element : cached.elements("cniArgs")) {
            if (element instanceof JsonArray(List<JsonValue> pair)
                    && pair.size() == 2
                    && pair.getFirst() instanceof JsonString(String name)
                    && pair.getLast() instanceof JsonString(String value)) {
                pairs.add(name + "=" + value);
            }
        }
        return String.join(";", pairs);
    }

    /**
     * {@return the plugin's configuration with the {@code runtimeConfig} that libcni passes: the cached arguments of capabilities that the
     * configuration declares as true}
     */
    private static JsonObject withCapabilities(JsonObject plugin, JsonObject cached) {
        if (!(plugin.get("capabilities") instanceof JsonObject declared)
                || !(cached.get("capabilityArgs") instanceof JsonObject given)) {
            return plugin;
        }
        SequencedMap<String, JsonValue> passed = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> argument : given.members().entrySet()) {
            if (declared.get(argument.getKey()).equals(new JsonBoolean(true))) {
                passed.put(argument.getKey(), argument.getValue());
            }
        }
        return passed.isEmpty() ? plugin : plugin.with("runtimeConfig", new JsonObject(passed));
    }
}
