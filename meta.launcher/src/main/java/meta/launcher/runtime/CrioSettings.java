package meta.launcher.runtime;

import static meta.launcher.runtime.TomlSettings.table;
import static meta.launcher.runtime.TomlSettings.text;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.JsonValue.JsonObject;

/**
 * Reads the CNI settings of CRI-O from {@code crio.conf}, and then from the files in {@code crio.conf.d}, sorted by name. Values in later
 * files have priority.
 */
final class CrioSettings {
    private static final List<String> PROGRAMS = List.of("/usr/bin/crio", "/usr/local/bin/crio");
    private static final String MAIN = "/etc/crio/crio.conf";
    private static final String MORE = "/etc/crio/crio.conf.d";

    private CrioSettings() {}

    /**
     * {@return the settings, one element; empty if neither a settings file nor the program exists}
     *
     * @throws SettingsException if a file or folder that was found cannot be read, or a file is invalid
     */
    static List<ContainerRuntime> read(NodeRoot root) throws SettingsException {
        List<String> files = new ArrayList<>();
        if (root.exists(MAIN)) {
            files.add(MAIN);
        }
        files.addAll(TomlSettings.filesIn(root, MORE));
        if (files.isEmpty() && PROGRAMS.stream().noneMatch(root::exists)) {
            return List.of();
        }
        JsonObject settings = JsonObject.EMPTY;
        for (String file : files) {
            settings = TomlSettings.merged(settings, TomlSettings.read(root, file));
        }
        JsonObject network = table(settings, "crio", "network");
        String name = network.text("cni_default_network");
        return List.of(new ContainerRuntime(
                "CRI-O",
                files,
                text(network, "network_dir", ContainerRuntime.DEFAULT_CONFIG_FOLDER),
                pluginFolders(network),
                name.isEmpty() ? new NetworkFileRule.FirstUsable() : new NetworkFileRule.Named(name),
                ""));
    }

    private static List<String> pluginFolders(JsonObject network) {
        List<String> folders = new ArrayList<>(network.texts("plugin_dirs"));
        String one = network.text("plugin_dir"); // the setting of old versions, which names one folder
        if (!one.isEmpty()) {
            folders.add(one);
        }
        return folders.isEmpty() ? List.of(ContainerRuntime.DEFAULT_PLUGIN_FOLDER) : folders;
    }
}
