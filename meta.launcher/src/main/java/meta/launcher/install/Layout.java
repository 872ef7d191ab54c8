package meta.launcher.install;

import java.io.IOException;
import java.nio.file.Path;
import meta.launcher.runtime.NodeRoot;

/**
 * The places of an installation.
 *
 * @param root the file system of the node
 * @param prefix the path of the installation on the node, such as {@code /opt/meta-plugins}
 * @param folder the place of {@code prefix}, without symbolic links
 */
public record Layout(NodeRoot root, String prefix, Path folder) {
    public static final String DEFAULT_PREFIX = "/opt/meta-plugins";
    static final String VERSIONS = "versions/";

    /**
     * {@return the places under a prefix}
     *
     * @throws InstallException if the prefix is not an absolute path, or cannot be written into the files in the CNI folders
     */
    public static Layout of(NodeRoot root, String prefix) throws InstallException {
        if (!prefix.matches("(/[A-Za-z0-9._+-]+)+") || prefix.length() > EntryFile.LONGEST_PREFIX) {
            throw new InstallException(
                    "--prefix: \"" + prefix + "\": an absolute path of letters, digits and . _ + -, of at most "
                            + EntryFile.LONGEST_PREFIX + " bytes, is accepted");
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

    Path version(String name) {
        return versions().resolve(name);
    }

    /** {@return the folder in which a version is prepared; no version has this name} */
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

    /** {@return the default folders of third-party steps of this node, separated by colons} */
    public String stepFolders() throws InstallException {
        return locate("/etc/meta-plugins/steps.d") + ":" + locate(prefix + "/versions/steps.d");
    }

    /** {@return the place of a file of the node, where the last name of the path may be a symbolic link} */
    Path locateLink(String path) throws InstallException {
        try {
            return root.locateLink(path);
        } catch (IOException e) {
            throw new InstallException(path + ": " + e.getMessage());
        }
    }

    /** {@return the place of a file of the node} */
    Path locate(String path) throws InstallException {
        try {
            return root.locate(path);
        } catch (IOException e) {
            throw new InstallException(path + ": " + e.getMessage());
        }
    }
}
