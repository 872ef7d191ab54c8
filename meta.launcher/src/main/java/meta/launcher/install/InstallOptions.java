package meta.launcher.install;

import java.nio.file.Path;
import java.util.List;

/**
 * The inputs of an installation.
 *
 * @param image the folder of the image
 * @param version the version of the image, such as {@code 0.1.0}
 * @param by the name of the program that installs; {@code deb} also means that dpkg has unpacked the image
 * @param folders the CNI plugin folders, as paths on the node; if there are none, {@link PluginFolders} finds them
 * @param agent whether to install the agent's systemd units and start its socket; if false, units of an earlier installation stay
 * @param unusableSteps a text for each third-party type, step or jar on the node that this image cannot use
 * @param force whether to install the image in spite of these texts
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
     * {@return whether dpkg has unpacked the image} If so, hard links to files of the image are safe, because dpkg never writes to an
     * existing file.
     */
    boolean isFromPackageManager() {
        return by.equals("deb");
    }
}
