package meta.launcher.conflist;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import meta.launcher.runtime.ContainerRuntime;
import meta.launcher.runtime.NetworkFileRule;
import meta.launcher.runtime.NodeRoot;
import meta.launcher.runtime.NodeRuntimes;

/**
 * The network configurations that the container runtimes of a node use.
 *
 * @param runtimes the container runtimes whose settings can be read
 * @param restored the plugins that have a record of {@code metactl conflist add --keep}
 * @param problems the path and the reason for each installation whose settings cannot be read
 */
public record ConflistStatus(List<RuntimeNetworkFiles> runtimes, List<RestoredEntry> restored, List<String> problems) {
    public ConflistStatus {
        runtimes = List.copyOf(runtimes);
        restored = List.copyOf(restored);
        problems = List.copyOf(problems);
    }

    /**
     * {@return the present status of a node}
     *
     * @throws IOException if a folder of network configurations, or a record of a restored entry, cannot be read
     */
    public static ConflistStatus of(NodeRoot root) throws IOException {
        NodeRuntimes found = NodeRuntimes.read(root);
        List<RuntimeNetworkFiles> runtimes = new ArrayList<>();
        for (ContainerRuntime runtime : found.runtimes()) {
            runtimes.add(RuntimeNetworkFiles.of(root, runtime));
        }
        return new ConflistStatus(runtimes, new RestoredEntryRecords(root).all(), found.problems());
    }

    /**
     * {@return the status without the runtimes and restored plugins that do not concern a file}
     *
     * @param path the path of the file on the node
     */
    public ConflistStatus withFile(String path) {
        List<RuntimeNetworkFiles> reading = runtimes.stream()
                .filter(runtime ->
                        runtime.files().stream().anyMatch(file -> file.path().equals(path)))
                .toList();
        return new ConflistStatus(
                reading,
                restored.stream().filter(entry -> entry.file().equals(path)).toList(),
                problems);
    }

    /** {@return whether each runtime that uses CNI plugins uses plugins of all these types} True if no runtime uses CNI plugins. */
    public boolean hasEverywhere(Set<String> types) {
        return runtimes.stream()
                .filter(each -> each.runtime().usesCni())
                .allMatch(each -> each.usedTypes().containsAll(types));
    }

    /** {@return the status as lines for people} */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        problems.forEach(problem -> lines.add("cannot be read: " + problem));
        if (runtimes.isEmpty()) {
            lines.add("no container runtime that reads network configurations was found");
        }
        for (RuntimeNetworkFiles each : runtimes) {
            lines.addAll(lines(each));
        }
        restored.forEach(entry -> lines.add(
                "restored by an agent with --keep-conflists: \"" + entry.entry().type() + "\" in " + entry.file()));
        return lines;
    }

    private static List<String> lines(RuntimeNetworkFiles each) {
        ContainerRuntime runtime = each.runtime();
        List<String> lines = new ArrayList<>();
        String from = runtime.files().isEmpty() ? "defaults" : String.join(", ", runtime.files());
        lines.add(runtime.name() + " (" + from + ")");
        lines.add("  " + reason(runtime));
        for (RuntimeNetworkFiles.File file : each.files()) {
            String content = file.problem().isEmpty()
                    ? "network " + file.network() + ": " + String.join(", ", file.types())
                    : file.problem();
            lines.add("  " + usage(each, file) + file.path() + "  " + content);
        }
        if (!each.problem().isEmpty()) {
            lines.add("  " + each.problem());
        }
        if (!runtime.template().isEmpty()) {
            lines.add("  conf_template " + runtime.template()
                    + ": if no file is usable when the kubelet reports the pods' addresses,"
                    + " containerd writes 10-containerd-net.conflist from it; put the entry there too");
        }
        return lines;
    }

    private static String usage(RuntimeNetworkFiles each, RuntimeNetworkFiles.File file) {
        return each.used().contains(file) ? "uses     " : file.problem().isEmpty() ? "not used " : "broken   ";
    }

    private static String reason(ContainerRuntime runtime) {
        String folder = runtime.configFolder() + ": ";
        String order = " in byte order of those that end in .conf, .conflist or .json";
        return switch (runtime.choice()) {
            case NetworkFileRule.First(int count)
            when count == 0 -> folder + "all files" + order + ", each a network of every pod (max_conf_num is 0)";
            case NetworkFileRule.First(int count)
            when count == 1 -> folder + "the first file" + order + " (max_conf_num is 1)";
            case NetworkFileRule.First(int count) ->
                folder + "the first " + count + " files" + order + ", each a network of every pod (max_conf_num is "
                        + count + ")";
            case NetworkFileRule.FirstUsable() ->
                folder + "the first usable file" + order + " (cni_default_network is not set)";
            case NetworkFileRule.Named(String network) ->
                folder + "the first usable file" + order + " whose network is \"" + network
                        + "\" (cni_default_network)";
            case NetworkFileRule.OnRequest(String network) ->
                folder + "files that end in .conflist, by the name that `podman run --network` gives; without it \""
                        + network + "\"";
            case NetworkFileRule.Unused(String reason) -> "uses no network configuration: " + reason;
        };
    }
}
