package meta.core.call;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniRequest;
import meta.core.cni.CniVersion;
import meta.core.cni.Failure;
import meta.core.cni.InputProblem;
import meta.core.cni.JsonReadResult;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.cni.JsonWriter;
import meta.core.cni.RequestReadResult;
import meta.core.cni.RequestReader;
import meta.core.plugin.Catalog;
import meta.spi.net.Address;

/**
 * The network configuration of one plugin.
 *
 * @param json the configuration; one from a configuration list has the {@code name} and {@code cniVersion} of the list, if these exist
 */
public record RawPluginConfiguration(String type, JsonObject json) {

    /**
     * {@return the configuration of one plugin in a document} The document is the configuration of one plugin, a configuration list, or a
     * NetworkAttachmentDefinition that contains one of these in {@code spec.config}.
     *
     * @param type the plugin type; takes precedence over the {@code type} of a single configuration. If it is empty, the document
     *     determines the type
     * @param catalog the installed types; used for a list if {@code type} is empty
     * @throws CallFailedException if the document or the text in {@code spec.config} is not a JSON object that {@link JsonReader} accepts.
     *     Also if a list does not contain exactly one plugin of the type, or of an installed type. Also if there is no type
     */
    public static RawPluginConfiguration in(byte[] document, String type, Catalog catalog) {
        JsonObject given = decoded(document);
        if (given.get("spec") instanceof JsonObject spec && spec.get("config") instanceof JsonString(String config)) {
            given = decoded(config.getBytes(StandardCharsets.UTF_8));
        }
        if (given.get("plugins") instanceof JsonArray) {
            return inList(given, type, catalog);
        }
        String own = type.isEmpty() ? given.text("type") : type;
        if (own.isEmpty()) {
            throw invalid(InputProblem.missing("type", "the plugin's type, or TYPE on the command line"));
        }
        return new RawPluginConfiguration(own, given);
    }

    private static RawPluginConfiguration inList(JsonObject list, String type, Catalog catalog) {
        List<String> types = new ArrayList<>();
        List<JsonObject> found = new ArrayList<>();
        for (JsonValue element : list.elements("plugins")) {
            if (element instanceof JsonObject plugin) {
                String own = plugin.text("type");
                types.add(own);
                if (type.isEmpty() ? catalog.type(own).isPresent() : own.equals(type)) {
                    found.add(plugin);
                }
            }
        }
        if (found.size() != 1) {
            String wanted = type.isEmpty() ? "an installed type" : "type \"" + type + "\"";
            String accepted = "one plugin of " + wanted + " is expected, and there are " + found.size()
                    + (type.isEmpty() && !found.isEmpty() ? "; give TYPE on the command line" : "");
            throw invalid(new InputProblem("plugins", String.join(", ", types), accepted));
        }
        JsonObject plugin = found.getFirst();
        JsonObject named = list.has("name") ? plugin.with("name", list.get("name")) : plugin;
        return new RawPluginConfiguration(
                plugin.text("type"), list.has("cniVersion") ? named.with("cniVersion", list.get("cniVersion")) : named);
    }

    /**
     * {@return the request of an ADD with this configuration} If the configuration has no key {@code prevResult}, and its
     * {@code cniVersion} is missing or the text of a {@link CniVersion}, the request gets a {@code prevResult} with the stable addresses of
     * the NIC ({@link Address#isStable}), and its {@code cniVersion} becomes 1.0.0.
     *
     * @param netns the path of the pod's network namespace; not opened
     * @param addresses the addresses of all devices in the pod
     * @throws CallFailedException if {@link RequestReader#read} does not accept the request; options are not checked
     */
    public CniRequest.Add request(String containerId, String netns, String ifname, List<Address> addresses) {
        Map<String, String> environment = Map.of(
                "CNI_COMMAND",
                "ADD",
                "CNI_CONTAINERID",
                containerId,
                "CNI_NETNS",
                netns,
                "CNI_IFNAME",
                ifname,
                "CNI_PATH",
                "/opt/cni/bin");
        return switch (RequestReader.read(environment, new ByteArrayInputStream(complete(ifname, addresses)))) {
            case RequestReadResult.Valid(CniRequest.Add add) -> add;
            case RequestReadResult.Valid(CniRequest other) -> throw new IllegalStateException("not an ADD: " + other);
            case RequestReadResult.Invalid(Failure failure, var _) -> throw new CallFailedException(failure);
        };
    }

    private byte[] complete(String ifname, List<Address> addresses) {
        JsonObject whole =
                json.has("prevResult") || CniVersion.ofConfiguration(json).isEmpty()
                        ? json
                        : json.with("cniVersion", new JsonString(CniVersion.V1_0_0.toString()))
                                .with("prevResult", result(ifname, addresses));
        return JsonWriter.compact(whole).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObject result(String ifname, List<Address> addresses) {
        List<JsonValue> ips = new ArrayList<>();
        for (Address address : addresses) {
            if (address.device().equals(ifname) && address.isStable()) {
                JsonString text = new JsonString(address.address() + "/" + address.prefixLength());
                ips.add(JsonObject.EMPTY.with("address", text));
            }
        }
        return JsonObject.EMPTY.with("ips", new JsonArray(ips));
    }

    private static JsonObject decoded(byte[] document) {
        return switch (JsonReader.read(document)) {
            case JsonReadResult.Valid(JsonObject json) -> json;
            case JsonReadResult.Valid(JsonValue other) ->
                throw new CallFailedException(
                        new Failure.Undecodable(1, 1, "an object is expected, not " + other.kind()));
            case JsonReadResult.Malformed(int line, int column, String reason, var _) ->
                throw new CallFailedException(new Failure.Undecodable(line, column, reason));
        };
    }

    private static CallFailedException invalid(InputProblem problem) {
        return new CallFailedException(new Failure.BadConfiguration(List.of(problem)));
    }
}
