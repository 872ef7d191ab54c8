package meta.launcher.conflist;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import meta.core.plugin.Catalog;
import meta.launcher.runtime.NodeRoot;

/** Plans edits that add plugins to the network configurations of a node, or remove plugins. */
public record ConflistEditor(NodeRoot root) {

    /**
     * A planned edit.
     *
     * @param file the path on the node of the given file
     * @param changes none if there is nothing to do
     */
    public record Planned(NodeRoot root, String file, List<FileChange> changes) {
        public Planned {
            changes = List.copyOf(changes);
        }

        /** {@return the path on the node of the edited list; for a file with one plugin, the list to which it is or would be converted} */
        public String editedFile() {
            NetworkFile edited = new NetworkFile(root, file);
            return edited.isList() ? file : edited.converted().path();
        }

        /** {@return the changes as a unified diff; a renamed file is a comment line} */
        public String diff() {
            StringBuilder text = new StringBuilder();
            changes.forEach(change -> text.append(change.diff(root)));
            return text.toString();
        }

        /**
         * Writes the files.
         *
         * @throws ConflistException if another program has changed a file, its owner and mode cannot be kept, or an error occurs after a
         *     change of another file
         * @throws IOException if a file cannot be written, and no other file was changed
         */
        public void apply() throws IOException, ConflistException {
            new FileChanges("; run the command again").apply(changes);
        }
    }

    /**
     * {@return the path on the node of the file that a command line gives}
     *
     * @param network a path, which is not checked, the name of a file, or the name of a network
     * @throws ConflistException if no file has this name or network, or more than one has
     */
    public String path(String network) throws IOException, ConflistException {
        return Networks.of(root).find(network).path();
    }

    /**
     * {@return the edit that adds a plugin to a chain}
     *
     * @param network as for {@link #path}
     * @param catalog the types and steps with which the entry is checked
     * @param convert whether a file with one plugin may be converted to a list
     * @throws ConflistException if the file is not found or cannot be edited, or an ADD would reject the result
     */
    public Planned add(String network, ChainEntry entry, Catalog catalog, boolean convert)
            throws IOException, ConflistException {
        NetworkFile file = Networks.of(root).find(network);
        return new Planned(root, file.path(), new AddEntry(entry, EntryCheck.on(root, catalog)).to(file, convert));
    }

    /**
     * {@return the edit that removes all plugins of these types from a chain}
     *
     * @param network as for {@link #path}
     * @throws ConflistException if the file is not found or cannot be edited
     */
    public Planned remove(String network, Set<String> types) throws IOException, ConflistException {
        NetworkFile file = Networks.of(root).find(network);
        return new Planned(root, file.path(), new RemoveEntry(types).from(file));
    }
}
