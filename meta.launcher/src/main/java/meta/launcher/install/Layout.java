package meta.launcher.install;

import java.io.IOException;
import java.nio.file.Path;
import meta.launcher.runtime.NodeRoot;
import meta.netlink.unix.IoErrorText;

/**
 * The paths of an installation. Each {@link Path} is a path in this process, which can differ from the path on the node.
 *
 * @param root the file system of the node
 * @param prefix the path of the installation on the node
 * @param folder the folder of the installation
 */
public record Layout(NodeRoot root, String prefix, Path folder) {
    public static final String DEFAULT_PREFIX = "/opt/meta-plugins";

    /** The beginning of the text of the link {@link #current}; the folder name of the version follows. */
    static final String VERSIONS = "versions/";

    /**
     * {@return the paths of an installation with this prefix}
     *
     * @throws InstallException if the prefix is too long for a {@link PluginFile}, if it is not one or more names of ASCII letters, digits
     *     and {@code . _ + -}, each after a {@code /}, or if its symbolic links cannot be resolved
     */
    public static Layout of(NodeRoot root, String prefix) throws InstallException {
        if (prefix.length() > PluginFile.LONGEST_PREFIX || !prefix.matches("(/[A-Za-z0-9._+-]+)+")) {
            throw new InstallException("--prefix: \"" + prefix + "\": an absolute path of at most "
                    + PluginFile.LONGEST_PREFIX + " bytes is expected, with only letters, digits and . _ + -");
        }
        try {
            return new Layout(root, prefix, root.locate(prefix));
        } catch (IOException e) {
            throw new InstallException(new IoErrorText(e).at(prefix));
        }
    }

    /** {@return the folder that contains the versions and {@code steps.d}} */
    Path versions() {
        return folder.resolve("versions");
    }

    /**
     * {@return the folder of a version}
     *
     * @param name the folder name, such as {@code <version>-<build>}
     */
    Path version(String name) {
        return versions().resolve(name);
    }

    /** {@return the folder into which a version is copied before it gets its final name} */
    Path staging(String name) {
        return versions().resolve(".staging-" + name);
    }

    /** {@return the symbolic link to the folder of the current version} */
    Path current() {
        return folder.resolve("current");
    }

    Path record() {
        return folder.resolve("installed.json");
    }

    Path lock() {
        return folder.resolve(".lock");
    }

    /**
     * {@return the two default step folders as paths in this process, separated by a colon}
     *
     * @throws InstallException if their symbolic links cannot be resolved
     */
    public String stepFolders() throws InstallException {
        return locate("/etc/meta-plugins/steps.d") + ":" + locate(prefix + "/versions/steps.d");
    }

    /**
     * {@return the result of {@link NodeRoot#locateLink}}
     *
     * @throws InstallException if the symbolic links cannot be resolved
     * @throws java.nio.file.InvalidPathException as for {@link NodeRoot#locateLink}
     */
    Path locateLink(String path) throws InstallException {
        try {
            return root.locateLink(path);
        } catch (IOException e) {
            throw new InstallException(new IoErrorText(e).at(path));
        }
    }

    /**
     * {@return the result of {@link NodeRoot#locate}}
     *
     * @throws InstallException if the symbolic links cannot be resolved
     * @throws java.nio.file.InvalidPathException as for {@link NodeRoot#locate}
     */
    Path locate(String path) throws InstallException {
        try {
            return root.locate(path);
        } catch (IOException e) {
            throw new InstallException(new IoErrorText(e).at(path));
        }
    }
}
