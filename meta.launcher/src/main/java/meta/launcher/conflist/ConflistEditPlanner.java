package meta.launcher.conflist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import meta.core.plugin.Catalog;
import meta.launcher.runtime.NodeRoot;

/** Plans edits of a node's network configurations: the addition of a plugin, or the removal of plugins. Only {@link Planned#apply} changes files. */
public record ConflistEditPlanner(NodeRoot root) {

    /**
     * A planned edit.
     *
     * @param file the path on the node of the network configuration, which need not be the file that changes
     * @param changes the changes, in order; none if there is nothing to do
     */
    public record Planned(NodeRoot root, String file, List<FileChange> changes) {
        public Planned {
            changes = List.copyOf(changes);
        }

        /**
         * {@return the path on the node of the list that the edit changes} If {@link #file} has a single plugin, this is the list to which
         * it is or would be converted.
         */
        public String editedFile() {
            NetworkFile edited = new NetworkFile(root, file);
            return edited.isList() ? file : edited.converted().path();
        }

        /**
         * {@return whether an edit of {@link ConflistEditPlanner#add} replaces the options of a plugin that the list already contains}
         *
         * @throws ConflistException if the present content of the list is not valid
         */
        public boolean replaces(String type) throws ConflistException {
            for (FileChange change : changes) {
                if (change instanceof FileChange.Replace(var _, String before, var _)
                        && !ConflistText.of(before.getBytes(StandardCharsets.ISO_8859_1))
                                .indexesOf(type)
                                .isEmpty()) {
                    return true;
                }
            }
            return false;
        }

        /** {@return the changes as text for people: a unified diff, and a comment line for each renamed file; empty if there is nothing to do} */
        public String diff() {
            StringBuilder text = new StringBuilder();
            changes.forEach(change -> text.append(change.diff(root)));
            return text.toString();
        }

        /**
         * Applies the changes in order. If a change fails, the earlier changes remain.
         *
         * @throws ConflistException if another program has changed a file since the edit was planned, the owner and mode of a file cannot
         *     be kept, or an I/O error occurs after an earlier change
         * @throws IOException if an I/O error occurs in the first change of a file; the file may already be changed
         */
        public void apply() throws IOException, ConflistException {
            new FileChangeApplier("; run the command again").apply(changes);
        }
    }

    /**
     * {@return the path on the node of the file that the user names on a command line}
     *
     * @param network the path of a file, which need not exist; or the name of a file or of a network. A text with a slash is a path. If a
     *     file was converted to a list, its former name also counts; the result is then the path of the former file, which does not exist
     * @throws ConflistException if no file has this name or network, or if several files have it
     * @throws IOException if a folder or a network configuration cannot be read
     */
    public String path(String network) throws IOException, ConflistException {
        return Networks.of(root).find(network).path();
    }

    /**
     * {@return the edit that adds a plugin to a network configuration, or replaces its options}
     *
     * @param network a text as for {@link #path}
     * @param entry the plugin to add
     * @param catalog the plugin types and steps that exist; the configuration of the plugin is checked with them
     * @param convert whether a file with a single plugin may be converted to a list
     * @throws ConflistException if the file is not found or cannot be edited, or if an ADD would reject the edited configuration
     * @throws IOException if a file cannot be read
     */
    public Planned add(String network, ChainEntry entry, Catalog catalog, boolean convert)
            throws IOException, ConflistException {
        NetworkFile file = Networks.of(root).find(network);
        return new Planned(
                root, file.path(), new EntryAdditionPlanner(entry, EntryCheck.on(root, catalog)).to(file, convert));
    }

    /**
     * {@return the edit that removes all plugins of these types from a network configuration}
     *
     * @param network a text as for {@link #path}
     * @throws ConflistException if the file is not found or cannot be edited
     * @throws IOException if a file cannot be read
     */
    public Planned remove(String network, Set<String> types) throws IOException, ConflistException {
        NetworkFile file = Networks.of(root).find(network);
        return new Planned(root, file.path(), new EntryRemovalPlanner(types).from(file));
    }
}
