package meta.launcher.runtime;

import java.util.List;

/**
 * The CNI settings of a container runtime on a node. All paths are paths in the node's file system.
 *
 * @param name the name of the runtime for people, such as {@code containerd} or {@code containerd, runtime kata}
 * @param files the settings files that were read; empty if the runtime has none
 * @param configFolder the folder of the network configurations; set even if the runtime uses no CNI plugins
 * @param pluginFolders the folders of CNI plugins, in the order in which the runtime searches them
 * @param choice the rule by which the runtime chooses network configurations from {@code configFolder}
 * @param template the file from which containerd creates {@code 10-containerd-net.conflist} if {@code configFolder} contains no usable network
 *     configuration; empty if there is no such file
 */
public record ContainerRuntime(
        String name,
        List<String> files,
        String configFolder,
        List<String> pluginFolders,
        NetworkFileRule choice,
        String template) {
    /** The folder of network configurations that a runtime uses if its settings name no folder. */
    public static final String DEFAULT_CONFIG_FOLDER = "/etc/cni/net.d";

    /** The folder of CNI plugins that containerd and CRI-O use if their settings name no folder. */
    public static final String DEFAULT_PLUGIN_FOLDER = "/opt/cni/bin";

    public ContainerRuntime {
        files = List.copyOf(files);
        pluginFolders = List.copyOf(pluginFolders);
    }

    /** {@return whether the runtime uses CNI plugins} */
    public boolean usesCni() {
        return !(choice instanceof NetworkFileRule.Unused);
    }
}
