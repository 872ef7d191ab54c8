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
            Path plugin = layout.locateLink(path);
            Path saved = plugin.resolveSibling(plugin.getFileName() + PlacePluginFiles.SAVED);
            if (Files.exists(FileOperation.temporary(plugin), LinkOption.NOFOLLOW_LINKS)) {
                plan.add(new FileOperation.RemoveFile(FileOperation.temporary(plugin)));
            }
            boolean isOurs = PluginFile.isOurs(plugin, layout.prefix());
            boolean isFree = !Files.exists(plugin, LinkOption.NOFOLLOW_LINKS);
            if (Files.exists(saved, LinkOption.NOFOLLOW_LINKS) && (isOurs || isFree)) {
                plan.add(new FileOperation.Rename(saved, plugin));
            } else if (isOurs) {
                plan.add(new FileOperation.RemoveFile(plugin));
            }
        }
        return plan;
    }
}
