package meta.launcher.install;

import java.nio.file.Path;

/**
 * A change of one file or folder. A file or link has its complete old or its complete new content at every moment, also after a crash. Each
 * operation can be repeated.
 */
public sealed interface FileOperation {
    /** {@return the file or folder that changes} */
    Path path();

    /** Creates a folder, and the folders above it that are missing, with mode 0755. An existing folder stays unchanged. */
    record MakeFolder(Path path) implements FileOperation {}

    /**
     * Copies a file to a temporary file beside {@code path}, and renames the temporary file. The modification time is copied too, because the
     * JVM compares it with the time in the AOT cache.
     *
     * @param executable whether the mode of the copy is 0755; otherwise it is 0644
     */
    record CopyFile(Path source, Path path, boolean executable) implements FileOperation {}

    /**
     * Writes a temporary file beside {@code path}, and renames the temporary file.
     *
     * @param content the bytes, each as one character
     * @param executable whether the mode of the file is 0755; otherwise it is 0644
     */
    record WriteFile(Path path, String content, boolean executable) implements FileOperation {}

    /**
     * Creates or replaces a symbolic link by renaming.
     *
     * @param target the text of the link, which may be a relative path
     */
    record PutLink(Path path, String target) implements FileOperation {}

    /**
     * Renames a folder or file. A file at {@code path} is replaced. If {@code source} does not exist but {@code path} does, nothing changes,
     * because an earlier run has renamed the file.
     */
    record Rename(Path source, Path path) implements FileOperation {}

    /**
     * Gives the file {@code source} the second name {@code path} by a hard link, or copies it if that is not possible. If {@code path}
     * exists, it stays unchanged.
     */
    record KeepCopy(Path source, Path path) implements FileOperation {}

    /** Removes a file or a link, if it exists. */
    record RemoveFile(Path path) implements FileOperation {}

    /** Removes a folder if it exists, is empty, and is not a mount point. */
    record RemoveFolder(Path path) implements FileOperation {}

    /** Removes a folder with its content, if it exists. Links in it are not followed. A crash can leave a part. */
    record RemoveTree(Path path) implements FileOperation {}

    /** {@return the temporary file beside a file} Every run uses the same name, so that a run replaces the file of a killed run. */
    static Path temporary(Path path) {
        return path.resolveSibling(".meta-plugins-" + path.getFileName() + ".tmp");
    }
}
