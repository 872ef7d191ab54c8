package meta.image.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import meta.image.topology.Command;

/**
 * The files, folders and links below a folder, for comparisons.
 *
 * @param entries a description by relative path: the target of a link, the mode of a folder, or the mode and content of a file. The value
 *     of {@code "when"}, the time of an installation, is omitted from contents
 */
record FileTree(Map<String, String> entries) {
    static FileTree of(Path folder) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                entries.put(folder.relativize(path).toString(), describe(path));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new FileTree(entries);
    }

    private static String describe(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "link to " + Files.readSymbolicLink(path);
        }
        String mode = "%o".formatted((Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS));
        return Files.isDirectory(path)
                ? mode
                : mode + " "
                        + Files.readString(path, StandardCharsets.ISO_8859_1).replaceAll("\"when\": *\"[^\"]*\"", "");
    }

    /** Replaces {@code to} with a copy of the folder {@code from}. Owners, modes and times are copied too; {@code to} need not exist. */
    static void copy(Path from, Path to) {
        Command.of("sh", "-euc", "rm -rf \"$2\" && cp -a \"$1\" \"$2\"", "sh", from.toString(), to.toString())
                .run()
                .text();
    }
}
