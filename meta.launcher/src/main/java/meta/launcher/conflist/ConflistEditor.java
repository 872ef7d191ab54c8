package meta.launcher.conflist;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import meta.core.plugin.Catalog;
import meta.launcher.runtime.NodeRoot;

/**
 * Plans edits that add plugins to the network configurations of a node, or remove plugins.
 *
 * @param root the file system of the node
 */
public record ConflistEditor(NodeRoot root) {

    /**
     * An edit that is planned.
     *
     * @param root the file system of the node
     * @param file the path on the node of the file that was edited or is named by the user
     * @param changes the changes; none if there is nothing to do
     */
    public record Planned(NodeRoot root, String file, List<FileChange> changes) {
        public Planned {
            changes = List.copyOf(changes);
        }

        /**
         * {@return the path on the node of the list that contains the plugins} It differs from {@code file} if that file is converted, or
         * was converted earlier.
         */
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
         * @throws ConflistException if another program has changed a file since the edit was planned, or its owner and mode cannot be kept;
         *     or if a file cannot be written after another file of the edit was changed. In both cases, the message contains the changed files
         * @throws IOException if a file cannot be written, and no other file was changed
         */
        public void apply() throws IOException, ConflistException {
            FileChanges.apply(changes);
        }
    }

    /**
     * {@return the path on the node of the file that a command line gives}
     *
     * @param network a path, the name of a file, or the name of a network
     * @throws ConflistException if no file has this name or network, or more than one has; a path is not checked
     */
    public String path(String network) throws IOException, ConflistException {
        return Networks.of(root).find(network).path();
    }

    /**
     * {@return the changes that add a plugin to a chain; nothing is written}
     *
     * @param network a path, the name of a file, or the name of a network
     * @param entry the plugin
     * @param catalog the types and steps with which the entry is checked
     * @param convert whether a file with one plugin may be converted to a list
     * @throws ConflistException if there is no such file, it cannot be edited, or a call would reject the result
     */
    public Planned add(String network, Entry entry, Catalog catalog, boolean convert)
            throws IOException, ConflistException {
        NetworkFile file = Networks.of(root).find(network);
        return new Planned(root, file.path(), new AddEntry(entry, EntryCheck.on(root, catalog)).to(file, convert));
    }

    /**
     * {@return the changes that remove all plugins of these types from a chain; nothing is written}
     *
     * @param network a path, the name of a file, or the name of a network
     * @throws ConflistException if there is no such file, or it cannot be edited
     */
    public Planned remove(String network, Set<String> types) throws IOException, ConflistException {
        NetworkFile file = Networks.of(root).find(network);
        return new Planned(root, file.path(), new RemoveEntry(types).from(file));
    }
}
