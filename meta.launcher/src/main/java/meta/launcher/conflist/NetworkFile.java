package meta.launcher.conflist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import meta.launcher.runtime.NodeRoot;

/**
 * A file with a network configuration: one that a container runtime reads, or the saved original of a converted file. The file need not
 * exist.
 *
 * @param path the absolute path of the file on the node
 */
record NetworkFile(NodeRoot root, String path) {
    static final String LIST = ".conflist";

    /** The endings of a file with one plugin. */
    static final List<String> SINGLE = List.of(".conf", ".json");

    /** The ending of a saved original. No runtime reads a file with this ending. */
    private static final String SAVED = ".meta-plugins-saved";

    private static final Comparator<String> BYTE_ORDER =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    /**
     * {@return the network configurations in a folder, in the order in which runtimes read them; none if the folder does not exist}
     *
     * @param folder the path on the node
     */
    static List<NetworkFile> in(NodeRoot root, String folder) throws IOException {
        Path place = root.locate(folder);
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(LIST) || SINGLE.stream().anyMatch(name::endsWith))
                    .sorted(BYTE_ORDER)
                    .map(name -> new NetworkFile(root, (folder.endsWith("/") ? folder : folder + "/") + name))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** {@return whether the name has the ending of a list} */
    boolean isList() {
        return path.endsWith(LIST);
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** {@return the path of the content in this process, after symbolic links} */
    Path place() throws IOException {
        return root.locate(path);
    }

    /** {@return the path in this process of the file itself, which may be a symbolic link} */
    Path link() throws IOException {
        return root.locateLink(path);
    }

    /** {@return whether the path leads to a regular file} */
    boolean exists() throws IOException {
        return Files.isRegularFile(place());
    }

    byte[] read() throws IOException {
        return Files.readAllBytes(place());
    }

    /** {@return the content, one character for each byte} */
    String text() throws IOException {
        return Files.readString(place(), StandardCharsets.ISO_8859_1);
    }

    /** @throws ConflistException if the content is not a network configuration; the message begins with the path */
    PluginPositions content() throws IOException, ConflistException {
        try {
            return PluginPositions.in(read());
        } catch (ConflistException e) {
            throw e.in(path);
        }
    }

    /** {@return the list to which this file with one plugin is or would be converted} */
    NetworkFile converted() {
        String base = path;
        for (String ending : SINGLE) {
            if (path.endsWith(ending)) {
                base = path.substring(0, path.length() - ending.length());
            }
        }
        return new NetworkFile(root, base + LIST);
    }

    /** {@return the files with one plugin from which this list may have been converted} */
    List<NetworkFile> singles() {
        String base = path.substring(0, path.length() - LIST.length());
        return SINGLE.stream()
                .map(ending -> new NetworkFile(root, base + ending))
                .toList();
    }

    /** {@return the file that keeps the content of this file after its conversion} */
    NetworkFile saved() {
        return new NetworkFile(root, path + SAVED);
    }
}
