package meta.launcher.install;

import java.nio.file.Path;

/**
 * A change of one file, link or folder. An operation can be repeated. At every moment, even after a crash, a file or link has either its
 * complete old or its complete new content.
 */
public sealed interface FileOperation {
    /** {@return the path to change} */
    Path path();

    /** Creates a folder, and missing folders above it, with mode 0755. */
    record MakeFolder(Path path) implements FileOperation {}

    /**
     * Creates or replaces {@code path} with a copy of {@code source}. The mode is 0755 if {@code executable} is true, otherwise 0644. The
     * modification time is kept, because the JVM compares it with the time in the AOT cache.
     */
    record CopyFile(Path source, Path path, boolean executable) implements FileOperation {}

    /**
     * Creates or replaces a file. The mode is 0755 if {@code executable} is true, otherwise 0644.
     *
     * @param content the content, one character for each byte (ISO 8859-1)
     */
    record WriteFile(Path path, String content, boolean executable) implements FileOperation {}

    /**
     * Creates a symbolic link, or replaces a file or link by it.
     *
     * @param target the text of the link
     */
    record PutLink(Path path, String target) implements FileOperation {}

    /**
     * Renames a file or folder. A file at {@code path} is replaced. Nothing changes if only {@code path} exists, because an earlier run has
     * done the renaming.
     */
    record Rename(Path source, Path path) implements FileOperation {}

    /**
     * Makes a file also available as {@code path}: by a hard link or, if that is not possible, by a copy. An existing file is replaced.
     * Symbolic links are not followed.
     */
    record KeepCopy(Path source, Path path) implements FileOperation {}

    /** Removes a file or a link, if it exists. */
    record RemoveFile(Path path) implements FileOperation {}

    /** Removes a folder if it is empty and is not a mount point. */
    record RemoveFolder(Path path) implements FileOperation {}

    /** Removes a folder with everything in it. Symbolic links are not followed. */
    record RemoveTree(Path path) implements FileOperation {}

    /**
     * {@return the path of the temporary file from which an operation creates a file or link} Equal in every run, so that a run replaces
     * the temporary file of a killed run.
     */
    static Path temporary(Path path) {
        return path.resolveSibling(".meta-plugins-" + path.getFileName() + ".tmp");
    }
}
