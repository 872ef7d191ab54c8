package meta.launcher.conflist;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import meta.launcher.runtime.NodeRoot;

/**
 * A change of one file, with absolute paths in this process. Contents have one character for each byte. A change fails if its condition for
 * the present files is not met.
 */
public sealed interface FileChange {

    /** Replaces the content of a file if it is still {@code before}. The name, owner, mode and extended attributes stay. */
    record Replace(Path file, String before, String after) implements FileChange {}

    /** Creates a file with the owner, mode and extended attributes of {@code like}, if the new file does not exist or is empty. */
    record Create(Path file, Path like, String content) implements FileChange {}

    /**
     * Renames a file within its folder if the content is still {@code before}. A file with the new name is replaced.
     *
     * @param place {@code file}, or the file to which it leads as a symbolic link
     */
    record Save(Path file, Path place, String before, Path saved) implements FileChange {}

    /**
     * Renames a saved original within its folder if the content is still {@code before} and there is no file with the new name.
     *
     * @param place {@code saved}, or the file to which it leads as a symbolic link
     */
    record Restore(Path saved, Path place, String before, Path file) implements FileChange {}

    /** Deletes a file if the content is still {@code before}. */
    record Delete(Path file, String before) implements FileChange {}

    /** Makes runtimes that watch a folder read it again. They do not notice a change behind a symbolic link. */
    record Announce(Path folder) implements FileChange {}

    /** {@return a unified diff with the paths on the node; a comment line for a renamed file; empty for an announcement} */
    default String diff(NodeRoot root) {
        return switch (this) {
            case Replace(Path file, String before, String after) ->
                UnifiedDiff.of(root.pathOnNode(file), readable(before), root.pathOnNode(file), readable(after));
            case Create(Path file, var _, String content) ->
                UnifiedDiff.of(root.pathOnNode(file), "", root.pathOnNode(file), readable(content));
            case Delete(Path file, String before) ->
                UnifiedDiff.of(root.pathOnNode(file), readable(before), root.pathOnNode(file), "");
            case Save(Path file, var _, var _, Path saved) -> renamed(root, file, saved);
            case Restore(Path saved, var _, var _, Path file) -> renamed(root, saved, file);
            case Announce _ -> "";
        };
    }

    private static String renamed(NodeRoot root, Path from, Path to) {
        return "# " + root.pathOnNode(from) + " is renamed to " + root.pathOnNode(to) + "\n";
    }

    private static String readable(String content) {
        return new String(content.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
