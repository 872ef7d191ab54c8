package meta.launcher.install;

import java.nio.file.Path;
import java.util.List;

/**
 * The image of an installation, and how it is installed.
 *
 * @param image the image to install
 * @param version the version of the image, such as {@code 0.1.0}
 * @param by the installing program, for the record
 * @param folders the CNI folders on the command line; if there are none, they are searched
 * @param agent whether the agent's unit is installed
 * @param unusableSteps the third-party steps that this image cannot use; they stop an installation
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
     * {@return whether the image is part of a package that dpkg has unpacked} The files of such an image belong to root, have the modes of
     * the manifest, and are replaced but never rewritten. Therefore the installation can give them a second name instead of copying them.
     */
    boolean isFromPackageManager() {
        return by.equals("deb");
    }
}
