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
 * A file with a network configuration, or the saved original of a file that was converted to a list. The file need not exist.
 *
 * @param root the file system of the node
 * @param path the path of the file on the node
 */
record NetworkFile(NodeRoot root, String path) {
    /** The ending of files that contain a list of plugins. */
    static final String LIST = ".conflist";

    /** The endings of files that contain a single plugin. */
    static final List<String> SINGLE = List.of(".conf", ".json");

    /** The ending of a saved original. Runtimes do not read files with this ending. */
    private static final String SAVED = ".meta-plugins-saved";

    private static final Comparator<String> BYTE_ORDER =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    /**
     * {@return the files in a folder with the endings of network configurations, in byte order of their names; none if the folder does not
     * exist}
     *
     * @param folder the path of the folder on the node
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

    boolean isList() {
        return path.endsWith(LIST);
    }

    /** {@return the name of the file without its folder, such as {@code 10-lan.conflist}} */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** {@return the path in this process, with symbolic links resolved} */
    Path place() throws IOException {
        return root.locate(path);
    }

    /** {@return the path in this process of the file itself, which may be a symbolic link} */
    Path link() throws IOException {
        return root.locateLink(path);
    }

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

    /**
     * {@return the name, version and plugins of the network configuration}
     *
     * @throws ConflistException as for {@link PluginByteOffsets#in}; the message begins with the path
     */
    PluginByteOffsets content() throws IOException, ConflistException {
        try {
            return PluginByteOffsets.in(read());
        } catch (ConflistException e) {
            throw e.in(path);
        }
    }

    /**
     * {@return the list that a conversion of this file creates} Its ending is {@code .conflist}, instead of an ending in {@link #SINGLE} if
     * this file has one. Must not be called for a list.
     */
    NetworkFile converted() {
        String base = path;
        for (String ending : SINGLE) {
            if (path.endsWith(ending)) {
                base = path.substring(0, path.length() - ending.length());
            }
        }
        return new NetworkFile(root, base + LIST);
    }

    /**
     * {@return the files with an ending in {@link #SINGLE} or no ending, instead of the ending of this list; they need not exist} Must be
     * called only for a list.
     */
    List<NetworkFile> singles() {
        String base = path.substring(0, path.length() - LIST.length());
        return Stream.concat(SINGLE.stream(), Stream.of(""))
                .map(ending -> new NetworkFile(root, base + ending))
                .toList();
    }

    /** {@return the file to which a conversion renames this file} */
    NetworkFile saved() {
        return new NetworkFile(root, path + SAVED);
    }
}
