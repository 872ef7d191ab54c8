package meta.launcher.install;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Plans the removal of the plugin files. A file that {@link PluginFilePlacement} has saved gets its name back. If another program has
 * replaced a plugin file, neither the new file nor the saved file is changed.
 */
final class PluginFileRemoval {
    private PluginFileRemoval() {}

    /**
     * {@return the operations that remove or replace the plugin files, and remove their old temporary files}
     *
     * @param files the paths of the plugin files on the node
     * @throws InstallException if the symbolic links in a path cannot be resolved
     */
    static List<FileOperation> plan(Layout layout, Collection<String> files) throws InstallException {
        List<FileOperation> plan = new ArrayList<>();
        for (String path : files.stream().sorted().toList()) {
            Path plugin = layout.locateLink(path);
            Path saved = plugin.resolveSibling(plugin.getFileName() + PluginFilePlacement.SAVED);
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
