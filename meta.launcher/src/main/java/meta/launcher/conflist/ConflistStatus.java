package meta.launcher.conflist;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import meta.launcher.runtime.ContainerRuntime;
import meta.launcher.runtime.NetworkChoice;
import meta.launcher.runtime.NodeRoot;
import meta.launcher.runtime.NodeRuntimes;

/**
 * The network configurations that the container runtimes of a node use, and why.
 *
 * @param problems the settings of runtimes that cannot be read, each with the reason
 */
public record ConflistStatus(List<RuntimeFiles> runtimes, List<RestoredEntry> restored, List<String> problems) {
    public ConflistStatus {
        runtimes = List.copyOf(runtimes);
        restored = List.copyOf(restored);
        problems = List.copyOf(problems);
    }

    /** {@return the present status of a node} */
    public static ConflistStatus of(NodeRoot root) throws IOException {
        NodeRuntimes found = NodeRuntimes.read(root);
        List<RuntimeFiles> runtimes = new ArrayList<>();
        for (ContainerRuntime runtime : found.runtimes()) {
            runtimes.add(RuntimeFiles.of(root, runtime));
        }
        return new ConflistStatus(runtimes, new RestoredEntryRecords(root).all(), found.problems());
    }

    /**
     * {@return the status with only the runtimes that have a file in their folder, and the restored entries of the file}
     *
     * @param path the path of the file on the node
     */
    public ConflistStatus withFile(String path) {
        List<RuntimeFiles> reading = runtimes.stream()
                .filter(runtime ->
                        runtime.files().stream().anyMatch(file -> file.path().equals(path)))
                .toList();
        return new ConflistStatus(
                reading,
                restored.stream().filter(entry -> entry.file().equals(path)).toList(),
                problems);
    }

    /**
     * {@return whether the configurations that each runtime uses contain plugins of all these types} A runtime that uses no CNI plugins
     * does not count.
     */
    public boolean hasEverywhere(Set<String> types) {
        return runtimes.stream()
                .filter(each -> each.runtime().usesCni())
                .allMatch(each -> each.usedTypes().containsAll(types));
    }

    /** {@return the status for people} */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        problems.forEach(problem -> lines.add("cannot be read: " + problem));
        if (runtimes.isEmpty()) {
            lines.add("no container runtime that reads network configurations was found");
        }
        for (RuntimeFiles each : runtimes) {
            lines.addAll(lines(each));
        }
        restored.forEach(entry -> lines.add(
                "restored by an agent with --keep-conflists: \"" + entry.entry().type() + "\" in " + entry.file()));
        return lines;
    }

    private static List<String> lines(RuntimeFiles each) {
        ContainerRuntime runtime = each.runtime();
        List<String> lines = new ArrayList<>();
        String from = runtime.files().isEmpty() ? "defaults" : String.join(", ", runtime.files());
        lines.add(runtime.name() + " (" + from + ")");
        lines.add("  " + reason(runtime));
        for (RuntimeFiles.File file : each.files()) {
            String content = file.problem().isEmpty()
                    ? "network " + file.network() + ": " + String.join(", ", file.types())
                    : file.problem();
            lines.add("  " + mark(each, file) + file.path() + "  " + content);
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

    private static String mark(RuntimeFiles each, RuntimeFiles.File file) {
        return each.used().contains(file) ? "uses     " : file.problem().isEmpty() ? "not used " : "broken   ";
    }

    private static String reason(ContainerRuntime runtime) {
        String folder = runtime.configFolder() + ": ";
        String order = " in byte order of those that end in .conf, .conflist or .json";
        return switch (runtime.choice()) {
            case NetworkChoice.First(int count)
            when count == 0 -> folder + "all files" + order + ", each a network of every pod (max_conf_num is 0)";
            case NetworkChoice.First(int count)
            when count == 1 -> folder + "the first file" + order + " (max_conf_num is 1)";
            case NetworkChoice.First(int count) ->
                folder + "the first " + count + " files" + order + ", each a network of every pod (max_conf_num is "
                        + count + ")";
            case NetworkChoice.FirstUsable() ->
                folder + "the first usable file" + order + " (cni_default_network is not set)";
            case NetworkChoice.Named(String network) ->
                folder + "the first usable file" + order + " whose network is \"" + network
                        + "\" (cni_default_network)";
            case NetworkChoice.OnRequest(String network) ->
                folder + "files that end in .conflist, by the name that `podman run --network` gives; without it \""
                        + network + "\"";
            case NetworkChoice.Unused(String reason) -> "uses no network configuration: " + reason;
        };
    }
}
