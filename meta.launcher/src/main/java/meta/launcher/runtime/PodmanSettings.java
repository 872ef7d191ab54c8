package meta.launcher.runtime;

import static meta.launcher.runtime.TomlSettings.table;
import static meta.launcher.runtime.TomlSettings.text;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import meta.core.cni.JsonValue.JsonObject;
import meta.netlink.unix.IoErrorText;

/** Reads the CNI settings of podman, see containers.conf(5). Values in later files have priority. */
final class PodmanSettings {
    private static final List<String> PROGRAMS = List.of("/usr/bin/podman", "/usr/local/bin/podman");
    private static final List<String> MAIN =
            List.of("/usr/share/containers/containers.conf", "/etc/containers/containers.conf");
    private static final String MORE = "/etc/containers/containers.conf.d";
    private static final List<String> DEFAULT_PLUGIN_FOLDERS = List.of(
            "/usr/local/libexec/cni",
            "/usr/libexec/cni",
            "/usr/local/lib/cni",
            "/usr/lib/cni",
            ContainerRuntime.DEFAULT_PLUGIN_FOLDER);
    /** The file with the network backend that podman chose on its first run, and uses if the settings name no backend. */
    private static final String CHOSEN_BACKEND = "/var/lib/containers/storage/defaultNetworkBackend";

    private static final String CNI = "cni";

    private PodmanSettings() {}

    /**
     * {@return the settings, one element; empty if podman's program does not exist}
     *
     * @throws SettingsException if a file or folder that was found cannot be read, or a file is invalid
     */
    static List<ContainerRuntime> read(NodeRoot root) throws SettingsException {
        if (PROGRAMS.stream().noneMatch(root::exists)) {
            return List.of();
        }
        List<String> files = new ArrayList<>(MAIN.stream().filter(root::exists).toList());
        for (String file : TomlSettings.filesIn(root, MORE)) {
            if (file.endsWith(".conf")) {
                files.add(file);
            }
        }
        JsonObject settings = JsonObject.EMPTY;
        for (String file : files) {
            settings = TomlSettings.merged(settings, TomlSettings.read(root, file));
        }
        JsonObject network = table(settings, "network");
        List<String> folders = network.texts("cni_plugin_dirs");
        return List.of(new ContainerRuntime(
                "podman",
                files,
                text(network, "network_config_dir", ContainerRuntime.DEFAULT_CONFIG_FOLDER),
                folders.isEmpty() ? DEFAULT_PLUGIN_FOLDERS : folders,
                choice(root, network),
                ""));
    }

    private static NetworkFileRule choice(NodeRoot root, JsonObject network) throws SettingsException {
        String set = network.text("network_backend");
        if (!set.isEmpty()) {
            return set.equals(CNI) ? onRequest(network) : unused("network_backend is \"" + set + "\"");
        }
        String chosen = chosenBackend(root);
        return chosen.equals(CNI)
                ? onRequest(network)
                : unused(
                        chosen.isEmpty()
                                ? "network_backend is not set, and netavark is the default"
                                : CHOSEN_BACKEND + " contains \"" + chosen + "\"");
    }

    private static NetworkFileRule onRequest(JsonObject network) {
        return new NetworkFileRule.OnRequest(text(network, "default_network", "podman"));
    }

    private static NetworkFileRule unused(String reason) {
        return new NetworkFileRule.Unused(reason);
    }

    private static String chosenBackend(NodeRoot root) throws SettingsException {
        try {
            var place = root.existing(CHOSEN_BACKEND);
            return place.isPresent() ? Files.readString(place.get()).strip() : "";
        } catch (IOException e) {
            throw new SettingsException(CHOSEN_BACKEND + ": cannot be read: " + new IoErrorText(e).line());
        }
    }
}
