package meta.launcher.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the versions that running processes use. Processes that {@code /proc} does not show are not found. */
final class UsedVersions {
    private UsedVersions() {}

    /**
     * {@return the versions from which a process has mapped files}
     *
     * <p>Only the name of the version is compared, which contains the build id, because the path before it may differ for a process in
     * another mount namespace, such as an agent in a container.
     *
     * @param exceptProcess the id of a process that does not count; -1 for none
     */
    static Set<String> among(Set<String> versions, long exceptProcess) {
        Set<String> used = new HashSet<>();
        for (Path process : processes()) {
            if (!process.endsWith(Long.toString(exceptProcess))) {
                String maps = read(process.resolve("maps"));
                versions.stream()
                        .filter(name -> maps.contains("/" + name + "/"))
                        .forEach(used::add);
            }
        }
        return used;
    }

    private static List<Path> processes() {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> String.valueOf(path.getFileName()).matches("[0-9]+"))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // the process has ended, or may not be inspected
        }
    }
}
