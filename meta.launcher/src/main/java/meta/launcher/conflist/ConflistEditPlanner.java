package meta.launcher.conflist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import meta.core.plugin.Catalog;
import meta.launcher.runtime.NodeRoot;

/** Plans the addition and removal of plugins in a node's network configurations. Only {@link Planned#apply} changes files. */
public record ConflistEditPlanner(NodeRoot root) {

    /**
     * A planned edit.
     *
     * @param file the path on the node of the network configuration; another file may change
     * @param changes the changes, in order; none if there is nothing to do
     */
    public record Planned(NodeRoot root, String file, List<FileChange> changes) {
        public Planned {
            changes = List.copyOf(changes);
        }

        /**
         * {@return the path on the node of the list: {@link #file}, or the list that a conversion of this file creates} The list need not
         * exist.
         */
        public String editedFile() {
            NetworkFile edited = new NetworkFile(root, file);
            return edited.isList() ? file : edited.converted().path();
        }

        /**
         * {@return whether an edit of {@link ConflistEditPlanner#add} replaces the options of a plugin of this type in the list}
         *
         * @throws ConflistException if the content before the edit is not a valid list
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

        /** {@return the changes as text for people: unified diffs, and a comment line for each renamed file} */
        public String diff() {
            StringBuilder text = new StringBuilder();
            changes.forEach(change -> text.append(change.diff(root)));
            return text.toString();
        }

        /**
         * Applies the changes in order. If a change fails, the earlier changes remain.
         *
         * @throws ConflistException if another program has changed a file since the edit was planned, the owner, group or mode of a file
         *     cannot be kept, an I/O error occurs after an earlier change, or the folder of a changed file cannot be synced
         * @throws IOException if an I/O error occurs in the first change
         */
        public void apply() throws IOException, ConflistException {
            new FileChangeApplier("; run the command again").apply(changes);
        }
    }

    /**
     * {@return the path on the node of the file that the user names on a command line} The file need not exist.
     *
     * @param network the path of a file, or the name of a file or of a network; a text with a slash is a path
     * @throws ConflistException if a name is not found or is ambiguous
     * @throws IOException if a folder or a network configuration cannot be read
     */
    public String path(String network) throws IOException, ConflistException {
        return Networks.of(root).find(network).path();
    }

    /**
     * {@return the edit that adds a plugin to a network configuration, or replaces the options of the plugin}
     *
     * @param network a text as for {@link #path}
     * @param catalog the plugin types and steps that exist
     * @param convert whether a file with a single plugin may be converted to a list
     * @throws ConflistException if the file is not found or cannot be edited, or if the edited configuration is invalid
     * @throws IOException if a file cannot be read
     */
    public Planned add(String network, ChainEntry entry, Catalog catalog, boolean convert)
            throws IOException, ConflistException {
        NetworkFile file = Networks.of(root).find(network);
        return new Planned(
                root, file.path(), new EntryAdditionPlanner(entry, EntryCheck.on(root, catalog)).to(file, convert));
    }

    /**
     * {@return the edit that removes the plugins of these types from a configuration list}
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
