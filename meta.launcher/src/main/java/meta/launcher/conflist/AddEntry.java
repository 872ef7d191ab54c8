package meta.launcher.conflist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Plans the changes that put a plugin into a chain.
 *
 * @param entry the plugin
 * @param check checks the plugin in its chain
 */
record AddEntry(Entry entry, EntryCheck check) {

    /**
     * {@return the changes; none if the plugin is in the chain}
     *
     * @param file a list, or with {@code convert} a file with one plugin
     * @throws ConflistException if the file cannot be edited or the outcome would be rejected
     */
    List<FileChange> to(NetworkFile file, boolean convert) throws IOException, ConflistException {
        try {
            return file.isList() ? toList(file) : toSingle(file, convert);
        } catch (ConflistException e) {
            throw e.in(file.path());
        }
    }

    private List<FileChange> toList(NetworkFile file) throws IOException, ConflistException {
        if (!file.exists()) {
            throw new ConflistException("no such file");
        }
        byte[] before = file.read();
        ChainText after = checked(ChainText.of(before));
        List<FileChange> changes = new ArrayList<>(replacement(file, text(before), text(after.bytes())));
        String others = text(RemoveEntry.without(Set.of(entry.type()), after).bytes());
        for (NetworkFile single : file.singles()) {
            if (single.exists() && Conversion.isOutcome(others, single)) { // an interrupted conversion
                changes.add(new FileChange.Rename(single.link(), single.saved().link()));
            }
        }
        return changes;
    }

    /** {@return the change of a file's content, and the announcement that it needs} */
    static List<FileChange> replacement(NetworkFile file, String before, String after) throws IOException {
        if (before.equals(after)) {
            return List.of();
        }
        List<FileChange> changes = new ArrayList<>();
        changes.add(new FileChange.Replace(file.place(), before, after));
        var folder = file.link().getParent();
        if (folder != null && !folder.equals(file.place().getParent())) {
            changes.add(new FileChange.Announce(folder));
        }
        return changes;
    }

    private List<FileChange> toSingle(NetworkFile file, boolean convert) throws IOException, ConflistException {
        NetworkFile list = file.converted();
        if (!file.exists()) {
            if (file.saved().exists() && list.exists()) {
                return toList(list); // it was converted before
            }
            throw new ConflistException("no such file");
        }
        byte[] single = file.read();
        String converted = Conversion.list(single);
        if (!convert) {
            throw new ConflistException(
                    "has one plugin and no list; --convert makes " + list.name() + " of it, and remove undoes that");
        }
        String outcome = text(checked(ChainText.of(bytes(converted))).bytes());
        List<FileChange> changes = new ArrayList<>();
        if (!list.exists()) {
            changes.add(new FileChange.Create(list.link(), file.place(), outcome));
        } else if (!list.text().equals(outcome)) { // the same content is there after an interrupted conversion
            throw new ConflistException(list.name() + " exists in this folder; use it instead, or remove it first");
        }
        changes.add(new FileChange.Rename(file.link(), file.saved().link()));
        return changes;
    }

    private ChainText checked(ChainText before) throws ConflistException {
        ChainText after = entry.in(before);
        check.require(after, after.indexesOf(entry.type()).getFirst());
        return after;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
