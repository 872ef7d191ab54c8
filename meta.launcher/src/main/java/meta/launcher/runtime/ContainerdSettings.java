package meta.launcher.runtime;

import static meta.launcher.runtime.TomlSettings.number;
import static meta.launcher.runtime.TomlSettings.table;
import static meta.launcher.runtime.TomlSettings.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonObject;

/** Reads the CNI settings of containerd from its settings file (version 1, 2 or 3) and the imported files. */
final class ContainerdSettings {
    /** The CRI plugin's names in containerd 2, and in containerd 1 with settings of version 2 and of version 1. */
    private static final List<String> CRI = List.of("io.containerd.cri.v1.runtime", "io.containerd.grpc.v1.cri", "cri");

    private static final int DEFAULT_COUNT = 1;
    private static final int MERGING_VERSION = 3;

    /**
     * The paths of a distribution of containerd.
     *
     * @param name the name of the distribution, for people
     * @param file the path of its settings file
     * @param programs the possible paths of its program; empty if only the file shows that this containerd is installed
     */
    record Place(String name, String file, List<String> programs) {}

    static final List<Place> PLACES = List.of(
            new Place(
                    "containerd",
                    "/etc/containerd/config.toml",
                    List.of("/usr/bin/containerd", "/usr/local/bin/containerd", "/bin/containerd")),
            // k3s: docs.k3s.io/advanced, "Configuring containerd"
            new Place("containerd of k3s", "/var/lib/rancher/k3s/agent/etc/containerd/config.toml", List.of()),
            // RKE2: docs.rke2.io/advanced, "Configuring containerd"
            new Place("containerd of RKE2", "/var/lib/rancher/rke2/agent/etc/containerd/config.toml", List.of()),
            // k0s: docs.k0sproject.io, "Runtime"
            new Place("containerd of k0s", "/etc/k0s/containerd.toml", List.of()),
            // MicroK8s: microk8s.io/docs, "Configuring services"
            new Place("containerd of MicroK8s", "/var/snap/microk8s/current/args/containerd.toml", List.of()),
            // Talos: talos.dev, "Containerd"; this containerd runs the pods, another one runs the node's services
            new Place("containerd of Talos", "/etc/cri/containerd.toml", List.of()));

    private final NodeRoot root;
    private final Set<String> files = new LinkedHashSet<>();
    private final Set<String> disabled = new LinkedHashSet<>();
    private JsonObject settings = JsonObject.EMPTY;

    private ContainerdSettings(NodeRoot root) {
        this.root = root;
    }

    /**
     * {@return the settings of a containerd, followed by those of its runtimes with their own configuration folder; empty if it is not
     * installed}
     *
     * @throws SettingsException if a file or folder that was found cannot be read, or a file or a pattern in {@code imports} is invalid
     */
    static List<ContainerRuntime> read(NodeRoot root, Place place) throws SettingsException {
        if (!root.exists(place.file()) && place.programs().stream().noneMatch(root::exists)) {
            return List.of();
        }
        ContainerdSettings found = new ContainerdSettings(root);
        found.load(place.file());
        return found.runtimes(place.name());
    }

    /** Reads a file and its imports in containerd's order. Values in later files have priority, but {@code disabled_plugins} are joined. */
    private void load(String main) throws SettingsException {
        Deque<String> pending = new ArrayDeque<>(List.of(main));
        while (!pending.isEmpty()) {
            String file = pending.removeFirst();
            if (root.exists(file) && files.add(file)) {
                JsonObject content = TomlSettings.read(root, file);
                settings = merged(settings, content);
                disabled.addAll(content.texts("disabled_plugins"));
                for (String pattern : content.texts("imports")) {
                    String path =
                            pattern.startsWith("/") ? pattern : file.substring(0, file.lastIndexOf('/') + 1) + pattern;
                    pending.addAll(new GlobPattern(path).files(root));
                }
            }
        }
    }

    /** Merges settings as containerd does. Before version 3, the second file's table of a plugin replaces that of the first file. */
    private static JsonObject merged(JsonObject first, JsonObject second) {
        JsonObject all = TomlSettings.merged(first, second);
        int version = number(first, "version").orElse(number(second, "version").orElse(1));
        return version >= MERGING_VERSION
                ? all
                : all.with("plugins", table(first, "plugins").withAll(table(second, "plugins")));
    }

    private List<ContainerRuntime> runtimes(String name) {
        JsonObject cri = JsonObject.EMPTY;
        for (String plugin : CRI) {
            cri = TomlSettings.merged(table(settings, "plugins", plugin), cri);
        }
        JsonObject cni = table(cri, "cni");
        int count = number(cni, "max_conf_num").orElse(DEFAULT_COUNT);
        ContainerRuntime own = new ContainerRuntime(
                name,
                List.copyOf(files),
                text(cni, "conf_dir", ContainerRuntime.DEFAULT_CONFIG_FOLDER),
                pluginFolders(cni),
                choice(count),
                cni.text("conf_template"));
        List<ContainerRuntime> found = new ArrayList<>(List.of(own));
        for (Map.Entry<String, JsonValue> runtime :
                table(cri, "containerd", "runtimes").members().entrySet()) {
            if (runtime.getValue() instanceof JsonObject values
                    && !values.text("cni_conf_dir").isEmpty()) {
                int ownCount = number(values, "cni_max_conf_num").orElse(0);
                found.add(new ContainerRuntime(
                        name + ", runtime " + runtime.getKey(),
                        own.files(),
                        values.text("cni_conf_dir"),
                        own.pluginFolders(),
                        choice(ownCount == 0 ? count : ownCount),
                        ""));
            }
        }
        return found;
    }

    private static List<String> pluginFolders(JsonObject cni) {
        List<String> several = cni.texts("bin_dirs");
        return several.isEmpty() ? List.of(text(cni, "bin_dir", ContainerRuntime.DEFAULT_PLUGIN_FOLDER)) : several;
    }

    private NetworkFileRule choice(int count) {
        for (String plugin : disabled) {
            if (CRI.contains(plugin)) {
                return new NetworkFileRule.Unused("disabled_plugins contains \"" + plugin + "\"");
            }
        }
        return new NetworkFileRule.First(Math.max(0, count));
    }
}
