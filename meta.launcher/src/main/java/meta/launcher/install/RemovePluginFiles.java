package meta.launcher.install;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Plans the removal of the plugins' files from the CNI folders, and restores files that {@link PlacePluginFiles} has kept. If another
 * program has written a plugin's file since the installation, this file and the kept one stay.
 */
final class RemovePluginFiles {
    private RemovePluginFiles() {}

    /** @param files the paths on the node of the files that were installed */
    static List<FileOperation> plan(Layout layout, Collection<String> files) throws InstallException {
        List<FileOperation> plan = new ArrayList<>();
        for (String path : files.stream().sorted().toList()) {
            Path entry = layout.locateLink(path);
            Path saved = entry.resolveSibling(entry.getFileName() + PlacePluginFiles.SAVED);
            if (Files.exists(FileOperation.temporary(entry), LinkOption.NOFOLLOW_LINKS)) {
                plan.add(new FileOperation.RemoveFile(FileOperation.temporary(entry)));
            }
            boolean isOurs = PluginFile.isOurs(entry, layout.prefix());
            boolean isFree = !Files.exists(entry, LinkOption.NOFOLLOW_LINKS);
            if (Files.exists(saved, LinkOption.NOFOLLOW_LINKS) && (isOurs || isFree)) {
                plan.add(new FileOperation.Rename(saved, entry));
            } else if (isOurs) {
                plan.add(new FileOperation.RemoveFile(entry));
            }
        }
        return plan;
    }
}
