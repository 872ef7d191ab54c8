package meta.launcher.install;

import java.nio.file.Path;

/**
 * A change of one file or folder, which can be repeated. A file or link has its complete old or its complete new content at every moment,
 * even after a crash.
 */
public sealed interface FileOperation {
    Path path();

    /** Creates a folder, and missing folders above it, with mode 0755. An existing folder stays unchanged. */
    record MakeFolder(Path path) implements FileOperation {}

    /** Copies a file, with mode 0755 or 0644 and its modification time, which the JVM compares with the time in the AOT cache. */
    record CopyFile(Path source, Path path, boolean executable) implements FileOperation {}

    /**
     * Creates or replaces a file, with mode 0755 or 0644.
     *
     * @param content the bytes, each as one character
     */
    record WriteFile(Path path, String content, boolean executable) implements FileOperation {}

    /**
     * Creates or replaces a symbolic link.
     *
     * @param target the text of the link
     */
    record PutLink(Path path, String target) implements FileOperation {}

    /** Renames a file or folder. A file at {@code path} is replaced. If only {@code path} exists, nothing changes: an earlier run has renamed it. */
    record Rename(Path source, Path path) implements FileOperation {}

    /** Gives the file {@code source} the second name {@code path} by a hard link, or copies it. An existing {@code path} stays unchanged. */
    record KeepCopy(Path source, Path path) implements FileOperation {}

    /** Removes a file or a link, if it exists. */
    record RemoveFile(Path path) implements FileOperation {}

    /** Removes a folder if it is empty and is not a mount point. */
    record RemoveFolder(Path path) implements FileOperation {}

    /** Removes a folder with its content. Links in it are not followed. A crash can leave a part of it. */
    record RemoveTree(Path path) implements FileOperation {}

    /** {@return the temporary file beside a file} Every run uses the same name, so that it replaces the file of a killed run. */
    static Path temporary(Path path) {
        return path.resolveSibling(".meta-plugins-" + path.getFileName() + ".tmp");
    }
}
