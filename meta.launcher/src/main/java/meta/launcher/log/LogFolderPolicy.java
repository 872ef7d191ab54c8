package meta.launcher.log;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meta.launcher.defaults.InvalidDefaultsException;
import meta.launcher.defaults.NodeDefaults;

/**
 * Decides which files of a folder may be used as a log. The author of a network configuration, which contains the path, need not be root,
 * but the plugin normally writes the log as root.
 *
 * @param defaults the node's settings
 * @param stderr receives a line each time that the list of log folders in these settings is needed but cannot be used
 */
record LogFolderPolicy(NodeDefaults defaults, PrintStream stderr) {
    private static final Path LOGS = Path.of("/var/log");

    /** Folders in which a log could change what other programs or the kernel do. */
    private static final List<Path> SYSTEM = paths(
            "/bin",
            "/boot",
            "/dev",
            "/etc",
            "/lib",
            "/lib32",
            "/lib64",
            "/libx32",
            "/opt/cni",
            "/proc",
            "/root",
            "/run",
            "/sbin",
            "/sys",
            "/usr",
            "/var/spool");

    private static List<Path> paths(String... texts) {
        List<Path> paths = new ArrayList<>();
        for (String text : texts) {
            paths.add(Path.of(text));
        }
        return paths;
    }

    enum Permission {
        /** Every regular file that has a single hard link. */
        ANY_FILE,
        /**
         * Only a file of {@link #ANY_FILE} that belongs to root or to the user of this process, and that is empty or begins with {@link
         * OpenLogFile#FIRST_LINE}.
         */
        OWN_FILES,
        NO_FILE
    }

    /**
     * {@return which files directly in a folder may be a log}
     *
     * @param folder the folder, as {@link #real} returns it
     */
    Permission permissionIn(Path folder) {
        if (folder.startsWith(real(LOGS)) || trustedByRoot().stream().anyMatch(folder::startsWith)) {
            return Permission.ANY_FILE;
        }
        return SYSTEM.stream().anyMatch(folder::startsWith) ? Permission.NO_FILE : Permission.OWN_FILES;
    }

    private List<Path> trustedByRoot() {
        try {
            return defaults.logFolders().stream().map(LogFolderPolicy::real).toList();
        } catch (InvalidDefaultsException e) {
            StringBuilder line = new StringBuilder();
            LineText.appendText(line, defaults.file() + ": ignored: " + e.getMessage());
            stderr.println(line);
            return List.of();
        }
    }

    /**
     * {@return the normalized absolute path, with the symbolic links of its existing part resolved} If this part is removed meanwhile, no
     * link is resolved.
     */
    static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path existing = absolute;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            return existing == null
                    ? absolute
                    : existing.toRealPath()
                            .resolve(existing.relativize(absolute))
                            .normalize();
        } catch (IOException e) {
            return absolute; // the file was removed after exists()
        }
    }
}
