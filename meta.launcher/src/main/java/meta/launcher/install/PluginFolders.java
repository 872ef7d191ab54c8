package meta.launcher.install;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.launcher.runtime.ContainerRuntime;
import meta.launcher.runtime.NodeRoot;
import meta.launcher.runtime.NodeRuntimes;

/**
 * Finds the CNI plugin folders of a node: those in the settings of its container runtimes or, if none can be used, the existing {@link
 * #KNOWN} folders.
 */
final class PluginFolders {
    /**
     * A CNI plugin folder of a distribution.
     *
     * @param folder the path on the node
     * @param source the URL of a document that supports this
     */
    record Known(String distribution, String folder, String source) {}

    static final List<Known> KNOWN = List.of(
            new Known("k3s", "/var/lib/rancher/k3s/data/cni", "https://docs.k3s.io/networking/multus-ipams"),
            new Known(
                    "MicroK8s",
                    "/var/snap/microk8s/current/opt/cni/bin",
                    "https://istio.io/latest/docs/ambient/install/platform-prerequisites"),
            // the value that istio-cni uses on GKE; the page only says that GKE's folder is "nonstandard"
            new Known(
                    "GKE",
                    "/home/kubernetes/bin",
                    "https://istio.io/latest/docs/ambient/install/platform-prerequisites"),
            // plugin_dirs in the settings of CRI-O
            new Known(
                    "OpenShift",
                    "/var/lib/cni/bin",
                    "https://github.com/openshift/machine-config-operator/blob/main/templates/worker/01-worker-container-runtime/_base/files/crio.yaml"),
            new Known("Talos", "/opt/cni/bin", "https://github.com/siderolabs/talos/discussions/7583"),
            // bin_dirs in the settings of containerd
            new Known(
                    "Bottlerocket",
                    "/opt/cni/bin",
                    "https://github.com/bottlerocket-os/bottlerocket-core-kit/blob/develop/packages/containerd-2.1/containerd-config-toml_k8s_containerd_sock"),
            // an assumption, because RKE2's documentation does not name the folder: the template sets bin_dir only
            // for the built-in flannel, which RKE2 does not use; otherwise containerd's default applies
            new Known(
                    "RKE2", "/opt/cni/bin", "https://github.com/k3s-io/k3s/blob/main/pkg/agent/templates/templates.go"),
            new Known("Debian", "/usr/lib/cni", "https://packages.debian.org/stable/containernetworking-plugins"),
            new Known(
                    "Fedora",
                    "/usr/libexec/cni",
                    "https://packages.fedoraproject.org/pkgs/containernetworking-plugins"));

    private PluginFolders() {}

    /**
     * {@return the CNI plugin folders, as paths on the node; at least one} They need not exist.
     *
     * @param given the folders of the option {@code --cni-bin-dir}; if there are any, only these are returned
     * @throws InstallException if a given folder is not an absolute path or has a part {@code ..}; without given folders, if the settings
     *     of a runtime cannot be read, or no folder is found
     */
    static List<String> of(NodeRoot root, List<String> given) throws InstallException {
        for (String folder : given) {
            if (!folder.startsWith("/") || List.of(folder.split("/", -1)).contains("..")) {
                throw new InstallException(
                        "--cni-bin-dir: \"" + folder + "\": an absolute path without .. is expected");
            }
        }
        if (!given.isEmpty()) {
            return given.stream().map(PluginFolders::withoutSlash).distinct().toList();
        }
        NodeRuntimes runtimes = NodeRuntimes.read(root);
        if (!runtimes.problems().isEmpty()) {
            throw new InstallException(String.join("; ", runtimes.problems())
                    + "; correct the settings, or name the folder with --cni-bin-dir");
        }
        Set<String> found = new LinkedHashSet<>();
        for (ContainerRuntime runtime : runtimes.runtimes()) {
            if (runtime.usesCni()) {
                usable(root, runtime.pluginFolders()).forEach(folder -> found.add(withoutSlash(folder)));
            }
        }
        if (found.isEmpty()) {
            KNOWN.stream().map(Known::folder).distinct().filter(root::exists).forEach(found::add);
        }
        if (found.isEmpty()) {
            throw new InstallException("no folder of CNI plugins was found below " + root.folder()
                    + "; these do not exist: " + known()
                    + "; look at bin_dir or bin_dirs of [plugins.*.cni] in containerd's config.toml, plugin_dirs of"
                    + " [crio.network] in CRI-O's crio.conf, or cni_plugin_dirs of [network] in podman's containers.conf, and"
                    + " name the folder with --cni-bin-dir");
        }
        return List.copyOf(found);
    }

    /** {@return the existing folders; if none exists and there is only one folder, that folder} */
    private static List<String> usable(NodeRoot root, List<String> folders) {
        List<String> existing = folders.stream().filter(root::exists).toList();
        return existing.isEmpty() && folders.size() == 1 ? folders : existing;
    }

    private static String known() {
        List<String> folders = new ArrayList<>();
        KNOWN.stream().map(Known::folder).distinct().forEach(folders::add);
        return String.join(", ", folders);
    }

    private static String withoutSlash(String folder) {
        return folder.length() > 1 && folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    }
}
