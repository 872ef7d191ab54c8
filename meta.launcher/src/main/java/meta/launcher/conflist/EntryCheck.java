package meta.launcher.conflist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import meta.core.call.NodeOptions;
import meta.core.call.Plugin;
import meta.core.call.PluginConfiguration;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniRequest;
import meta.core.cni.Failure;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.cni.ParsedJson;
import meta.core.cni.Problem;
import meta.core.plugin.Catalog;
import meta.launcher.call.Calls;
import meta.launcher.defaults.NodeDefaults;
import meta.launcher.runtime.NodeRoot;

/** Checks the entry of a chain as an ADD would check it. */
record EntryCheck(Catalog catalog, NodeOptions nodeOptions) {
    /** {@return a check with the options of a node} Options that cannot be read are a problem of each entry. */
    static EntryCheck on(NodeRoot node, Catalog catalog) throws IOException {
        Path settings = node.locate(NodeDefaults.STANDARD.toString());
        return new EntryCheck(catalog, new NodeDefaults(settings).options());
    }

    /** @throws ConflistException if an ADD would reject the plugin at the index; the message has a line for each problem */
    void require(ConflistText chain, int index) throws ConflistException {
        String place = "plugins[" + index + "]";
        if (!(JsonReader.read(chain.plugin(index)) instanceof ParsedJson.Valid(JsonObject own))) {
            throw new ConflistException(place + ": a key occurs twice");
        }
        String type = chain.types().get(index);
        JsonObject named = own.with("name", new JsonString(chain.network()));
        JsonObject json = chain.version().isEmpty() ? named : named.with("cniVersion", new JsonString(chain.version()));
        Plugin plugin = Calls.plugin(type, catalog, nodeOptions);
        try {
            CniRequest.Add request =
                    new PluginConfiguration(type, json).request("check", "/proc/self/ns/net", "eth0", List.of());
            plugin.context(request);
        } catch (CallFailedException e) {
            throw new ConflistException(explained(place, e.failure()));
        }
    }

    /** {@return whether a problem is about the entry, not about the name of the network or the file with the node's options} */
    private static boolean isInEntry(Problem problem) {
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
