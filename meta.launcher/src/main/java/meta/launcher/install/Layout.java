package meta.launcher.install;

import java.io.IOException;
import java.nio.file.Path;
import meta.launcher.runtime.NodeRoot;

/**
 * The paths of an installation. Each {@link Path} is a path in this process.
 *
 * @param prefix the path of the installation on the node, such as {@code /opt/meta-plugins}
 * @param folder the path of {@code prefix} in this process, without symbolic links
 */
public record Layout(NodeRoot root, String prefix, Path folder) {
    public static final String DEFAULT_PREFIX = "/opt/meta-plugins";

    /** The beginning of the text of the link {@link #current}. */
    static final String VERSIONS = "versions/";

    /**
     * {@return the paths below a prefix}
     *
     * @throws InstallException if the prefix is not an absolute path of ASCII letters, digits and {@code . _ + -}, is too long for a {@link
     *     PluginFile}, or has symbolic links that cannot be resolved
     */
    public static Layout of(NodeRoot root, String prefix) throws InstallException {
        if (!prefix.matches("(/[A-Za-z0-9._+-]+)+") || prefix.length() > PluginFile.LONGEST_PREFIX) {
            throw new InstallException("--prefix: \"" + prefix + "\": an absolute path of at most "
                    + PluginFile.LONGEST_PREFIX + " bytes is expected, with only letters, digits and . _ + -");
        }
        try {
            return new Layout(root, prefix, root.locate(prefix));
        } catch (IOException e) {
            throw new InstallException(prefix + ": " + e.getMessage());
        }
    }

    Path versions() {
        return folder.resolve("versions");
    }

    /** {@return the folder of a version, which need not exist} */
    Path version(String name) {
        return versions().resolve(name);
    }

    /** {@return the folder into which a version is copied before it gets its final name} */
    Path staging(String name) {
        return versions().resolve(".staging-" + name);
    }

    Path current() {
        return folder.resolve("current");
    }

    Path record() {
        return folder.resolve("installed.json");
    }

    Path lock() {
        return folder.resolve(".lock");
    }

    /** {@return the default folders of third-party steps, as paths in this process, separated by colons} */
    public String stepFolders() throws InstallException {
        return locate("/etc/meta-plugins/steps.d") + ":" + locate(prefix + "/versions/steps.d");
    }

    /** {@return the path in this process of a path on the node} A symbolic link at its end is not followed. */
    Path locateLink(String path) throws InstallException {
        try {
            return root.locateLink(path);
        } catch (IOException e) {
            throw new InstallException(path + ": " + e.getMessage());
        }
    }

    /** {@return the path in this process of a path on the node} Symbolic links are followed. */
    Path locate(String path) throws InstallException {
        try {
            return root.locate(path);
        } catch (IOException e) {
            throw new InstallException(path + ": " + e.getMessage());
        }
    }
}
