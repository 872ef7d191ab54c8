package meta.launcher.conflist;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meta.launcher.runtime.NodeRoot;
import meta.netlink.unix.IoErrorText;

/**
 * The planned removal of plugins from the configuration lists of a node.
 *
 * @param edits the edits that remove the plugins, or complete an interrupted removal
 * @param restored the plugins of the removed types that have a record of {@code metactl conflist add --keep}
 * @param problems the reason for each list that cannot be edited, by the path of the list on the node
 */
public record ConflistRemoval(
        List<ConflistEditPlanner.Planned> edits, List<RestoredEntry> restored, Map<String, String> problems) {
    private static final int ATTEMPTS = 3;

    public ConflistRemoval {
        edits = List.copyOf(edits);
        restored = List.copyOf(restored);
        problems = Collections.unmodifiableMap(new LinkedHashMap<>(problems));
    }

    /**
     * {@return the planned removal of the plugins of these types from all lists} Changes nothing.
     *
     * @param folders the folders of network configurations, as paths on the node; if there are none, the folders of the runtimes and {@code
     *     /etc/cni/net.d} are used
     * @throws IOException if one of {@code folders} is not an existing folder, or a file or folder cannot be read
     */
    public static ConflistRemoval plan(NodeRoot root, List<String> folders, Set<String> types) throws IOException {
        List<ConflistEditPlanner.Planned> edits = new ArrayList<>();
        Map<String, String> problems = new LinkedHashMap<>();
        EntryRemovalPlanner remove = new EntryRemovalPlanner(types);
        Networks networks = folders.isEmpty() ? Networks.of(root) : Networks.in(root, folders);
        for (NetworkFile file : networks.files()) {
            try {
                List<FileChange> changes = file.isList() && file.exists() ? remove.from(file) : List.of();
                if (!changes.isEmpty()) {
                    edits.add(new ConflistEditPlanner.Planned(root, file.path(), changes));
                }
            } catch (ConflistException e) {
                problems.put(file.path(), String.valueOf(e.getMessage()));
            }
        }
        List<RestoredEntry> restored = new RestoredEntryRecords(root)
                .all().stream()
                        .filter(entry -> types.contains(entry.entry().type()))
                        .toList();
        return new ConflistRemoval(edits, restored, problems);
    }

    /**
     * Deletes the records of {@code metactl conflist add --keep} for these types, and removes the plugins of these types from the lists.
     * Makes up to {@value #ATTEMPTS} attempts if an edit fails.
     *
     * @param folders the folders as for {@link #plan}
     * @return a line for each list that could not be edited, and a line for each deleted record of these lists
     * @throws IOException as for {@link #plan}, or if a record cannot be deleted; earlier changes remain
     */
    public static List<String> apply(NodeRoot root, List<String> folders, Set<String> types) throws IOException {
        List<RestoredEntry> released = new ArrayList<>();
        for (int attempt = 1; ; attempt++) {
            ConflistRemoval removal = plan(root, folders, types);
            for (RestoredEntry entry : removal.restored()) {
                new RestoredEntryRecords(root).delete(entry);
                released.add(entry);
            }
            Map<String, String> problems = new LinkedHashMap<>(removal.problems());
            for (ConflistEditPlanner.Planned edit : removal.edits()) {
                try {
                    edit.apply();
                } catch (ConflistException | IOException e) {
                    problems.put(edit.editedFile(), new IoErrorText(e).at(edit.editedFile()));
                }
            }
            if (problems.size() == removal.problems().size() || attempt == ATTEMPTS) {
                List<String> lines = new ArrayList<>(problems.values());
                lines.addAll(notRestored(released, problems.keySet()));
                return lines;
            }
        }
    }

    private static List<String> notRestored(List<RestoredEntry> released, Set<String> unedited) {
        return released.stream()
                .filter(entry -> unedited.contains(entry.file()))
                .map(entry -> entry.file() + ": the agent no longer restores \""
                        + entry.entry().type() + '"')
                .toList();
    }
}
