package meta.launcher.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniVersion;
import meta.core.cni.Decoding;
import meta.core.cni.Failure;
import meta.core.cni.JsonArray;
import meta.core.cni.JsonObject;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonText;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonWriter;
import meta.core.cni.Problem;
import meta.core.plugin.Catalog;
import meta.spi.PluginType;
import meta.spi.net.Address;

/**
 * One plugin's network configuration, found in what a person has at hand.
 *
 * @param type the plugin's type
 * @param json its configuration, with the name and the version of the list that it was in
 */
record PlanConfiguration(String type, JsonObject json) {

    /**
     * {@return the configuration in a document: a plugin's own, one of a configuration list, or one in the {@code spec.config} of a
     * NetworkAttachmentDefinition}
     *
     * @param type the plugin's type; empty where it is to be found in the document
     * @param known what types there are
     * @throws CallFailedException where there is none, or more than one, or no JSON at all
     */
    static PlanConfiguration in(byte[] document, String type, Catalog known) {
        JsonObject given = decoded(document);
        if (given.get("spec") instanceof JsonObject spec && spec.get("config") instanceof JsonText(String config)) {
            given = decoded(config.getBytes(StandardCharsets.UTF_8));
        }
        if (!(given.get("plugins") instanceof JsonArray)) {
            String own = type.isEmpty() ? given.text("type") : type;
            if (own.isEmpty()) {
                throw wrong(Problem.missing("type", "the plugin's type, or TYPE on the command line"));
            }
            return new PlanConfiguration(own, given);
        }
        return inList(given, type, known);
    }

    private static PlanConfiguration inList(JsonObject list, String type, Catalog known) {
        List<String> types = new ArrayList<>();
        List<JsonObject> found = new ArrayList<>();
        for (JsonValue element : list.elements("plugins")) {
            if (element instanceof JsonObject plugin) {
                String its = plugin.text("type");
                types.add(its);
                if (type.isEmpty() ? isKnown(its, known) : its.equals(type)) {
                    found.add(plugin);
                }
            }
        }
        String wanted = type.isEmpty() ? "a type of ours" : "type \"" + type + "\"";
        if (found.size() != 1) {
            String accepted = "one plugin of " + wanted + " is expected, and there are " + found.size()
                    + (type.isEmpty() && !found.isEmpty() ? "; give TYPE on the command line" : "");
            throw wrong(new Problem("plugins", String.join(", ", types), accepted));
        }
        JsonObject plugin = found.getFirst();
        JsonObject named = list.has("name") ? plugin.with("name", list.get("name")) : plugin;
        return new PlanConfiguration(
                plugin.text("type"), list.has("cniVersion") ? named.with("cniVersion", list.get("cniVersion")) : named);
    }

    private static boolean isKnown(String type, Catalog known) {
        for (PluginType each : known.types()) {
            if (each.name().equals(type)) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return the configuration as an ADD gets it}
     *
     * @param nic the NIC
     * @param addresses what the NIC has, which stands for the result of the plugins before where the configuration has none
     */
    byte[] complete(String nic, List<Address> addresses) {
        boolean readable = !json.has("cniVersion")
                || CniVersion.of(json.text("cniVersion")).isPresent();
        JsonObject whole = json.has("prevResult") || !readable
                ? json
                : json.with("cniVersion", new JsonText(CniVersion.V1_0_0.toString()))
                        .with("prevResult", result(nic, addresses));
        return JsonWriter.compact(whole).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObject result(String nic, List<Address> addresses) {
        List<JsonValue> ips = new ArrayList<>();
        for (Address address : addresses) {
            if (address.device().equals(nic) && address.isStable()) {
                JsonText text = new JsonText(address.address() + "/" + address.prefixLength());
                ips.add(JsonObject.EMPTY.with("address", text));
            }
        }
        return JsonObject.EMPTY.with("ips", new JsonArray(ips));
    }

    private static JsonObject decoded(byte[] document) {
        return switch (JsonReader.read(document)) {
            case Decoding.Decoded(JsonObject json) -> json;
            case Decoding.Decoded(JsonValue other) ->
                throw new CallFailedException(
                        new Failure.Undecodable(1, 1, "an object is expected, not " + other.kind()));
            case Decoding.Malformed(int line, int column, String reason, var _) ->
                throw new CallFailedException(new Failure.Undecodable(line, column, reason));
        };
    }

    private static CallFailedException wrong(Problem problem) {
        return new CallFailedException(new Failure.BadConfiguration(List.of(problem)));
    }
}
