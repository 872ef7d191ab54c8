package meta.launcher.runtime;

import java.util.List;

/**
 * The CNI settings of a container runtime. The paths are paths in the node's file system.
 *
 * @param name the name of the runtime for people
 * @param files the settings files that were read
 * @param configFolder the folder of the network configurations
 * @param pluginFolders the folders of CNI plugins, in search order
 * @param choice the rule by which the runtime chooses network configurations
 * @param template the template from which containerd creates a network configuration if it finds no usable one; empty for no template
 */
public record ContainerRuntime(
        String name,
        List<String> files,
        String configFolder,
        List<String> pluginFolders,
        NetworkFileRule choice,
        String template) {
    /** The folder of network configurations of a runtime whose settings name no folder. */
    public static final String DEFAULT_CONFIG_FOLDER = "/etc/cni/net.d";

    /** The folder of CNI plugins of containerd and CRI-O if their settings name no folder. */
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
