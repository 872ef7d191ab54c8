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
 * Decides which log files a call may write in a folder. The author of a network configuration, who need not be root, chooses the file, but root
 * writes it.
 *
 * @param stderr receives a line if the settings are invalid; their folders then do not count
 */
record LogFolders(NodeDefaults defaults, PrintStream stderr) {
    private static final Path LOGS = Path.of("/var/log");

    /** Folders of the system: another program may run a new file there, or read a new file as its configuration. */
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
        ANY_FILE,
        /** A file of root or of the user of this process that is new, empty, or begins with {@link OpenLogFile#FIRST_LINE}. */
        OWN_FILES,
        NO_FILE
    }

    /**
     * {@return which files in a folder may be a log}
     *
     * @param folder a path without symbolic links, as {@link #real} returns it
     */
    Permission permissionIn(Path folder) {
        if (folder.startsWith(real(LOGS)) || trustedByRoot().stream().anyMatch(folder::startsWith)) {
            return Permission.ANY_FILE;
        }
        return SYSTEM.stream().anyMatch(folder::startsWith) ? Permission.NO_FILE : Permission.OWN_FILES;
    }

    private List<Path> trustedByRoot() {
        try {
            return defaults.logFolders().stream().map(LogFolders::real).toList();
        } catch (InvalidDefaultsException e) {
            StringBuilder line = new StringBuilder();
            LineText.appendText(line, defaults.file() + ": ignored: " + e.getMessage());
            stderr.println(line);
            return List.of();
        }
    }

    /** {@return the absolute path with its symbolic links resolved} Names that do not exist, or whose links cannot be read, stay unchanged. */
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
            return absolute; // it was removed since it was found
        }
    }
}
