package meta.image.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file or folder with the path and mode that it has in a package.
 *
 * @param path the path in the package or in the image's folder, without a {@code /} at the beginning
 * @param source the file with the content; for a folder, any folder
 * @param mode 0755 for folders and executable files, 0644 for other files
 */
record PackagedFile(String path, Path source, boolean isFolder, int mode) {
    /**
     * {@return the files and folders below {@code root}, in the order of their paths}
     *
     * @throws IOException if {@code root} or a folder below it cannot be read, or contains a link or a device
     */
    static List<PackagedFile> below(Path root) throws IOException {
        List<PackagedFile> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                if (!file.equals(root)) {
                    files.add(of(root, file));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        // compares UTF-16 units, so that the order does not depend on the locale
        files.sort(Comparator.comparing(PackagedFile::path));
        return List.copyOf(files);
    }

    private static PackagedFile of(Path root, Path file) throws IOException {
        String path = root.relativize(file).toString();
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            return new PackagedFile(path, file, true, 0755);
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + ": is neither a file nor a folder; packages have no links and no devices");
        }
        return new PackagedFile(path, file, false, Files.isExecutable(file) ? 0755 : 0644);
    }

    /** {@return this file with a folder before its path} */
    PackagedFile in(String folder) {
        return new PackagedFile(folder + "/" + path, source, isFolder, mode);
    }

    /** {@return the size of the content in bytes; 0 for a folder} */
    long size() throws IOException {
        return isFolder ? 0 : Files.size(source);
    }

    /** {@return the SHA-256 digest of the content in lower-case hexadecimal digits} Must not be called for a folder. */
    String sha256() throws IOException {
        return Digests.sha256(source);
    }
}
