package meta.launcher.runtime;

import static meta.launcher.runtime.SettingsFile.table;
import static meta.launcher.runtime.SettingsFile.text;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.JsonValue.JsonObject;

/**
 * Reads the settings of CRI-O: {@code /etc/crio/crio.conf}, then the files of {@code crio.conf.d} in byte order. Values of later files replace those
 * of earlier files.
 */
final class CrioSettings {
    private static final List<String> PROGRAMS = List.of("/usr/bin/crio", "/usr/local/bin/crio");
    private static final String MAIN = "/etc/crio/crio.conf";
    private static final String MORE = "/etc/crio/crio.conf.d";

    private CrioSettings() {}

    /** {@return the settings; none if there is neither a file nor the program} */
    static List<ContainerRuntime> read(NodeRoot root) throws SettingsException {
        List<String> files = new ArrayList<>();
        if (root.exists(MAIN)) {
            files.add(MAIN);
        }
        files.addAll(SettingsFile.filesIn(root, MORE));
        if (files.isEmpty() && PROGRAMS.stream().noneMatch(root::exists)) {
            return List.of();
        }
        JsonObject settings = JsonObject.EMPTY;
        for (String file : files) {
            settings = SettingsFile.merged(settings, SettingsFile.read(root, file));
        }
        JsonObject network = table(settings, "crio", "network");
        String name = network.text("cni_default_network");
        return List.of(new ContainerRuntime(
                "CRI-O",
                files,
                text(network, "network_dir", ContainerRuntime.DEFAULT_CONFIG_FOLDER),
                pluginFolders(network),
                name.isEmpty() ? new NetworkChoice.FirstUsable() : new NetworkChoice.Named(name),
                ""));
    }

    private static List<String> pluginFolders(JsonObject network) {
        List<String> folders = new ArrayList<>(network.texts("plugin_dirs"));
        String one = network.text("plugin_dir"); // the name of the setting in old versions
        if (!one.isEmpty()) {
            folders.add(one);
        }
        return folders.isEmpty() ? List.of(ContainerRuntime.DEFAULT_PLUGIN_FOLDER) : folders;
    }
}
