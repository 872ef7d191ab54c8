package meta.launcher.install;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Takes the files of plugin types out of the CNI folders, and restores the files of other owners that were kept. */
final class RemoveEntries {
    private RemoveEntries() {}

    /**
     * {@return the operations}
     *
     * @param files the paths on the node
     */
    static List<FileOperation> plan(Layout layout, Collection<String> files) throws InstallException {
        List<FileOperation> plan = new ArrayList<>();
        for (String path : files.stream().sorted().toList()) {
            Path entry = layout.locateLink(path);
            Path saved = entry.resolveSibling(entry.getFileName() + PlaceEntries.SAVED);
            if (Files.exists(FileOperation.temporary(entry), LinkOption.NOFOLLOW_LINKS)) {
                plan.add(new FileOperation.RemoveFile(FileOperation.temporary(entry)));
            }
            boolean isOurs = EntryFile.isOurs(entry, layout.prefix());
            boolean isFree = !Files.exists(entry, LinkOption.NOFOLLOW_LINKS);
            if (Files.exists(saved, LinkOption.NOFOLLOW_LINKS) && (isOurs || isFree)) {
                plan.add(new FileOperation.Rename(saved, entry));
            } else if (isOurs) {
                plan.add(
                        new FileOperation.RemoveFile(entry)); // a file that another program has written meanwhile stays
            }
        }
        return plan;
    }
}
