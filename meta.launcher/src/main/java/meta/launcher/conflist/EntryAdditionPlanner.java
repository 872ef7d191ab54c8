package meta.launcher.conflist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Plans the changes that add a plugin to a network configuration.
 *
 * @param entry the plugin to add
 * @param check the check that the plugin must pass in the edited configuration
 */
record EntryAdditionPlanner(ChainEntry entry, EntryCheck check) {

    /**
     * {@return the changes, in order} They also complete an interrupted conversion of the file to a list.
     *
     * @param file a list, or a file with a single plugin, which may have been converted to a list
     * @param convert whether the file may be converted to a list
     * @throws ConflistException if neither the file nor its conversion exists, if the file cannot be edited, or if the check fails. The
     *     message begins with the path of the file on the node
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
        ConflistText after = checked(ConflistText.of(before));
        List<FileChange> changes = new ArrayList<>(replacement(file, text(before), text(after.bytes())));
        String others =
                text(EntryRemovalPlanner.without(Set.of(entry.type()), after).bytes());
        for (NetworkFile single : file.singles()) {
            if (single.exists()
                    && SinglePluginConversion.isOutcome(others, single)) { // left by an interrupted conversion
                changes.add(saved(single, single.text()));
            }
        }
        return changes;
    }

    /**
     * {@return the changes that replace the content of a file; none if the content stays the same}
     *
     * @param before the present content, one character for each byte
     * @param after the new content, one character for each byte
     */
    static List<FileChange> replacement(NetworkFile file, String before, String after) throws IOException {
        if (before.equals(after)) {
            return List.of();
        }
        List<FileChange> changes = new ArrayList<>();
        changes.add(new FileChange.Replace(file.place(), before, after));
        var folder = file.link().getParent();
        if (folder != null && !folder.equals(file.place().getParent())) {
            changes.add(new FileChange.NotifyWatchers(folder));
        }
        return changes;
    }

    private List<FileChange> toSingle(NetworkFile file, boolean convert) throws IOException, ConflistException {
        NetworkFile list = file.converted();
        if (!file.exists()) {
            if (file.saved().exists() && list.exists()) {
                return toList(list); // the file was converted by an earlier command
            }
            throw new ConflistException("no such file");
        }
        byte[] single = file.read();
        String converted = SinglePluginConversion.list(single);
        if (!convert) {
            throw new ConflistException("has a single plugin and no list; --convert converts this file to "
                    + list.name() + ", and `metactl conflist remove` restores it");
        }
        String outcome = text(checked(ConflistText.of(bytes(converted))).bytes());
        List<FileChange> changes = new ArrayList<>();
        if (!list.exists()) {
            changes.add(new FileChange.Create(list.link(), file.place(), outcome));
        } else if (!list.text().equals(outcome)) { // a list with the same content is from an interrupted conversion
            throw new ConflistException(
                    list.name() + " exists in the same folder; edit that file instead, or remove it first");
        }
        changes.add(saved(file, text(single)));
        return changes;
    }

    private static FileChange saved(NetworkFile single, String before) throws IOException {
        return new FileChange.Save(
                single.link(), single.place(), before, single.saved().link());
    }

    private ConflistText checked(ConflistText before) throws ConflistException {
        ConflistText after = entry.in(before);
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
