package meta.launcher.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import meta.netlink.unix.IoErrorText;

/** A pattern for absolute paths on a node. Names may contain {@code *}, {@code ?} and sets such as {@code [a-z]}. */
record GlobPattern(String text) {

    /**
     * {@return the paths on the node of the matching regular files, sorted by name; empty if there are none} Symbolic links are followed.
     *
     * @throws SettingsException if listing a folder fails, or the pattern turns out to be invalid
     */
    List<String> files(NodeRoot root) throws SettingsException {
        List<String> found = List.of("");
        for (String name : text.split("/", -1)) {
            if (!name.isEmpty()) {
                found = below(root, found, name);
            }
        }
        return found.stream()
                .filter(path -> root.existing(path).filter(Files::isRegularFile).isPresent())
                .toList();
    }

    private List<String> below(NodeRoot root, List<String> folders, String name) throws SettingsException {
        List<String> found = new ArrayList<>();
        for (String folder : folders) {
            if (!name.matches(".*[*?\\[].*")) {
                found.add(folder + "/" + name);
                continue;
            }
            PathMatcher matcher = matcher(name);
            for (String each : names(root, folder + "/")) {
                if (matcher.matches(Path.of(each))) {
                    found.add(folder + "/" + each);
                }
            }
        }
        return found;
    }

    private PathMatcher matcher(String name) throws SettingsException {
        try {
            return FileSystems.getDefault()
                    .getPathMatcher("glob:" + name.replace("{", "\\{").replace("}", "\\}"));
        } catch (PatternSyntaxException e) {
            throw new SettingsException(text + ": \"" + name + "\" is not a pattern: " + e.getDescription());
        }
    }

    private List<String> names(NodeRoot root, String folder) throws SettingsException {
        try {
            Path place = root.locate(folder);
            if (!Files.isDirectory(place)) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(place)) {
                return files.map(file -> file.getFileName().toString()).sorted().toList();
            }
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            throw new SettingsException(folder + ": cannot be read: " + new IoErrorText(e).line());
        }
    }
}
