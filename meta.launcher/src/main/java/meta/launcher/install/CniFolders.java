package meta.launcher.install;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.launcher.runtime.ContainerRuntime;
import meta.launcher.runtime.NodeRoot;
import meta.launcher.runtime.NodeRuntimes;

/** Finds the CNI folders of a node: from the settings of its container runtimes, else those of known distributions that exist. */
final class CniFolders {
    /**
     * A folder that a distribution uses. These distributions are not tested.
     *
     * @param source the document that names the folder
     */
    record Known(String distribution, String folder, String source) {}

    /** The folders of distributions, in the order in which they are tried. The folders of Linux distributions' packages come last. */
    static final List<Known> KNOWN = List.of(
            new Known("k3s", "/var/lib/rancher/k3s/data/cni", "https://docs.k3s.io/networking/multus-ipams"),
            new Known(
                    "MicroK8s",
                    "/var/snap/microk8s/current/opt/cni/bin",
                    "https://istio.io/latest/docs/ambient/install/platform-prerequisites"),
            // a value of istio-cni for this platform; its documentation describes GKE's folder only as "nonstandard"
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
            // assumed: no page of RKE2 names the folder. Its containerd has settings from this template, which sets
            // bin_dir only with
            // flannel, and RKE2 has none; so the default of containerd applies
            new Known(
                    "RKE2", "/opt/cni/bin", "https://github.com/k3s-io/k3s/blob/main/pkg/agent/templates/templates.go"),
            new Known("Debian", "/usr/lib/cni", "https://packages.debian.org/stable/containernetworking-plugins"),
            new Known(
                    "Fedora",
                    "/usr/libexec/cni",
                    "https://packages.fedoraproject.org/pkgs/containernetworking-plugins"));

    private CniFolders() {}

    /**
     * {@return the folders, as paths on the node}
     *
     * @param given the folders of {@code --cni-bin-dir}; they are used alone if there are any
     */
    static List<String> of(NodeRoot root, List<String> given) throws InstallException {
        for (String folder : given) {
            if (!folder.startsWith("/") || List.of(folder.split("/", -1)).contains("..")) {
                throw new InstallException(
                        "--cni-bin-dir: \"" + folder + "\": an absolute path without .. is accepted");
            }
        }
        if (!given.isEmpty()) {
            return given.stream().map(CniFolders::withoutSlash).distinct().toList();
        }
        NodeRuntimes runtimes = NodeRuntimes.read(root);
        if (!runtimes.problems().isEmpty()) {
            throw new InstallException(
                    String.join("; ", runtimes.problems()) + "; or name the folder with --cni-bin-dir");
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
            throw new InstallException("no CNI folder was found below " + root.folder() + ", of " + known()
                    + "; look at bin_dir or bin_dirs of [plugins.*.cni] in containerd's config.toml, plugin_dirs of"
                    + " [crio.network] in CRI-O's crio.conf, or cni_plugin_dirs of [network] in podman's containers.conf, and"
                    + " name the folder with --cni-bin-dir");
        }
        return List.copyOf(found);
    }

    /** {@return the existing folders of a runtime; if its only folder does not exist, that folder, because the runtime waits for plugins there} */
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
