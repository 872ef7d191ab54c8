package meta.launcher.conflist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Plans the changes that remove plugins from a configuration list. If the remaining list is exactly the conversion of a file with a single
 * plugin, this file replaces the list.
 *
 * @param types the types of the plugins to remove
 */
record EntryRemovalPlanner(Set<String> types) {
    EntryRemovalPlanner {
        types = Set.copyOf(types);
    }

    /**
     * {@return the changes, in order} A plugin outside a list is not removed.
     *
     * @param file a list, or a file with a single plugin, which may have been converted to a list
     * @throws ConflistException if neither the file nor its list exists, or the list cannot be edited
     */
    List<FileChange> from(NetworkFile file) throws IOException, ConflistException {
        NetworkFile list = file.isList() ? file : file.converted();
        if (!file.exists() && !list.exists()) {
            throw new ConflistException(file.path() + ": no such file");
        }
        if (!list.exists()) {
            return List.of();
        }
        try {
            return fromList(list);
        } catch (ConflistException e) {
            throw e.in(list.path());
        }
    }

    /** {@return the list without the plugins of these types; the same object if it contains none} */
    static ConflistText without(Set<String> types, ConflistText chain) throws ConflistException {
        ConflistText left = chain;
        for (String type : types) {
            while (!left.indexesOf(type).isEmpty()) {
                left = left.without(left.indexesOf(type).getFirst());
            }
        }
        return left;
    }

    private List<FileChange> fromList(NetworkFile list) throws IOException, ConflistException {
        byte[] before = list.read();
        ConflistText chain = without(types, ConflistText.of(before));
        String from = new String(before, StandardCharsets.ISO_8859_1);
        String to = new String(chain.bytes(), StandardCharsets.ISO_8859_1);
        List<FileChange> changes = new ArrayList<>(EntryAdditionPlanner.replacement(list, from, to));
        for (NetworkFile single : list.singles()) {
            boolean restored = single.exists();
            NetworkFile original = restored ? single : single.saved();
            if (original.exists() && SinglePluginConversion.isOutcome(to, original)) {
                if (!restored) {
                    // before the list is deleted, so that runtimes find a file at every moment
                    changes.add(
                            new FileChange.Restore(original.link(), original.place(), original.text(), single.link()));
                }
                changes.add(new FileChange.Delete(list.link(), to));
                break;
            }
        }
        return changes;
    }
}
