package meta.launcher.install;

import java.nio.file.Path;

/** A change of one file or folder. Each operation changes its name atomically, or not at all, and can be repeated. */
public sealed interface FileOperation {
    /** {@return the file or folder that changes} */
    Path path();

    /** Creates a folder with mode 0755, and the folders above it. */
    record MakeFolder(Path path) implements FileOperation {}

    /**
     * Copies a file to a temporary name next to the target, synchronizes it, and renames it. The modification time is copied too, because
     * the JVM compares it with the time in its start-up cache.
     */
    record CopyFile(Path source, Path path, boolean executable) implements FileOperation {}

    /**
     * Writes a file to a temporary name next to the target, synchronizes it, and renames it.
     *
     * @param content the bytes, each as one character
     */
    record WriteFile(Path path, String content, boolean executable) implements FileOperation {}

    /** Creates or replaces a symbolic link by renaming. */
    record PutLink(Path path, String target) implements FileOperation {}

    /** Renames a folder or file, replacing a file at the target. */
    record Rename(Path source, Path path) implements FileOperation {}

    /**
     * Gives a file a second name, or copies it if no hard link is possible. The first name stays. If the second name exists, it stays
     * unchanged.
     */
    record KeepCopy(Path source, Path path) implements FileOperation {}

    /** Removes a file or a link. */
    record RemoveFile(Path path) implements FileOperation {}

    /** Removes a folder if it is empty. */
    record RemoveFolder(Path path) implements FileOperation {}

    /** Removes a folder with its content; links in it are not followed. */
    record RemoveTree(Path path) implements FileOperation {}

    /** {@return the temporary name next to a file; it is the same in every run, so that the next run replaces the file of a killed one} */
    static Path temporary(Path path) {
        return path.resolveSibling(".meta-plugins-" + path.getFileName() + ".tmp");
    }
}
