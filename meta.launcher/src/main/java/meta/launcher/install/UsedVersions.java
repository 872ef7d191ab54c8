package meta.launcher.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the versions that running processes use. Processes that {@code /proc} does not show are not found, such as those outside the
 * container of this process.
 */
final class UsedVersions {
    private UsedVersions() {}

    /**
     * {@return the versions from which a process has mapped files}
     *
     * <p>The kernel may hide the mapped files of a process, for example if this process lacks {@code CAP_SYS_PTRACE} and the other process has
     * more capabilities. The kernel does not hide the command line. Such a process counts if its command line contains a path in the version,
     * as the command lines of the image's programs do.
     *
     * <p>Of a path, only the name of the version is compared, which contains the build id. The rest of the path may differ for a process in
     * another mount namespace, such as an agent in a container.
     *
     * @param versions the folder names of the versions
     * @param exceptProcess the id of a process that does not count; -1 for none
     */
    static Set<String> among(Set<String> versions, long exceptProcess) {
        return among(versions, exceptProcess, Path.of("/proc"));
    }

    /** As {@link #among(Set, long)}, with the processes of another mount of {@code proc(5)}. */
    static Set<String> among(Set<String> versions, long exceptProcess, Path proc) {
        Set<String> used = new HashSet<>();
        for (Path process : processes(proc)) {
            if (!process.endsWith(Long.toString(exceptProcess))) {
                String files = read(process.resolve("maps"))
                        .or(() -> read(process.resolve("cmdline")))
                        .orElse("");
                versions.stream()
                        .filter(name -> files.contains("/" + name + "/"))
                        .forEach(used::add);
            }
        }
        return used;
    }

    private static List<Path> processes(Path proc) {
        try (Stream<Path> all = Files.list(proc)) {
            return all.filter(path -> String.valueOf(path.getFileName()).matches("[0-9]+"))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty(); // the process has ended, or may not be inspected
        }
    }
}
