package meta.launcher.install;

import java.nio.file.Path;
import java.util.List;

/**
 * The inputs of an installation.
 *
 * @param image the folder of the image to install
 * @param version the version of the image, such as {@code 0.1.0}
 * @param by the name of the installing program; {@code deb} also means that dpkg has unpacked the image
 * @param folders the CNI folders on the command line, as paths on the node; if there are none, {@link PluginFolders} finds them
 * @param agent whether the systemd units are installed; has no effect on a node without systemd
 * @param unusableSteps the third-party steps of the node that this image cannot use, each with the reason; if there are any, nothing is
 *     installed without {@code force}
 * @param force whether to install in spite of unusable steps
 */
public record InstallOptions(
        Path image,
        String version,
        String by,
        List<String> folders,
        boolean agent,
        List<String> unusableSteps,
        boolean force) {
    public InstallOptions {
        folders = List.copyOf(folders);
        unusableSteps = List.copyOf(unusableSteps);
    }

    /**
     * {@return whether dpkg has unpacked the image} The files of such an image belong to root and have the right modes. dpkg replaces these
     * files, but never rewrites them. Therefore the installation can create hard links to them instead of copies.
     */
    boolean isFromPackageManager() {
        return by.equals("deb");
    }
}
