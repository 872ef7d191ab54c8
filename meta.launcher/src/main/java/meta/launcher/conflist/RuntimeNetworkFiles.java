package meta.launcher.conflist;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.launcher.runtime.ContainerRuntime;
import meta.launcher.runtime.NetworkFileRule;
import meta.launcher.runtime.NodeRoot;
import meta.netlink.unix.IoErrorText;

/**
 * The network configurations in the folder of a container runtime, and which of them the runtime uses.
 *
 * @param files the files in byte order of their names; none if the runtime uses no CNI plugins
 * @param used the files that the runtime uses; for podman, the usable lists, from which the user of a container chooses by network name
 * @param problem the reason why the runtime has no network; empty if it has one, or if it uses no CNI plugins
 */
public record RuntimeNetworkFiles(ContainerRuntime runtime, List<File> files, List<File> used, String problem) {

    /**
     * A file with a network configuration.
     *
     * @param path the path on the node
     * @param network the name of the network; empty if it is not known
     * @param types the types of the plugins in order or, without a list of plugins, the type of the document itself; an empty text for a
     *     missing type; none if the file cannot be read or parsed
     * @param problem the reason why the file counts as unusable; empty if it counts as usable
     */
    public record File(String path, String network, List<String> types, String problem) {
        public File {
            types = List.copyOf(types);
        }

        static File of(NetworkFile file) {
            try {
                PluginByteOffsets content = PluginByteOffsets.in(file.read());
                List<String> types = content.isList()
                        ? content.plugins().stream()
                                .map(PluginByteOffsets.Plugin::type)
                                .toList()
                        : List.of(content.type());
                return new File(file.path(), content.name(), types, problem(file, content));
            } catch (ConflistException e) {
                return unreadable(file, String.valueOf(e.getMessage()));
            } catch (NoSuchFileException e) {
                // for example, the file is a symbolic link that leads nowhere
                return unreadable(file, "no such file: " + e.getFile());
            } catch (IOException e) {
                return unreadable(file, "cannot be read: " + new IoErrorText(e).line());
            }
        }

        private static File unreadable(NetworkFile file, String problem) {
            return new File(file.path(), "", List.of(), problem);
        }

        private static String problem(NetworkFile file, PluginByteOffsets content) {
            if (!file.isList()) {
                return content.type().isEmpty()
                        ? "type: missing; a file with this ending contains a single plugin"
                        : "";
            }
            if (content.name().isEmpty()) {
                return "name: missing";
            }
            return content.plugins().isEmpty() ? "plugins: missing or empty" : "";
        }

        boolean isUsable() {
            return problem.isEmpty();
        }
    }

    public RuntimeNetworkFiles {
        files = List.copyOf(files);
        used = List.copyOf(used);
    }

    /** {@return the present files of a runtime} */
    static RuntimeNetworkFiles of(NodeRoot root, ContainerRuntime runtime) throws IOException {
        List<File> files = new ArrayList<>();
        if (runtime.usesCni()) {
            for (NetworkFile file : NetworkFile.in(root, runtime.configFolder())) {
                files.add(File.of(file));
            }
        }
        return of(runtime, files);
    }

    /**
     * {@return the files of a runtime, with those that it uses}
     *
     * @param files as in the result
     */
    static RuntimeNetworkFiles of(ContainerRuntime runtime, List<File> files) {
        List<File> usable = files.stream().filter(File::isUsable).toList();
        List<File> used = switch (runtime.choice()) {
            case NetworkFileRule.First(int count) ->
                files.subList(0, count == 0 ? files.size() : Math.min(count, files.size()));
            case NetworkFileRule.FirstUsable() -> usable.subList(0, Math.min(1, usable.size()));
            case NetworkFileRule.Named(String network) ->
                usable.stream()
                        .filter(file -> file.network().equals(network))
                        .limit(1)
                        .toList();
            case NetworkFileRule.OnRequest _ ->
                usable.stream()
                        .filter(file -> file.path().endsWith(NetworkFile.LIST))
                        .toList();
            case NetworkFileRule.Unused _ -> List.of();
        };
        if (!used.stream().allMatch(File::isUsable)) { // containerd uses none of these files if one of them is broken
            File broken =
                    used.stream().filter(file -> !file.isUsable()).findFirst().orElseThrow();
            return new RuntimeNetworkFiles(
                    runtime, files, List.of(), "no network, because " + broken.path() + " is broken");
        }
        boolean missing = used.isEmpty() && runtime.usesCni();
        return new RuntimeNetworkFiles(runtime, files, used, missing ? "no network: no usable file" : "");
    }

    /** {@return the types of all plugins in the {@link #used} files} */
    Set<String> usedTypes() {
        Set<String> types = new LinkedHashSet<>();
        used.forEach(file -> types.addAll(file.types()));
        return types;
    }
}
