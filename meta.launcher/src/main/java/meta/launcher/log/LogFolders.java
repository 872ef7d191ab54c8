package meta.launcher.log;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.cni.ParsedJson;

/**
 * Decides which log files a call may write in a folder. The author of a network configuration chooses the file and need not be root, but
 * root writes it.
 *
 * <p>Trusted are {@code /var/log} and the folders that root lists under {@code log_folders} in {@code /etc/meta-plugins/defaults.json}. The
 * settings are read only if the file is not in {@code /var/log}, so that most calls do not read them.
 *
 * @param defaults root's settings for all calls of the node
 * @param stderr receives a line if the settings are invalid; the call continues without them
 */
record LogFolders(Path defaults, PrintStream stderr) {
    /** The file with root's settings. */
    static final Path DEFAULTS = Path.of("/etc/meta-plugins/defaults.json");

    private static final Path LOGS = Path.of("/var/log");
    private static final String KEY = "log_folders";
    private static final long MAX_BYTES = 65_536;
    private static final int WRITABLE_BY_OTHERS = 0022;

    /** Folders in which another program may run a new file or read it as its configuration. */
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

    /** The log files that may be written in a folder. */
    enum Permission {
        /** Any regular file. */
        ANY_FILE,
        /** A file that is new, empty, or begins with {@link OpenLogFile#FIRST_LINE}. */
        OWN_FILES,
        /** None. */
        NO_FILE
    }

    /**
     * {@return the log files that may be written in a folder}
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
            return Files.exists(defaults, LinkOption.NOFOLLOW_LINKS) ? folders() : List.of();
        } catch (InvalidDefaultsException e) {
            StringBuilder line = new StringBuilder();
            LineText.appendText(line, defaults + ": ignored: " + e.getMessage());
            stderr.println(line);
            return List.of();
        }
    }

    /** Root's settings cannot be used. */
    private static final class InvalidDefaultsException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidDefaultsException(String reason) {
            super(reason);
        }
    }

    private List<Path> folders() throws InvalidDefaultsException {
        JsonValue listed = object().members().get(KEY);
        if (listed == null) {
            return List.of();
        }
        List<Path> folders = new ArrayList<>();
        for (JsonValue each : listed instanceof JsonArray(List<JsonValue> all) ? all : List.of(listed)) {
            if (!(each instanceof JsonString(String folder))) {
                throw new InvalidDefaultsException(KEY + ": a list of absolute paths is expected");
            }
            if (!folder.startsWith("/")) {
                throw new InvalidDefaultsException(KEY + ": \"" + folder + "\": an absolute path is expected");
            }
            folders.add(real(Path.of(folder)));
        }
        return folders;
    }

    private JsonObject object() throws InvalidDefaultsException {
        try {
            int owner = (int) Files.getAttribute(defaults, "unix:uid");
            int mode = (int) Files.getAttribute(defaults, "unix:mode");
            boolean writable = owner != 0 || (mode & WRITABLE_BY_OTHERS) != 0;
            if (!Files.isRegularFile(defaults) || writable || Files.size(defaults) > MAX_BYTES) {
                throw new InvalidDefaultsException(
                        "a regular file that only root can write is expected, of at most 64 KiB");
            }
            return switch (JsonReader.read(Files.readAllBytes(defaults))) {
                case ParsedJson.Valid(JsonObject object) -> object;
                default -> throw new InvalidDefaultsException("a JSON object is expected");
            };
        } catch (IOException e) {
            throw new InvalidDefaultsException(e.toString());
        }
    }

    /** {@return the path with its symbolic links resolved; components that do not exist are kept as they are} */
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
            return absolute; // it has been removed meanwhile
        }
    }
}
