package meta.image.cni;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import meta.image.topology.Host;
import meta.image.topology.Pod;

/**
 * Calls the plugins of one network on one node, as a container runtime does. The environment and the standard input of each call are those
 * that libcni would pass, and also {@code META_PLUGINS_AGENT} and the variables of {@link #with}.
 */
public final class CniRuntime {
    private static final Map<Path, List<String>> SUPPORTED_VERSIONS = new ConcurrentHashMap<>();

    private final Host node;
    private final Conflist list;
    private final PluginPath path;
    private final Map<String, String> variables;

    public CniRuntime(Host node, Conflist list, PluginPath path) {
        this(node, list, path, Map.of());
    }

    private CniRuntime(Host node, Conflist list, PluginPath path, Map<String, String> variables) {
        this.node = node;
        this.list = list;
        this.path = path;
        this.variables = variables;
    }

    /** {@return a copy of this runtime that sets this environment variable in its calls; it can also replace a {@code CNI_} variable} */
    public CniRuntime with(String variable, String value) {
        Map<String, String> more = new TreeMap<>(variables);
        more.put(variable, value);
        return new CniRuntime(node, list, path, more);
    }

    /** {@return a NIC of the pod, for which no plugin has been called yet} */
    public Attachment attachment(Pod pod, String ifname) {
        return new Attachment(this, pod, ifname);
    }

    /**
     * {@return a new NIC of the pod, after the ADD of all plugins of the list}
     *
     * @throws AssertionError if an ADD fails
     */
    public Attachment add(Pod pod, String ifname) {
        Attachment attachment = attachment(pod, ifname);
        attachment.add();
        return attachment;
    }

    /**
     * {@return a call of one plugin of the list, which the caller can change and run}
     *
     * @param plugin the entry of the plugin in the list
     * @param previous the previous result that the call passes to the plugin
     */
    CniCall call(Verb verb, Json plugin, Attachment of, PassedPrevResult previous) {
        Path binary = path.find(plugin.get("type").text());
        String version = versionFor(binary);
        Json config = plugin.with("cniVersion", new Json(version)).with("name", new Json(list.name()));
        config = switch (previous) {
            case PassedPrevResult.None _ -> config;
            case PassedPrevResult.Result(Json result) ->
                config.with("prevResult", result.with("cniVersion", new Json(version)));
        };
        Map<String, String> environment = new TreeMap<>(Map.of(
                "CNI_COMMAND", verb.name(),
                "CNI_CONTAINERID", of.pod().containerId(),
                "CNI_NETNS", of.pod().netns().path().toString(),
                "CNI_IFNAME", of.ifname(),
                "CNI_PATH", path.toString(),
                "CNI_ARGS", "IgnoreUnknown=1;K8S_POD_NAMESPACE=default;K8S_POD_NAME=web-0"));
        environment.put("META_PLUGINS_AGENT", node.agent());
        environment.putAll(variables);
        return new CniCall(binary, node.netns(), environment, config.toString());
    }

    Conflist list() {
        return list;
    }

    /** {@return whether a runtime passes the result of ADD to CHECK and DEL in the CNI version of the list (from 0.4.0 on)} */
    boolean keepsResults() {
        return !List.of("0.1.0", "0.2.0", "0.3.0", "0.3.1").contains(list.version());
    }

    /**
     * {@return the CNI version of the list; if the binary does not support it, the newest version that the binary supports}
     *
     * <p>The main plugins of a Linux distribution may be too old for the version of the list.
     */
    private String versionFor(Path binary) {
        List<String> supported = SUPPORTED_VERSIONS.computeIfAbsent(binary, this::supportedVersions);
        return supported.contains(list.version()) ? list.version() : supported.getLast();
    }

    private List<String> supportedVersions(Path binary) {
        CniCall version =
                new CniCall(binary, node.netns(), Map.of("CNI_COMMAND", "VERSION"), "{\"cniVersion\": \"1.0.0\"}");
        return version.run().result().get("supportedVersions").items().stream()
                .map(Json::text)
                .toList();
    }
}
