package meta.launcher.install;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.launcher.runtime.NodeRoot;
import meta.launcher.runtime.NodeRuntimes;

/** Finds the CNI folders of a node: from the settings of its container runtimes, else those of known distributions that exist. */
final class CniFolders {
    /**
     * A folder that a distribution uses.
     *
     * @param source the documentation that names it
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
            // the default of the SR-IOV operator, which is made for OpenShift
            new Known(
                    "OpenShift", "/var/lib/cni/bin", "https://github.com/k8snetworkplumbingwg/sriov-network-operator"),
            new Known("Talos", "/opt/cni/bin", "https://github.com/siderolabs/talos/discussions/7583"),
            // containerd's default; no page of these two names another folder
            new Known(
                    "RKE2, Bottlerocket",
                    "/opt/cni/bin",
                    "https://github.com/containerd/containerd/blob/main/docs/cri/config.md"),
            new Known("Debian", "/usr/lib/cni", "https://packages.debian.org/stable/containernetworking-plugins"),
            new Known(
                    "Fedora",
                    "/usr/libexec/cni",
                    "https://packages.fedoraproject.org/pkgs/containernetworking-plugins"));

    private static final Set<String> DEFAULTS = Set.of("/opt/cni/bin", "/usr/lib/cni", "/usr/libexec/cni");

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
        for (String folder : runtimes.pluginFolders()) {
            if (!DEFAULTS.contains(folder) || root.exists(folder)) {
                found.add(withoutSlash(folder));
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

    private static String known() {
        List<String> folders = new ArrayList<>();
        KNOWN.stream().map(Known::folder).distinct().forEach(folders::add);
        return String.join(", ", folders);
    }

    private static String withoutSlash(String folder) {
        return folder.length() > 1 && folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    }
}
