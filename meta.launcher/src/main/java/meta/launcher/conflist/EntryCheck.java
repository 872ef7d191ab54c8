package meta.launcher.conflist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import meta.core.call.NamedPluginType;
import meta.core.call.NodeOptions;
import meta.core.call.RawPluginConfiguration;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniRequest;
import meta.core.cni.Failure;
import meta.core.cni.InputProblem;
import meta.core.cni.JsonReadResult;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.plugin.Catalog;
import meta.launcher.call.Calls;
import meta.launcher.defaults.NodeDefaults;
import meta.launcher.runtime.NodeRoot;

/**
 * Checks the configuration of a plugin as an ADD does, without the kernel and {@code prevResult}.
 *
 * @param catalog the plugin types and steps that exist
 * @param nodeOptions the options that root has set for all networks
 */
record EntryCheck(Catalog catalog, NodeOptions nodeOptions) {
    /** {@return a check with the options that root has set on the node} */
    static EntryCheck on(NodeRoot node, Catalog catalog) throws IOException {
        Path settings = node.locate(NodeDefaults.STANDARD.toString());
        return new EntryCheck(catalog, new NodeDefaults(settings).options());
    }

    /**
     * Checks the plugin at an index.
     *
     * @throws ConflistException if its type cannot be used, or its configuration, with the name of the network and the options of root, is
     *     invalid; the message lists the problems
     */
    void require(ConflistText chain, int index) throws ConflistException {
        String place = "plugins[" + index + "]";
        if (!(JsonReader.read(chain.plugin(index)) instanceof JsonReadResult.Valid(JsonObject own))) {
            throw new ConflistException(place + ": a key occurs twice");
        }
        String type = chain.types().get(index);
        JsonObject named = own.with("name", new JsonString(chain.network()));
        JsonObject json = chain.version().isEmpty() ? named : named.with("cniVersion", new JsonString(chain.version()));
        NamedPluginType plugin = Calls.plugin(type, catalog, nodeOptions);
        try {
            CniRequest.Add request =
                    new RawPluginConfiguration(type, json).request("check", "/proc/self/ns/net", "eth0", List.of());
            plugin.context(request);
        } catch (CallFailedException e) {
            throw new ConflistException(explained(place, e.failure()));
        }
    }

    /** {@return whether a problem is in the plugin itself, not in the name of the network or in the options that root has set} */
    private static boolean isInEntry(InputProblem problem) {
        return !problem.place().equals("name") && !problem.place().startsWith("/");
    }

    private static String explained(String place, Failure failure) {
        if (failure instanceof Failure.BadConfiguration(var problems)) {
            StringBuilder text = new StringBuilder();
            problems.forEach(problem -> text.append(text.isEmpty() ? "" : "\n")
                    .append(isInEntry(problem) ? place + "." : "")
                    .append(problem));
            return text.toString();
        }
        return failure.details().isEmpty() ? failure.message() : failure.message() + ": " + failure.details();
    }
}
