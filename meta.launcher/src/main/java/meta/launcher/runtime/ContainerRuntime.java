package meta.launcher.runtime;

import java.util.List;

/**
 * The CNI settings of a container runtime. All paths are paths on the node.
 *
 * @param name for people, such as {@code containerd} or {@code containerd, runtime kata}
 * @param files the files from which the settings were read
 * @param configFolder also set if the runtime uses no CNI plugins
 * @param pluginFolders in the order in which the runtime searches them
 * @param template the file from which containerd creates {@code 10-containerd-net.conflist} if the folder has no usable file; empty if the settings
 *     contain none
 */
public record ContainerRuntime(
        String name,
        List<String> files,
        String configFolder,
        List<String> pluginFolders,
        NetworkChoice choice,
        String template) {
    public static final String DEFAULT_CONFIG_FOLDER = "/etc/cni/net.d";

    public static final String DEFAULT_PLUGIN_FOLDER = "/opt/cni/bin";

    public ContainerRuntime {
        files = List.copyOf(files);
        pluginFolders = List.copyOf(pluginFolders);
    }

    public boolean usesCni() {
        return !(choice instanceof NetworkChoice.Unused);
    }
}
