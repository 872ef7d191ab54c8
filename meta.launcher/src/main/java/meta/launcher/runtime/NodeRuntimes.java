package meta.launcher.runtime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The container runtimes that were found on a node.
 *
 * @param runtimes the runtimes whose settings could be read; there can be several elements for containerd
 * @param problems a text for each installation whose settings cannot be read or are invalid
 */
public record NodeRuntimes(List<ContainerRuntime> runtimes, List<String> problems) {
    public NodeRuntimes {
        runtimes = List.copyOf(runtimes);
        problems = List.copyOf(problems);
    }

    /** {@return the runtimes that are found on a node} */
    public static NodeRuntimes read(NodeRoot root) {
        List<ContainerRuntime> runtimes = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<SettingsReader> readers = new ArrayList<>();
        ContainerdSettings.PLACES.forEach(place -> readers.add(() -> ContainerdSettings.read(root, place)));
        readers.add(() -> CrioSettings.read(root));
        readers.add(() -> PodmanSettings.read(root));
        for (SettingsReader reader : readers) {
            try {
                runtimes.addAll(reader.read());
            } catch (SettingsException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return new NodeRuntimes(runtimes, problems);
    }

    private interface SettingsReader {
        List<ContainerRuntime> read() throws SettingsException;
    }

    /** {@return the configuration folders of the runtimes that use CNI plugins} */
    public Set<String> configFolders() {
        Set<String> folders = new LinkedHashSet<>();
        runtimes.stream().filter(ContainerRuntime::usesCni).forEach(runtime -> folders.add(runtime.configFolder()));
        return folders;
    }
}
