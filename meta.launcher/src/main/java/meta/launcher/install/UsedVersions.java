package meta.launcher.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the installed versions that running processes use. */
final class UsedVersions {
    private UsedVersions() {}

    /**
     * {@return the versions from which a process has mapped files; all versions if {@code /proc} cannot be listed} If a process's mapped
     * files cannot be read, its command line is searched. Paths are compared only by the folder name of the version, because the rest may
     * differ in another mount namespace.
     *
     * @param versions the folder names of the versions to search for
     * @param exceptProcess the id of a process that is ignored; -1 for none
     * @param exceptUnits the names of systemd units whose processes are ignored
     */
    static Set<String> among(Set<String> versions, long exceptProcess, Collection<String> exceptUnits) {
        return among(versions, exceptProcess, exceptUnits, Path.of("/proc"));
    }

    /**
     * {@return the same as {@link #among(Set, long, Collection)}}
     *
     * @param proc the folder to read instead of {@code /proc}
     */
    static Set<String> among(Set<String> versions, long exceptProcess, Collection<String> exceptUnits, Path proc) {
        List<Path> processes = processes(proc);
        if (processes.isEmpty()) {
            return versions; // a complete list would contain at least this process
        }
        Set<String> used = new HashSet<>();
        for (Path process : processes) {
            if (!process.endsWith(Long.toString(exceptProcess)) && !isInUnit(exceptUnits, process)) {
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

    /** {@return whether the control group of the process is that of one of these systemd units} */
    private static boolean isInUnit(Collection<String> units, Path process) {
        String groups = units.isEmpty() ? "" : read(process.resolve("cgroup")).orElse("");
        return units.stream().anyMatch(unit -> groups.lines().anyMatch(group -> group.endsWith("/" + unit)));
    }

    private static List<Path> processes(Path proc) {
        try (Stream<Path> all = Files.list(proc)) {
            return all.filter(path -> String.valueOf(path.getFileName()).matches("[0-9]+"))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty(); // the process has ended, or this process may not inspect it
        }
    }
}
