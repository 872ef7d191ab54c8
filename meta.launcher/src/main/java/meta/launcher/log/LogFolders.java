package meta.launcher.log;

import java.io.IOException;
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
 * Where the log files of calls may be. Who writes a network configuration names the file, and need not be root; the file is written by root.
 *
 * <p>In a trusted folder, {@code /var/log} or one that root names in {@code /etc/meta-plugins/defaults.json}, any regular file will do.
 * Elsewhere a file has to be new, empty, or one that begins with our first line, and among the files of the system there is none.
 *
 * @param trusted the folders where any file will do, without links on the way
 */
record LogFolders(List<Path> trusted) {
    /** Root's own settings for all calls of a node. */
    static final Path DEFAULTS = Path.of("/etc/meta-plugins/defaults.json");

    private static final Path LOGS = Path.of("/var/log");
    private static final String KEY = "log_folders";
    private static final long LARGEST = 65_536;
    private static final int WRITABLE_BY_OTHERS = 0022;

    /** A file that is new here may be run or read as a configuration by another program. */
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

    /** What is wrong with root's settings; a call does not fail for it. */
    static final class UnusableDefaultsException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableDefaultsException(String reason) {
            super(reason);
        }
    }

    /** {@return the places where root has said nothing} */
    static LogFolders standard() {
        return new LogFolders(List.of(real(LOGS)));
    }

    /**
     * {@return the places with the folders that root names}
     *
     * @throws UnusableDefaultsException where the file cannot be read, is not root's alone, or does not say what it should
     */
    static LogFolders with(Path defaults) throws UnusableDefaultsException {
        List<Path> trusted = new ArrayList<>(standard().trusted());
        if (Files.exists(defaults, LinkOption.NOFOLLOW_LINKS)) {
            for (String folder : folders(defaults)) {
                if (!folder.startsWith("/")) {
                    throw new UnusableDefaultsException(KEY + ": \"" + folder + "\": an absolute path is expected");
                }
                trusted.add(real(Path.of(folder)));
            }
        }
        return new LogFolders(trusted);
    }

    private static List<String> folders(Path defaults) throws UnusableDefaultsException {
        JsonValue named = object(defaults).members().get(KEY);
        if (named == null) {
            return List.of();
        }
        List<String> folders = new ArrayList<>();
        for (JsonValue each : named instanceof JsonArray(List<JsonValue> all) ? all : List.of(named)) {
            if (!(each instanceof JsonString(String folder))) {
                throw new UnusableDefaultsException(KEY + ": a list of absolute paths is expected");
            }
            folders.add(folder);
        }
        return folders;
    }

    private static JsonObject object(Path defaults) throws UnusableDefaultsException {
        try {
            int owner = (int) Files.getAttribute(defaults, "unix:uid");
            int mode = (int) Files.getAttribute(defaults, "unix:mode");
            boolean ofOthers = owner != 0 || (mode & WRITABLE_BY_OTHERS) != 0;
            if (!Files.isRegularFile(defaults) || ofOthers || Files.size(defaults) > LARGEST) {
                throw new UnusableDefaultsException(
                        "a regular file that only root can write is expected, of at most 64 KiB");
            }
            return switch (JsonReader.read(Files.readAllBytes(defaults))) {
                case ParsedJson.Valid(JsonObject object) -> object;
                default -> throw new UnusableDefaultsException("a JSON object is expected");
            };
        } catch (IOException e) {
            throw new UnusableDefaultsException(e.toString());
        }
    }

    /** {@return the path without links on the way, as far as it exists} */
    static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path there = absolute;
        while (there != null && !Files.exists(there)) {
            there = there.getParent(); // it is yet to be made
        }
        try {
            return there == null
                    ? absolute
                    : there.toRealPath().resolve(there.relativize(absolute)).normalize();
        } catch (IOException e) {
            return absolute; // it has gone meanwhile
        }
    }

    /** {@return whether any regular file in the folder may be written} */
    boolean isTrusted(Path realFolder) {
        return trusted.stream().anyMatch(realFolder::startsWith);
    }

    /** {@return whether no file of the folder may be written} */
    boolean isForbidden(Path realFolder) {
        return !isTrusted(realFolder) && SYSTEM.stream().anyMatch(realFolder::startsWith);
    }
}
