package meta.launcher.conflist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.launcher.runtime.ContainerRuntime;
import meta.launcher.runtime.NodeRoot;
import meta.launcher.runtime.NodeRuntimes;

/**
 * Finds the network configurations of a node.
 *
 * @param folders the paths on the node of the folders with network configurations
 */
record Networks(NodeRoot root, Set<String> folders) {

    /** {@return the network configurations in {@code /etc/cni/net.d} and in the folders of {@link NodeRuntimes#configFolders}} */
    static Networks of(NodeRoot root) {
        Set<String> folders = new LinkedHashSet<>(NodeRuntimes.read(root).configFolders());
        folders.add(ContainerRuntime.DEFAULT_CONFIG_FOLDER);
        return new Networks(root, folders);
    }

    /** {@return the network configurations in these folders, which must exist} */
    static Networks in(NodeRoot root, List<String> folders) throws IOException {
        for (String folder : folders) {
            if (!Files.isDirectory(root.locate(folder))) {
                throw new IOException(
                        root.locate(folder) + ": is not a folder; give the folder of network configurations");
            }
        }
        return new Networks(root, new LinkedHashSet<>(folders));
    }

    /**
     * {@return the file that the user names on a command line} The file need not exist.
     *
     * @param named the path of a file, or the name of a file or of a network; a text with a slash is a path. Can also be the former name of
     *     a converted file
     * @throws ConflistException if a name is not found or is ambiguous
     */
    NetworkFile find(String named) throws IOException, ConflistException {
        if (named.contains("/")) {
            return new NetworkFile(
                    root, Path.of(named).toAbsolutePath().normalize().toString());
        }
        List<NetworkFile> found = new ArrayList<>();
        for (NetworkFile file : files()) {
            if (file.name().equals(named) || isNetwork(file, named)) {
                found.add(file);
            }
        }
        if (found.isEmpty() && isFileName(named)) {
            for (String folder : folders) {
                NetworkFile converted = new NetworkFile(root, folder + "/" + named);
                if (converted.saved().exists()) {
                    found.add(converted);
                }
            }
        }
        List<String> paths = found.stream().map(NetworkFile::path).toList();
        // an interrupted conversion leaves a list and its original; the list is used
        found.removeIf(file -> !file.isList() && paths.contains(file.converted().path()));
        if (found.size() == 1) {
            return found.getFirst();
        }
        String there = found.isEmpty()
                ? "no such file or network in " + String.join(", ", folders)
                : "is in several files: " + String.join(", ", paths) + "; give the path of one";
        throw new ConflistException(named + ": " + there);
    }

    private static boolean isFileName(String named) {
        return named.endsWith(NetworkFile.LIST) || NetworkFile.SINGLE.stream().anyMatch(named::endsWith);
    }

    private static boolean isNetwork(NetworkFile file, String name) throws IOException {
        try {
            return file.exists() && file.content().name().equals(name);
        } catch (ConflistException e) {
            return false;
        }
    }

    /** {@return the files in the folders with the endings of network configurations} A folder that does not exist contains none. */
    List<NetworkFile> files() throws IOException {
        List<NetworkFile> files = new ArrayList<>();
        for (String folder : folders) {
            files.addAll(NetworkFile.in(root, folder));
        }
        return files;
    }
}
