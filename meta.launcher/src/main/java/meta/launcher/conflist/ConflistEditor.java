package meta.launcher.conflist;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import meta.core.plugin.Catalog;
import meta.launcher.runtime.NodeRoot;

/**
 * Puts plugins into the network configurations of a node and takes them out.
 *
 * @param root the file system of the node
 */
public record ConflistEditor(NodeRoot root) {

    /**
     * An edit that is planned.
     *
     * @param file the path of the file on the node
     * @param changes the changes; none if there is nothing to do
     */
    public record Planned(NodeRoot root, String file, List<FileChange> changes) {
        public Planned {
            changes = List.copyOf(changes);
        }

        /** {@return the path of the list with the plugins; it differs from {@code file} if that file is or was converted} */
        public String editedFile() {
            NetworkFile edited = new NetworkFile(root, file);
            return edited.isList() ? file : edited.converted().path();
        }

        /** {@return the changes as a unified diff} */
        public String diff() {
            StringBuilder text = new StringBuilder();
            changes.forEach(change -> text.append(change.diff(root)));
            return text.toString();
        }

        /**
         * Writes the files.
         *
         * @throws ConflistException if another program has changed a file meanwhile
         */
        public void apply() throws IOException, ConflistException {
            FileChanges.apply(changes);
        }
    }

    /**
     * {@return the path on the node of the file that the user has named}
     *
     * @param network a path, the name of a file, or the name of a network
     * @throws ConflistException if there is no such file
     */
    public String path(String network) throws IOException, ConflistException {
        return Networks.of(root).find(network).path();
    }

    /**
     * {@return the changes that put a plugin into a chain}
     *
     * @param network a path, the name of a file, or the name of a network
     * @param catalog the types and steps that check the entry
     * @param convert whether a file with one plugin becomes a list
     * @throws ConflistException if the file cannot be edited or the outcome would be rejected
     */
    public Planned add(String network, Entry entry, Catalog catalog, boolean convert)
            throws IOException, ConflistException {
        NetworkFile file = Networks.of(root).find(network);
        return new Planned(root, file.path(), new AddEntry(entry, EntryCheck.on(root, catalog)).to(file, convert));
    }

    /**
     * {@return the changes that take the plugins of these types out of a chain}
     *
     * @throws ConflistException if the file cannot be edited
     */
    public Planned remove(String network, Set<String> types) throws IOException, ConflistException {
        NetworkFile file = Networks.of(root).find(network);
        return new Planned(root, file.path(), new RemoveEntry(types).from(file));
    }
}
