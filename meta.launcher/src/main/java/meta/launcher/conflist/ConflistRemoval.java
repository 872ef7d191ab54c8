package meta.launcher.conflist;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import meta.launcher.runtime.NodeRoot;

/**
 * The removal of plugins from all network configurations of a node.
 *
 * @param restored the entries of these plugins that an agent with {@code --keep-conflists} would restore
 * @param problems a line for each list that cannot be edited, with the path and the reason
 */
public record ConflistRemoval(List<ConflistEditor.Planned> edits, List<RestoredEntry> restored, List<String> problems) {
    private static final int ATTEMPTS = 3; // of editing a file that another program writes at the same moment

    public ConflistRemoval {
        edits = List.copyOf(edits);
        restored = List.copyOf(restored);
        problems = List.copyOf(problems);
    }

    /**
     * {@return the lists and records with plugins of these types}
     *
     * @param folders folders of network configurations, as paths on the node; if empty, those of the runtimes and {@code /etc/cni/net.d}
     * @throws IOException if one of {@code folders} does not exist, or a file cannot be read
     */
    public static ConflistRemoval plan(NodeRoot root, List<String> folders, Set<String> types) throws IOException {
        List<ConflistEditor.Planned> edits = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        RemoveEntry remove = new RemoveEntry(types);
        Networks networks = folders.isEmpty() ? Networks.of(root) : Networks.in(root, folders);
        for (NetworkFile file : networks.files()) {
            try {
                List<FileChange> changes = file.isList() && file.exists() ? remove.from(file) : List.of();
                if (!changes.isEmpty()) {
                    edits.add(new ConflistEditor.Planned(root, file.path(), changes));
                }
            } catch (ConflistException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        List<RestoredEntry> restored = new RestoredEntryRecords(root)
                .all().stream()
                        .filter(entry -> types.contains(entry.entry().type()))
                        .toList();
        return new ConflistRemoval(edits, restored, problems);
    }

    /**
     * Removes the records of these plugins, because the agent would restore them, and then the plugins from every file that can be edited.
     *
     * @param folders as for {@link #plan}
     * @return a line for each list that cannot be edited, with the path and the reason
     * @throws IOException as for {@link #plan}, or if a file cannot be written; the remaining files are then unchanged
     */
    public static List<String> apply(NodeRoot root, List<String> folders, Set<String> types) throws IOException {
        for (int attempt = 1; ; attempt++) {
            ConflistRemoval removal = plan(root, folders, types);
            for (RestoredEntry entry : removal.restored()) {
                new RestoredEntryRecords(root).delete(entry);
            }
            List<String> problems = new ArrayList<>(removal.problems());
            for (ConflistEditor.Planned edit : removal.edits()) {
                try {
                    edit.apply();
                } catch (ConflistException e) {
                    problems.add(String.valueOf(e.getMessage()));
                }
            }
            if (problems.size() == removal.problems().size() || attempt == ATTEMPTS) {
                return problems;
            }
        }
    }
}
