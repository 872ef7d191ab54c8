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
     * @param file the path on the node of the file that the user has given, or that has plugins to remove
     * @param changes the changes; none if there is nothing to do
     */
    public record Planned(NodeRoot root, String file, List<FileChange> changes) {
        public Planned {
            changes = List.copyOf(changes);
        }

        /**
         * {@return the path on the node of the list that the changes are for} This path differs from {@code file} if {@code file} has one
         * plugin: the result is then the path of the list to which {@code file} is or would be converted.
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
         * @throws ConflistException if another program has changed a file since the edit was planned, the owner and mode of a file cannot be
         *     kept, or a file cannot be written after another file of the edit was changed. The message contains the files that were changed
         *     before the error
         * @throws IOException if a file cannot be written, and no other file was changed
         */
        public void apply() throws IOException, ConflistException {
            new FileChanges("; run the command again").apply(changes);
        }
    }

    /**
     * {@return the path on the node of the file that a command line gives}
     *
     * @param network a path, the name of a file, or the name of a network
     * @throws ConflistException if no file has this name or network, or more than one has; a path is not checked
     * @throws IOException if a folder or a file in it cannot be read
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
     * @throws ConflistException if there is no such file or more than one, the file cannot be edited, or an ADD would reject the result
     * @throws IOException if a folder or file cannot be read
     */
    public Planned add(String network, ChainEntry entry, Catalog catalog, boolean convert)
            throws IOException, ConflistException {
        NetworkFile file = Networks.of(root).find(network);
        return new Planned(root, file.path(), new AddEntry(entry, EntryCheck.on(root, catalog)).to(file, convert));
    }

    /**
     * {@return the changes that remove all plugins of these types from a chain; nothing is written}
     *
     * @param network a path, the name of a file, or the name of a network
     * @throws ConflistException if there is no such file or more than one, or the file cannot be edited
     * @throws IOException if a folder or file cannot be read
     */
    public Planned remove(String network, Set<String> types) throws IOException, ConflistException {
        NetworkFile file = Networks.of(root).find(network);
        return new Planned(root, file.path(), new RemoveEntry(types).from(file));
    }
}
